//! What a mark keeps of the one that it replaces, and what an undo brings back.

use ourword::domain::event::{Event, Undone};
use ourword::domain::words::Words;
use ourword::domain::{Day, EventId, Mark, Partner, Says};

use crate::shelf::{Shelf, marked, stamp, start, words};

const ANA: Partner = Partner::First;

/// What is said, the day of recording, and the note.
fn told(mark: &Mark) -> (Says, Day, Option<&str>) {
    (mark.says, mark.recorded_on, mark.note().map(Words::as_str))
}

/// The instant of recording.
fn instant(mark: &Mark) -> Option<i64> {
    mark.beside.as_ref().map(|beside| beside.recorded_at)
}

fn undo(shelf: &mut Shelf, day: i64, event: EventId) -> EventId {
    shelf.append(ANA, day, Event::Undone(Undone { event, with: None }))
}

#[test]
fn the_same_word_again_keeps_when_it_was_first_said() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    let note = words(&[("note", "before breakfast")]);
    shelf.append_with(ANA, 3, marked(dishes, 1, Says::Kept), note);
    let first = shelf.marks(dishes).remove(0);
    assert_eq!(told(&first), (Says::Kept, start().plus(3), Some("before breakfast")));
    assert_eq!(instant(&first), Some(stamp(ANA, 3).at.timestamp()));

    let again = shelf.append(ANA, 9, marked(dishes, 1, Says::Kept));
    let second = shelf.marks(dishes).remove(0);
    assert_eq!(told(&second), told(&first));
    assert_eq!(instant(&second), instant(&first));
    assert!(second.order > first.order, "only its place in the order moves");

    undo(&mut shelf, 9, again);
    assert_eq!(shelf.marks(dishes), [first]);
}

#[test]
fn the_same_word_with_another_note_keeps_the_day_alone() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    shelf.append_with(ANA, 3, marked(dishes, 1, Says::Kept), words(&[("note", "all")]));
    let noted = shelf.append_with(ANA, 4, marked(dishes, 1, Says::Kept), words(&[("note", "all but one")]));
    shelf.append(ANA, 5, marked(dishes, 1, Says::Kept));
    assert_eq!(told(&shelf.marks(dishes)[0]), (Says::Kept, start().plus(3), Some("all but one")));
    // The note in the middle is taken back: what came later falls back on the one before.
    undo(&mut shelf, 6, noted);
    assert_eq!(told(&shelf.marks(dishes)[0]), (Says::Kept, start().plus(3), Some("all")));
    assert_eq!(shelf.projection(), shelf.rebuilt());
}

/// Words that are gone leave their event as it was: no earlier note takes their place, however the projection
/// came about.
#[test]
fn a_note_whose_words_are_gone_gives_way_to_no_other() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    shelf.append_with(ANA, 1, marked(dishes, 1, Says::Kept), words(&[("note", "all")]));
    shelf.append_with(ANA, 2, marked(dishes, 1, Says::Kept), words(&[("note", "unsaid")]));
    shelf.raw().execute("DELETE FROM words WHERE body LIKE '%unsaid%'", []).unwrap();
    assert_eq!(told(&shelf.marks(dishes)[0]).2, None);
    let grown = shelf.projection();
    assert_eq!(grown, shelf.rebuilt());
    assert_eq!(told(&shelf.marks(dishes)[0]).2, None);
}

#[test]
fn another_word_begins_anew() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    shelf.append_with(ANA, 1, marked(dishes, 1, Says::Kept), words(&[("note", "all")]));
    let broken = shelf.append(ANA, 2, marked(dishes, 1, Says::Broken));
    assert_eq!(told(&shelf.marks(dishes)[0]), (Says::Broken, start().plus(2), None));
    shelf.append(ANA, 4, marked(dishes, 1, Says::Kept));
    assert_eq!(told(&shelf.marks(dishes)[0]), (Says::Kept, start().plus(4), None), "said anew, not again");
    // Without the word between them, the third is the first said again.
    undo(&mut shelf, 5, broken);
    assert_eq!(told(&shelf.marks(dishes)[0]), (Says::Kept, start().plus(1), Some("all")));
}

#[test]
fn what_was_replaced_stands_again_after_an_undo() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    let kept = shelf.append_with(ANA, 1, marked(dishes, 1, Says::Kept), words(&[("note", "all")]));
    let before = shelf.marks(dishes);
    let broken = shelf.append(ANA, 2, marked(dishes, 1, Says::Broken));
    let replaced = shelf.marks(dishes);

    let taken_back = undo(&mut shelf, 3, broken);
    assert_eq!(shelf.marks(dishes), before);
    undo(&mut shelf, 3, taken_back);
    assert_eq!(shelf.marks(dishes), replaced, "an undo can be undone");
    undo(&mut shelf, 4, kept);
    assert_eq!(shelf.marks(dishes), replaced, "what lies below does not show");
    undo(&mut shelf, 4, broken);
    assert_eq!(shelf.marks(dishes), [], "nothing is left");
}

#[test]
fn each_partner_has_their_own_mark_of_a_date() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    let anas = shelf.append(ANA, 1, marked(dishes, 1, Says::Kept));
    shelf.append(Partner::Second, 2, marked(dishes, 1, Says::Broken));
    let by = |shelf: &Shelf| -> Vec<(Partner, Says)> {
        shelf.marks(dishes).iter().map(|mark| (mark.by, mark.says)).collect()
    };
    assert_eq!(by(&shelf), [(ANA, Says::Kept), (Partner::Second, Says::Broken)]);
    undo(&mut shelf, 3, anas);
    assert_eq!(by(&shelf), [(Partner::Second, Says::Broken)]);
}

#[test]
fn replaced_marks_stay_in_the_table_and_only_one_stands() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("to do the dishes");
    for (day, says) in [(1, Says::Kept), (2, Says::Broken), (3, Says::Excused), (4, Says::Excused)] {
        shelf.append(ANA, day, marked(dishes, 1, says));
    }
    let standing = shelf.rows("SELECT says, standing FROM mark ORDER BY tick");
    let text = format!("{standing:?}");
    assert_eq!(standing.len(), 4);
    assert_eq!(text.matches("Integer(1)").count(), 1, "{text}");
    assert!(text.ends_with(r#"[Text("excused"), Integer(1)]]"#), "{text}");
}

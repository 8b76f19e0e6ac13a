//! What is known of the things that were named is what is known of them in all.

use ourword::domain::book::Book;
use ourword::domain::{Giver, Partner, Reckoning, WeekStart};
use ourword::ledger::Ledger;
use proptest::prelude::*;

use crate::play::{Teller, story};
use crate::shelf::{Shelf, daily, stamp, start, words};

/// Ids and names of all that there is, and some of nothing.
fn names_in(book: &Book) -> Vec<String> {
    let promises = book.promises.iter().map(|promise| (promise.id, promise.label()));
    let boundaries = book.boundaries.iter().map(|boundary| (boundary.id, boundary.label()));
    let chapters = book.chapters.iter().map(|chapter| (chapter.id, chapter.label()));
    let others = book.pauses.iter().map(|pause| pause.id).chain(book.repairs.iter().map(|repair| repair.id));
    let all = promises.chain(boundaries).chain(chapters).chain(others.map(|id| (id, id.to_string())));
    let names = all.flat_map(|(id, label)| [id.to_string(), label]);
    names.chain(["plants", " plants ", "plantz", "Plants", "a99", ""].map(str::to_owned)).collect()
}

fn hold(ledger: &Ledger, whole: &Book, words: &[&str]) {
    let known = ledger.book_of(words).unwrap();
    let reckoning = Reckoning { today: start().plus(9), as_of: false, weeks: WeekStart::default() };
    for word in words {
        let (found, wanted) = (known.thing(word), whole.thing(word));
        assert_eq!(format!("{found:?}"), format!("{wanted:?}"), "{words:?}");
        assert_eq!(format!("{:?}", known.find(word)), format!("{:?}", whole.find(word)), "{words:?}");
        if let Ok(thing) = found {
            let id = thing.id();
            assert_eq!(known.label(id), whole.label(id));
            let rests = [&known, whole].map(|book| format!("{:?}", book.paused(id, &reckoning)));
            assert_eq!(rests[0], rests[1], "{word}");
        }
    }
    let of_both = [&known, whole]
        .map(|book| format!("{:?} {:?} {:?} {:?}", book.kind, book.settings, book.partners, book.chapters));
    assert_eq!(of_both[0], of_both[1], "{words:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_named_is_found_as_in_all(steps in story(50)) {
        let mut shelf = Shelf::new();
        Teller::default().play(&mut shelf, &steps);
        let whole = shelf.ledger.book().unwrap();
        let names = names_in(&whole);
        for (at, name) in names.iter().enumerate() {
            hold(&shelf.ledger, &whole, &[name]);
            hold(&shelf.ledger, &whole, &[name, &names[at / 2]]);
        }
    }
}

#[test]
fn no_more_is_read_than_was_named() {
    let mut shelf = Shelf::new();
    for name in ["plants", "dishes", "walk"] {
        shelf.write(1, |writer| {
            let id = writer.next_thing(&stamp(Partner::First, 0)).unwrap();
            let event = daily(id, Giver::One(Partner::First));
            let deed =
                ourword::domain::decide::Deed { event, words: words(&[("text", name), ("name", name)]) };
            writer.append(&deed, &stamp(Partner::First, 0)).unwrap();
        });
    }
    let read = |words: &[&str]| {
        let known = shelf.ledger.book_of(words).unwrap();
        known.promises.iter().map(|promise| promise.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(read(&["dishes"]), ["a2"]);
    assert_eq!(read(&["walk", "a1", "walk", "a3"]), ["a1", "a3"]);
    assert_eq!(read(&["dishes", "nothing"]), ["a1", "a2", "a3"]);
    let nine = ["a1"; 9];
    assert_eq!(read(&nine), ["a1", "a2", "a3"]);
}

/// Names are compared composed and without blanks around them; a record from elsewhere may hold them otherwise.
#[test]
fn a_name_is_found_in_whatever_form_it_is_stored() {
    let mut shelf = Shelf::new();
    let ids = [shelf.promise("to cook"), shelf.promise("to wash up"), shelf.promise("to walk")];
    let forms = "UPDATE promise SET name = 'ku' || char(776) || 'che' WHERE id = 'a1';
         UPDATE promise SET name = ' dishes' WHERE id = 'a2'; UPDATE promise SET name = 'walk' || char(32) WHERE id = 'a3'";
    shelf.raw().execute_batch(forms).unwrap();
    let whole = shelf.ledger.book().unwrap();
    for (word, id) in ["küche", "dishes", "walk"].into_iter().zip(ids) {
        hold(&shelf.ledger, &whole, &[word]);
        assert_eq!(shelf.ledger.book_of(&[word]).unwrap().find(word).unwrap().id, id, "{word}");
    }
}

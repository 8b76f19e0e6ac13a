//! Texts that once tripped a parser somewhere, or lie at the edges of what one takes: every one of them through every
//! parser, each time. A text that trips one is added to the file.

use ourword::domain::cadence::Every;
use ourword::domain::date::{DateWord, Looking};
use ourword::domain::event::Event;
use ourword::domain::period::PeriodWord;
use ourword::domain::settings::Setting;
use ourword::domain::words::{Field, Name, PartnerName, Words, shown};
use ourword::domain::{Day, EventId, Letter, Reckoning, ThingId, WeekStart};
use ourword::exchange::habit::{Habit, slug};
use ourword::exchange::table::Mapping;
use ourword::exchange::{habitctl, harsh, loop_habits, ndjson, record, taskwarrior};
use proptest::prelude::*;

use crate::common::{cases, fixed};

const KINDS: [&str; 22] = [
    "opened",
    "joined",
    "promised",
    "answered",
    "ended",
    "reworded",
    "bounded",
    "repaired",
    "heard",
    "checked_in",
    "checkin_opened",
    "thanked",
    "noted",
    "chapter",
    "unsaid",
    "left",
    "marked",
    "imported",
    "paused",
    "set",
    "undone",
    "sang",
];

/// Whatever its body says, an event is read; written again it says the same, and a third time too.
fn event(kind: &str, body: &str) {
    let event = Event::read(kind, body);
    assert_eq!(event.kind(), kind);
    let _ = (event.about(), event.makes(), event.with(), event.can_be_undone());
    let written = event.body().unwrap();
    let again = Event::read(kind, &written);
    assert_eq!(again, event, "{kind} {body}");
    assert_eq!(again.body().unwrap(), written, "{kind} {body}");
}

fn through_every_parser(text: &str) {
    let today = fixed();
    let reckoning = Reckoning { today, as_of: false, weeks: WeekStart::default() };
    let _ = text
        .parse::<DateWord>()
        .map(|word| (word.reckon(today, Looking::Back), word.reckon(today, Looking::Ahead)));
    let _ = text.parse::<PeriodWord>().map(|word| word.reckon(&reckoning, Some(today), None));
    let _ = (text.parse::<Day>(), text.parse::<Every>(), text.parse::<ThingId>(), text.parse::<EventId>());
    let _ =
        (text.parse::<Letter>(), text.parse::<Name>(), PartnerName::new(text), Words::new(text, Field::Note));
    let _ =
        (Setting::parse("week_starts", text), Setting::parse("day_ends", text), Setting::parse(text, text));
    assert!(!shown(text).contains(char::is_control));
    let _ = (harsh::said(text), harsh::habit(text), habitctl::said(text), habitctl::habit(text));
    let _ = (ndjson::wish(text, today), record::read(text), record::read_first(text), slug(text));
    let _ = (loop_habits::number_of(text), Habit::daily(text), Mapping::new(text, text, text, text));
    let utc =
        |at: i64| chrono::DateTime::from_timestamp(at, 0).and_then(|at| Day::from_date(at.date_naive()));
    let _ = taskwarrior::wishes(text, &utc, today);
    for kind in KINDS {
        event(kind, text);
    }
}

#[test]
fn the_corpus_trips_nothing() {
    let corpus = include_str!("../fixtures/corpus/texts.jsonl");
    assert!(corpus.lines().count() > 90);
    for line in corpus.lines() {
        through_every_parser(&serde_json::from_str::<String>(line).unwrap());
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn neither_does_anything_else(text in any::<String>(), cut in 0..400_usize, which in 0..1000_usize) {
        through_every_parser(&text);
        // A line of the corpus with something else in it.
        let corpus: Vec<&str> = include_str!("../fixtures/corpus/texts.jsonl").lines().collect();
        let line: String = serde_json::from_str(corpus[which % corpus.len()]).unwrap();
        let at = line.char_indices().nth(cut % (line.chars().count() + 1)).map_or(line.len(), |(at, _)| at);
        let few: String = text.chars().take(3).collect();
        through_every_parser(&[&line[..at], &few, &line[at..]].concat());
    }
}

//! Dropping the folds never changes an answer: lives by chance, looked at with folds and without.

mod told;

use chrono::DateTime;
use proptest::prelude::*;

use super::Accounts;
use crate::cli::desk::Reading;
use crate::cli::verbs::report::{between, report_of};
use crate::domain::decide::Deed;
use crate::domain::event::{
    Answer, Answered, Cell, Chapter, Ended, Event, Imported, Left, Paused, Promised, Repaired, Replaces,
    Undone,
};
use crate::domain::fold::Depth;
use crate::domain::period::PeriodWord;
use crate::domain::terms::{Terms, When};
use crate::domain::words::PartnerName;
use crate::domain::{Day, EventId, Giver, Partner, Reckoning, Says, ThingId, Verdict, WeekStart};
use crate::ledger::{KeyOfDevice, Ledger, Source, Stamp};
use crate::render::text::{self, Page};
use crate::report::Account;
use crate::report::due::due;
use crate::report::list::list;
use crate::report::streaks::streaks;
use crate::report::today::today;

/// What somebody does. Numbers choose among what there is by then; days are counted from today.
#[derive(Clone, Debug)]
enum Act {
    Promise { giver: u8, kind: usize, from: i64 },
    Ask { giver: u8, kind: usize },
    Mark { cells: Vec<(usize, i64, u8)> },
    Import { which: usize, from: i64, says: Vec<u8> },
    End { which: usize },
    Pause { which: Option<usize>, from: i64, long: Option<i64> },
    Lift { which: usize },
    Revise { which: usize, kind: usize },
    Chapter { at_once: bool },
    Undo { back: usize },
    Repair { which: usize },
    Leave,
    Fold,
}

/// An act, so many days after the one before, by the first or the second partner.
type Step = (Act, i64, bool);

fn life() -> impl Strategy<Value = Vec<Step>> {
    let kind = || 0..KINDS.len() + 3;
    let back = || prop_oneof![6 => -9..1_i64, 2 => -40..1_i64, 1 => -150..1_i64];
    let act = prop_oneof![
        5 => (0..3_u8, kind(), prop_oneof![3 => Just(0), 1 => -60..9_i64])
            .prop_map(|(giver, kind, from)| Act::Promise { giver, kind, from }),
        1 => (0..3_u8, kind()).prop_map(|(giver, kind)| Act::Ask { giver, kind }),
        14 => prop::collection::vec((0..9_usize, back(), 0..5_u8), 1..6).prop_map(|cells| Act::Mark { cells }),
        8 => (0..9_usize, -150..-20_i64, prop::collection::vec(0..5_u8, 1..120))
            .prop_map(|(which, from, says)| Act::Import { which, from, says }),
        3 => (0..9_usize).prop_map(|which| Act::End { which }),
        3 => (prop::option::of(0..9_usize), 0..20_i64, prop::option::of(0..30_i64))
            .prop_map(|(which, from, long)| Act::Pause { which, from, long }),
        1 => (0..9_usize).prop_map(|which| Act::Lift { which }),
        1 => (0..9_usize, kind()).prop_map(|(which, kind)| Act::Revise { which, kind }),
        1 => any::<bool>().prop_map(|at_once| Act::Chapter { at_once }),
        3 => (0..12_usize).prop_map(|back| Act::Undo { back }),
        2 => (0..40_usize).prop_map(|which| Act::Repair { which }),
        6 => Just(Act::Fold),
    ];
    let act = prop_oneof![60 => act, 1 => Just(Act::Leave)];
    let days = prop_oneof![4 => 0..4_i64, 2 => 4..30_i64, 1 => 30..120_i64];
    prop::collection::vec((act, days, any::<bool>()), 4..40)
}

/// Cadences, how many times in a window, and whether it is to avoid. Behind them come one-offs.
const KINDS: [(&str, u32, bool); 12] = [
    ("day", 1, false),
    ("day", 1, true),
    ("mon,wed,fri", 1, false),
    ("week", 1, false),
    ("week", 3, false),
    ("month", 2, false),
    // Kept early, a window is settled long before it is over.
    ("month", 1, false),
    ("year", 3, false),
    ("month on 1,15", 1, false),
    ("3 days", 1, false),
    ("2 weeks on tue", 1, true),
    ("year", 1, false),
];

struct Life {
    reading: Reading,
    day: Day,
    promises: Vec<ThingId>,
    pauses: Vec<ThingId>,
    asked: Vec<ThingId>,
    told: Vec<EventId>,
    left: bool,
    things: u32,
}

impl Life {
    fn new() -> Self {
        let mut ledger = Ledger::create(&Source::Memory).unwrap();
        let day: Day = "2026-01-05".parse().unwrap();
        let names = ["Ana", "Ben"].map(|name| PartnerName::new(name).unwrap());
        let mut writer = ledger.write(KeyOfDevice([1; 32])).unwrap();
        writer.open("x".to_owned(), &names, &stamp(day, Partner::First)).unwrap();
        for partner in Partner::BOTH {
            writer.join(partner, &stamp(day, partner)).unwrap();
        }
        writer.commit().unwrap();
        let book = ledger.book().unwrap();
        let reckoning = Reckoning { today: day, as_of: false, weeks: WeekStart::default() };
        Self {
            reading: Reading { ledger, book, reckoning, reader: None },
            day,
            promises: Vec::new(),
            pauses: Vec::new(),
            asked: Vec::new(),
            told: Vec::new(),
            left: false,
            things: 0,
        }
    }

    fn live(&mut self, (act, days, second): &Step) {
        self.day = self.day.plus(*days);
        let by = if *second { Partner::Second } else { Partner::First };
        let stamp = stamp(self.day, by);
        self.reading.reckoning.today = self.day;
        let events = self.events(act);
        let another = Ledger::create(&Source::Memory).unwrap();
        let mut ledger = std::mem::replace(&mut self.reading.ledger, another);
        let mut writer = ledger.write(KeyOfDevice([1; 32])).unwrap();
        for event in events {
            self.told.push(writer.append(&Deed::plain(event), &stamp).unwrap());
        }
        let book = writer.book().unwrap();
        let reckoning = Reckoning { today: self.day, ..self.reading.reckoning };
        match act {
            Act::Fold => {
                for depth in [Depth::Final, Depth::Settled] {
                    writer.fold(depth, &book, &reckoning).unwrap();
                }
            }
            _ => writer.renew_folds(&book, &reckoning).unwrap(),
        }
        writer.commit().unwrap();
        self.reading = Reading { ledger, book, reckoning, reader: None };
    }

    fn events(&mut self, act: &Act) -> Vec<Event> {
        self.things += 1;
        let id: ThingId = format!("a{}", self.things).parse().unwrap();
        let today = self.day;
        let pick = |all: &[ThingId], which: usize| (!all.is_empty()).then(|| all[which % all.len()]);
        match act {
            Act::Promise { giver, kind, from } => {
                self.promises.push(id);
                vec![promised(id, *giver, *kind, today.plus(*from))]
            }
            Act::Ask { giver, kind } => {
                self.promises.push(id);
                self.asked.push(id);
                let Event::Promised(promised) = promised(id, *giver, *kind, today) else { return vec![] };
                vec![Event::Promised(Promised { asked_on: Some(today), ..promised })]
            }
            Act::Mark { cells } => {
                let mut made: Vec<Cell> = Vec::new();
                for (which, back, word) in cells {
                    let Some(promise) = pick(&self.promises, *which) else { return vec![] };
                    let says = says(*word);
                    let ahead = if says == Says::Excused { -*back } else { *back };
                    let cell = Cell(promise, today.plus(ahead), says);
                    if !made.iter().any(|one| (one.0, one.1) == (cell.0, cell.1)) {
                        made.push(cell);
                    }
                }
                vec![Event::Marked(made)]
            }
            Act::Import { which, from, says: words } => {
                let Some(promise) = pick(&self.promises, *which) else { return vec![] };
                let days = (0_i64..).map(|day| today.plus(*from + day)).take_while(|day| *day <= today);
                let marks = days.zip(words.iter().map(|word| says(*word))).collect();
                vec![Event::Imported(Imported { promise, marks, noted: Vec::new(), with: None })]
            }
            Act::End { which } => self
                .goes_on(pick(&self.promises, *which))
                .map(|id| Event::Ended(Ended { id, on: today, keeps_window: self.keeps_window(id) }))
                .into_iter()
                .collect(),
            Act::Pause { which, from, long } => {
                self.pauses.push(id);
                let promise = which.and_then(|which| pick(&self.promises, which));
                let from = today.plus(*from);
                vec![Event::Paused(Paused { id, promise, from, until: long.map(|long| from.plus(long)) })]
            }
            Act::Lift { which } => pick(&self.pauses, *which)
                .filter(|id| self.reading.book.pause(*id).is_some_and(|pause| pause.lifted_on.is_none()))
                .map(|id| Event::Ended(Ended { id, on: today, keeps_window: false }))
                .into_iter()
                .collect(),
            Act::Revise { which, kind } => {
                let Some(before) = self.goes_on(pick(&self.promises, *which)) else { return vec![] };
                self.promises.push(id);
                let Event::Promised(promised) = promised(id, 0, *kind, today) else { return vec![] };
                let keeps_window = self.keeps_window(before);
                let replaces = Some(Replaces { id: before, on: today, keeps_window });
                vec![Event::Promised(Promised { replaces, ..promised })]
            }
            Act::Chapter { at_once } => {
                self.asked.push(id);
                let begun = at_once.then_some(Event::Answered(Answered {
                    id,
                    answer: Answer::Accepted,
                    on: today,
                    terms: None,
                }));
                let asked = Event::Chapter(Chapter { id, on: today, stage: None });
                [asked].into_iter().chain(begun).collect()
            }
            Act::Undo { back } => {
                let at = self.told.iter().rev().nth(*back).copied();
                let past = at.and_then(|at| self.reading.ledger.past(at).unwrap());
                let past = past.filter(|past| !past.undone && past.event.can_be_undone());
                past.map(|past| Event::Undone(Undone { event: past.id, with: None })).into_iter().collect()
            }
            Act::Repair { which } => {
                let broken: Vec<(ThingId, Day)> = self.broken();
                let of = (!broken.is_empty()).then(|| broken[which % broken.len()]);
                let repaired = Repaired {
                    id,
                    begins: true,
                    on: today,
                    of,
                    owns_up: false,
                    adjustment: None,
                    promised: None,
                };
                vec![Event::Repaired(Box::new(repaired))]
            }
            Act::Leave if !self.left && self.day > "2026-06-01".parse().unwrap() => {
                self.left = true;
                vec![Event::Left(Left { on: today, ended: Vec::new(), paused: Vec::new() })]
            }
            Act::Fold | Act::Leave => {
                let asked = self.asked.pop();
                let yes =
                    |id| Event::Answered(Answered { id, answer: Answer::Accepted, on: today, terms: None });
                asked.map(yes).into_iter().collect()
            }
        }
    }

    /// The windows that are broken.
    fn broken(&self) -> Vec<(ThingId, Day)> {
        let accounts =
            self.reading.book.promises.iter().map(|promise| self.reading.account(promise).unwrap());
        let of = |account: Account<'_>| {
            let broken = account.begun().iter().filter(|judged| judged.verdict == Verdict::Broken);
            broken.map(|judged| (account.promise.id, judged.window.from)).collect::<Vec<_>>()
        };
        accounts.flat_map(of).collect()
    }

    /// That promise, where it is there and nobody has ended it: what is over cannot be ended again.
    fn goes_on(&self, id: Option<ThingId>) -> Option<ThingId> {
        id.filter(|id| self.reading.book.promise(*id).is_some_and(|promise| promise.ending.is_none()))
    }

    /// Whether the window that holds today counts when the promise ends today.
    fn keeps_window(&self, id: ThingId) -> bool {
        let Some(promise) = self.reading.book.promise(id) else { return false };
        let account = self.reading.account(promise).unwrap();
        let holding = account.begun().iter().rev().find(|judged| judged.window.holds(self.day));
        holding.is_some_and(|judged| judged.verdict != Verdict::Open)
    }

    /// All that is answered, by that reckoning, with the folds or without.
    fn answers(&mut self, reckoning: Reckoning, folded: bool) -> Vec<String> {
        self.reading.reckoning = reckoning;
        let reading = &self.reading;
        let accounts = |day| {
            let accounts = Accounts::new(reading).since(day);
            if folded { accounts } else { Accounts { folds: None, ..accounts } }
        };
        let book = &reading.book;
        let left = accounts(Day::MAX);
        let mut all = vec![
            json(&streaks(book, &reckoning, left.counted(), left.iter()).unwrap()),
            json(&list(book, &reckoning, true, left.iter()).unwrap()),
            json(&due(book, &reckoning, None, left.iter()).unwrap()),
            json(&today(book, &reckoning, None, left.weeks(), left.iter()).unwrap()),
            left.iter().map(|account| state(&account.unwrap())).collect(),
        ];
        let back = |weeks: i64| reckoning.today.plus(-7 * weeks).to_string();
        for period in ["last", "3w", "12w", "all", &back(5), &back(20), &back(0)[..7]] {
            let word: PeriodWord = period.parse().unwrap();
            let Ok(period) = word.reckon(&reckoning, book.first_day(&reckoning), None) else { continue };
            let beside = between(reading, &period).unwrap();
            let for_people = report_of(reading, accounts(Day::MAX), &period, &beside).unwrap();
            all.push(text::weekly::report(&for_people, &Page::PLAIN, ""));
            all.push(json(&told::report(reading, accounts(Day::MAX), &period, beside)));
        }
        all
    }
}

/// The first line in which two answers differ, in both.
fn difference<'a>(one: &'a str, other: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let both = (1..).zip(one.lines().zip(other.lines()));
    both.map(|(line, (one, other))| (line, one, other)).find(|(_, one, other)| one != other)
}

/// Where a promise is in its life, and what became of it last: an adjustment holds by that.
fn state(account: &Account<'_>) -> String {
    format!("{} {:?} {:?}\n", account.promise.id, account.state, account.settled())
}

fn json(report: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(report).unwrap()
}

fn stamp(day: Day, by: Partner) -> Stamp {
    Stamp { at: DateTime::UNIX_EPOCH, day, by: Some(by) }
}

/// Mostly kept.
fn says(word: u8) -> Says {
    [Says::Kept, Says::Kept, Says::Kept, Says::Broken, Says::Excused][usize::from(word)]
}

fn promised(id: ThingId, giver: u8, kind: usize, from: Day) -> Event {
    let giver = [Giver::One(Partner::First), Giver::One(Partner::Second), Giver::Both][usize::from(giver)];
    let (when, avoid) = match KINDS.get(kind) {
        Some((every, times, avoid)) => {
            (When::Every { cadence: every.parse().unwrap(), times: *times, until: None }, *avoid)
        }
        None if kind == KINDS.len() => (When::Whenever, false),
        None => (When::Due(from.plus(20)), kind > KINDS.len() + 1),
    };
    Event::Promised(Promised {
        id,
        giver,
        terms: Terms { when, from, avoid },
        asked_on: None,
        replaces: None,
        answers: None,
        imported: None,
        with: None,
    })
}

/// Few, unless `PROPTEST_CASES` says how many.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if asked.cases == 256 { 24 } else { asked.cases };
    ProptestConfig { cases, failure_persistence: None, max_shrink_time: 20_000, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn dropping_the_folds_changes_no_answer(life in life()) {
        let mut lived = Life::new();
        for (at, step) in life.iter().enumerate() {
            lived.live(step);
            let now = lived.reading.reckoning;
            let Reading { ledger, book, .. } = &lived.reading;
            for folds in [Depth::Final, Depth::Settled].into_iter().filter_map(|depth| ledger.folds(depth)) {
                let anew = folds.anew(book, now.weeks, |id, span| ledger.marks(id, span)).unwrap();
                prop_assert_eq!(&folds, &anew, "after {:?}", step);
            }
            // Looking is slow: not after every step, and from another day each time: from later ones, as of earlier ones,
            // and by a clock that was set back.
            let (later, as_of) =
                [(0, false), (9, false), (-3, true), (40, false), (-3, false), (-80, true)][at / 2 % 6];
            if at % 2 == 0 || at + 1 == life.len() {
                let reckoning = Reckoning { today: now.today.plus(later), as_of, ..now };
                let folded = lived.answers(reckoning, true);
                let whole = lived.answers(reckoning, false);
                for (folded, whole) in folded.iter().zip(&whole) {
                    let difference = difference(folded, whole);
                    prop_assert!(difference.is_none(), "{:?}, {} days after {:?}", difference, later, step);
                }
            }
            lived.reading.reckoning = now;
        }
    }
}

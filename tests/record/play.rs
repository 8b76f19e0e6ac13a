//! Deeds by chance, appended through the library: by two partners, from three devices, undos of undos among
//! them.

use std::collections::HashSet;

use ourword::domain::decide::Deed;
use ourword::domain::event::{
    Answer, Answered, Cell, Ended, Event, Imported, Paused, Promised, Replaces, Set, Undone, Unsaid, WordsOf,
};
use ourword::domain::terms::{Terms, When};
use ourword::domain::{Day, EventId, Giver, Partner, Says, ThingId};
use ourword::ledger::{Stamp, Writer};
use proptest::prelude::*;

use crate::between::Between;
use crate::shelf::{Shelf, stamp, start, words};

/// What somebody does. Numbers choose among what there is by then.
#[derive(Clone, Debug)]
pub enum Act {
    Promise { giver: u8, cadence: u8, from: i64, named: bool },
    Answer { which: usize, accepted: bool, on: i64, own: bool },
    End { which: usize, on: i64, keeps_window: bool },
    Pause { which: Option<usize>, from: i64, long: Option<i64> },
    Lift { which: usize, on: i64 },
    Mark { cells: Vec<(usize, i64, u8)>, note: bool },
    Import { which: usize, marks: Vec<(u8, bool)> },
    Set { key: bool, value: usize },
    Undo { back: usize },
    Revise { which: usize, cadence: u8, keeps_window: bool },
    Between(Between),
    Unsay { back: usize },
}

/// An act, the device from which a new transaction begins with it, where one does, and whether the second
/// partner acts.
pub type Step = (Act, Option<u8>, bool);

pub fn story(steps: usize) -> impl Strategy<Value = Vec<Step>> {
    let day = || -3..12_i64;
    let act = prop_oneof![
        3 => (0..4_u8, 0..4_u8, day(), any::<bool>())
            .prop_map(|(giver, cadence, from, named)| Act::Promise { giver, cadence, from, named }),
        2 => (0..9_usize, any::<bool>(), day(), any::<bool>())
            .prop_map(|(which, accepted, on, own)| Act::Answer { which, accepted, on, own }),
        2 => (0..9_usize, 0..4_u8, any::<bool>())
            .prop_map(|(which, cadence, keeps_window)| Act::Revise { which, cadence, keeps_window }),
        8 => crate::between::between().prop_map(Act::Between),
        1 => (0..14_usize).prop_map(|back| Act::Unsay { back }),
        2 => (0..9_usize, day(), any::<bool>())
            .prop_map(|(which, on, keeps_window)| Act::End { which, on, keeps_window }),
        1 => (prop::option::of(0..9_usize), day(), prop::option::of(0..5_i64))
            .prop_map(|(which, from, long)| Act::Pause { which, from, long }),
        1 => (0..9_usize, day()).prop_map(|(which, on)| Act::Lift { which, on }),
        // Few promises, few days: so that marks meet on the same cells.
        9 => (prop::collection::vec((0..3_usize, 0..3_i64, 0..3_u8), 1..4), any::<bool>())
            .prop_map(|(cells, note)| Act::Mark { cells, note }),
        5 => (0..3_usize, prop::collection::vec((0..3_u8, any::<bool>()), 1..4))
            .prop_map(|(which, marks)| Act::Import { which, marks }),
        2 => (any::<bool>(), 0..4_usize).prop_map(|(key, value)| Act::Set { key, value }),
        9 => (0..14_usize).prop_map(|back| Act::Undo { back }),
    ];
    prop::collection::vec((act, prop::option::weighted(0.2, 1..4_u8), any::<bool>()), 1..steps)
}

/// An event as it was appended.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: EventId,
    pub deed: Deed,
    pub stamp: Stamp,
}

/// All that was appended so far.
#[derive(Default)]
pub struct Teller {
    pub told: Vec<Told>,
    pub promises: Vec<ThingId>,
    pub between: crate::between::Made,
    pauses: Vec<ThingId>,
    day: i64,
}

impl Teller {
    pub fn play(&mut self, shelf: &mut Shelf, steps: &[Step]) {
        let mut rest = steps;
        while let Some((_, device, _)) = rest.first() {
            let long = rest.iter().skip(1).position(|step| step.1.is_some()).map_or(rest.len(), |at| at + 1);
            let (together, later) = rest.split_at(long);
            shelf.write(device.unwrap_or(1), |writer| {
                for (act, _, second) in together {
                    self.act(writer, act, if *second { Partner::Second } else { Partner::First });
                }
            });
            rest = later;
        }
    }

    fn act(&mut self, writer: &mut Writer<'_>, act: &Act, by: Partner) {
        self.day += i64::from(self.told.len().is_multiple_of(3));
        let stamp = stamp(by, self.day);
        let mut said = WordsOf::new();
        let event = match act {
            Act::Promise { giver, cadence, from, named } => {
                said = words(&[("text", "to water the plants"), ("plan", "when I come home")]);
                if *named {
                    said.insert("name".to_owned(), "plants".to_owned());
                }
                Some(self.promised(writer, &stamp, *giver, *cadence, *from))
            }
            Act::Answer { which, accepted, on, own } => {
                let answer = if *accepted { Answer::Accepted } else { Answer::Declined };
                let on = start().plus(*on);
                let terms = (*own && *accepted).then(|| Terms { when: when(3, on), from: on, avoid: false });
                let asked: Vec<ThingId> =
                    self.promises.iter().chain(&self.between.chapters).copied().collect();
                pick(&asked, *which).map(|id| Event::Answered(Answered { id, answer, on, terms }))
            }
            Act::Revise { which, cadence, keeps_window } => {
                said = words(&[("text", "to water the plants less")]);
                let before = pick(&self.promises, *which);
                before.map(|before| {
                    let Event::Promised(promised) = self.promised(writer, &stamp, 0, *cadence, 3) else {
                        unreachable!()
                    };
                    let replaces = Replaces { id: before, on: stamp.day, keeps_window: *keeps_window };
                    Event::Promised(Promised { replaces: Some(replaces), ..promised })
                })
            }
            Act::Between(between) => {
                let next = writer.next_thing(&stamp).unwrap();
                let (event, told) = self.between.event(between, next, &self.promises, stamp.day);
                said = told;
                if let Event::Repaired(repaired) = &event {
                    self.promises.extend(repaired.promised.as_ref().map(|promised| promised.id));
                }
                Some(event)
            }
            Act::Unsay { back } => {
                // Nobody takes back the words of the other.
                let told = self.told.iter().rev().nth(*back).filter(|told| told.stamp.by == Some(by));
                let event = told.filter(|told| writer.unsay(told.id).unwrap()).map(|told| told.id);
                event.map(|event| Event::Unsaid(Unsaid { event }))
            }
            Act::End { which, on, keeps_window } => {
                let lists = [&self.promises, &self.between.boundaries, &self.between.chapters];
                let things: Vec<ThingId> = lists.into_iter().flatten().copied().collect();
                pick(&things, *which)
                    .map(|id| Event::Ended(Ended { id, on: start().plus(*on), keeps_window: *keeps_window }))
            }
            Act::Pause { which, from, long } => {
                let promise = which.and_then(|which| pick(&self.promises, which));
                let id = writer.next_thing(&stamp).unwrap();
                self.pauses.push(id);
                let from = start().plus(*from);
                Some(Event::Paused(Paused { id, promise, from, until: long.map(|long| from.plus(long)) }))
            }
            Act::Lift { which, on } => pick(&self.pauses, *which)
                .map(|id| Event::Ended(Ended { id, on: start().plus(*on), keeps_window: false })),
            Act::Mark { cells, note } => {
                if *note {
                    said = words(&[("note", &format!("note {}", self.told.len()))]);
                }
                self.marked(cells)
            }
            Act::Import { which, marks } => {
                let promise = pick(&self.promises, *which);
                promise.map(|promise| imported(promise, marks, self.told.len(), &mut said))
            }
            Act::Set { key, value } => {
                let (key, values) = match key {
                    true => ("week_starts", ["monday", "sunday", "saturday", "monday"]),
                    false => ("day_ends", ["00:00", "03:00", "04:30", "11:59"]),
                };
                Some(Event::Set(Set { key: key.to_owned(), value: values[*value].to_owned() }))
            }
            Act::Undo { back } => self.undo(writer, *back),
        };
        let Some(event) = event else { return };
        let deed = Deed { event, words: said };
        let id = writer.append(&deed, &stamp).unwrap();
        self.told.push(Told { id, deed, stamp });
    }

    fn promised(
        &mut self,
        writer: &mut Writer<'_>,
        stamp: &Stamp,
        giver: u8,
        cadence: u8,
        from: i64,
    ) -> Event {
        let id = writer.next_thing(stamp).unwrap();
        self.promises.push(id);
        let from = start().plus(from);
        let (giver, asked_on) = match giver {
            0 => (Giver::One(Partner::First), None),
            1 => (Giver::One(Partner::Second), None),
            2 => (Giver::One(Partner::First), Some(stamp.day)),
            _ => (Giver::Both, Some(stamp.day)),
        };
        let terms = Terms { when: when(cadence, from), from, avoid: cadence == 2 && giver == Giver::Both };
        Event::Promised(Promised {
            id,
            giver,
            terms,
            asked_on,
            replaces: None,
            answers: None,
            imported: None,
            with: None,
        })
    }

    /// The same cell twice in one event is refused before it is recorded.
    fn marked(&self, cells: &[(usize, i64, u8)]) -> Option<Event> {
        let mut made: Vec<Cell> = Vec::new();
        for (which, day, says) in cells {
            let cell = Cell(
                pick(&self.promises, *which)?,
                start().plus(*day),
                [Says::Kept, Says::Broken, Says::Excused][usize::from(*says)],
            );
            if !made.iter().any(|one| (one.0, one.1) == (cell.0, cell.1)) {
                made.push(cell);
            }
        }
        Some(Event::Marked(made))
    }

    /// An earlier event that stands, as the library tells it; what the library tells is held against the
    /// teller's own reckoning.
    fn undo(&self, writer: &Writer<'_>, back: usize) -> Option<Event> {
        let told = self.told.iter().rev().nth(back)?;
        let past = writer.past(told.id).unwrap().unwrap();
        assert_eq!(past.undone, self.undone().contains(&told.id), "{}", told.id);
        assert_eq!((past.by, &past.event), (told.stamp.by, &told.deed.event));
        (!past.undone && past.event.can_be_undone())
            .then_some(Event::Undone(Undone { event: told.id, with: None }))
    }

    /// What is undone, from the latest down: an undo counts only where no later one took it back.
    pub fn undone(&self) -> HashSet<EventId> {
        let mut undone = HashSet::new();
        for told in self.told.iter().rev() {
            if let Event::Undone(undo) = &told.deed.event
                && !undone.contains(&told.id)
            {
                undone.insert(undo.event);
            }
        }
        undone
    }
}

/// Marks of the first days, some with a note of their own.
fn imported(promise: ThingId, marks: &[(u8, bool)], number: usize, said: &mut WordsOf) -> Event {
    let noted = || (0_u32..).zip(marks).filter(|(_, (_, noted))| *noted).map(|(place, _)| place);
    said.extend(noted().map(|place| (place.to_string(), format!("note {number}/{place}"))));
    let says = [Says::Kept, Says::Broken, Says::Excused];
    let mark = |(day, (word, _)): (i64, &(u8, bool))| (start().plus(day), says[usize::from(*word)]);
    let marks = (0_i64..).zip(marks).map(mark).collect();
    Event::Imported(Imported { promise, marks, noted: noted().collect(), with: None })
}

fn when(cadence: u8, from: Day) -> When {
    let every = |text: &str, times, until| When::Every { cadence: text.parse().unwrap(), times, until };
    match cadence {
        0 => When::Whenever,
        1 => When::Due(from.plus(5)),
        2 => every("day", 1, None),
        _ => every("week", 3, Some(from.plus(40))),
    }
}

pub fn pick(things: &[ThingId], which: usize) -> Option<ThingId> {
    (!things.is_empty()).then(|| things[which % things.len()])
}

//! Where wishes are held against the ledger: each promise found or given, each mark decided, and what is new recorded
//! in events of up to a thousand marks of one promise. Marks are held back until there are enough of a promise, so that
//! its marks that stand already are read once for many rows, and only for the days in question.

mod find;

use std::collections::{HashMap, HashSet};

use self::find::{of_these, on_that_day};
use super::refused;
use super::source::{Inputs, Place};
use super::sum::Sum;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::domain::decide::Deed;
use crate::domain::decide::give::{PromiseWish, Whose};
use crate::domain::decide::import::{self, Stands, Taken};
use crate::domain::decide::say::MarkWish;
use crate::domain::event::{Event, Imported, WordsOf};
use crate::domain::words::{Field, Name, Words};
use crate::domain::{Day, Promise, Rejection, Says, Span, ThingId};
use crate::exchange::habit::slug;
use crate::exchange::wish::{Naming, NewMark, NewPromise};
use crate::exchange::{Fault, Of, Wish};

/// How many marks are held back, of all promises together.
const MOST_HELD: usize = 1 << 15;

/// A mark that is held back.
struct Held {
    on: Day,
    says: Says,
    of_the_day: bool,
    place: Place,
    note: Option<Box<Words>>,
}

/// A mark that is to be recorded.
type Decided = (Day, Says, Option<Box<Words>>);

/// Where wishes are held against the ledger.
pub struct Intake<'d, 'l> {
    desk: &'d mut Desk<'l>,
    source: &'static str,
    /// Which ledger this is: what a promise is known by is hashed with it, and says nothing elsewhere.
    ledger: String,
    strict: bool,
    inputs: &'d Inputs,
    /// The promises that were imported before, by their hashes.
    imported: HashMap<String, ThingId>,
    /// The promises of this source by their keys, several where several went by one name; none, where it asks for
    /// nothing and nothing here is meant by it.
    keys: HashMap<String, Vec<ThingId>>,
    /// The same by the names that the source gives them.
    named: HashMap<String, ThingId>,
    /// Words that were found here before.
    words: HashMap<String, ThingId>,
    /// Names given in this run.
    names: HashMap<Name, ThingId>,
    /// Promises given in this run.
    made: HashSet<ThingId>,
    /// Where promises were left out: what is said there of a day is not told once more.
    told: HashSet<Place>,
    /// Whether the book lacks promises of this run.
    stale: bool,
    held: HashMap<ThingId, Vec<Held>>,
    count: usize,
    seen: Seen,
    sum: Sum,
}

/// The cells that were seen, a bit for each day of a promise.
#[derive(Default)]
struct Seen(HashMap<(ThingId, i64), u64>);

impl Seen {
    /// Notes a cell, and tells whether it was seen before.
    fn before(&mut self, promise: ThingId, on: Day) -> bool {
        let days = on.days_since(Day::MIN);
        let bit = 1_u64 << days.rem_euclid(64);
        let days = self.0.entry((promise, days.div_euclid(64))).or_default();
        let before = *days & bit != 0;
        *days |= bit;
        before
    }
}

impl<'d, 'l> Intake<'d, 'l> {
    /// For wishes of that source.
    pub fn new(
        desk: &'d mut Desk<'l>,
        source: &'static str,
        strict: bool,
        inputs: &'d Inputs,
    ) -> Result<Self, Failure> {
        let imported = desk.writer.imported_promises()?.into_iter().collect();
        let ledger = desk.writer.ledger_id()?;
        Ok(Self {
            desk,
            source,
            ledger,
            strict,
            inputs,
            imported,
            keys: HashMap::new(),
            named: HashMap::new(),
            words: HashMap::new(),
            names: HashMap::new(),
            made: HashSet::new(),
            told: HashSet::new(),
            stale: false,
            held: HashMap::new(),
            count: 0,
            seen: Seen::default(),
            sum: Sum::default(),
        })
    }

    /// Takes what a row wishes for. Strictly, the first row that cannot be taken ends it.
    pub fn take(&mut self, place: Place, wish: Result<Wish, Fault>) -> Result<(), Failure> {
        let taken = match wish {
            Ok(Wish::Promise(promise)) => {
                let key = promise.key.clone();
                self.promise(promise).inspect_err(|_| {
                    // It is told once; what was said of it has no place then.
                    self.keys.insert(key, Vec::new());
                    self.told.insert(place);
                })
            }
            Ok(Wish::Mark(mark)) => self.mark(place, mark),
            Ok(Wish::Nothing(why)) => {
                self.sum.passes_over(why);
                Ok(())
            }
            Err(fault) => Err(Trouble::Row(fault)),
        };
        match taken {
            Ok(()) => Ok(()),
            Err(Trouble::Row(fault)) => self.leave_out(place, fault),
            Err(Trouble::Failure(failure)) => Err(failure),
        }
    }

    /// What is held back is recorded, and all of it summed up.
    pub fn done(mut self) -> Result<Sum, Failure> {
        let mut ids: Vec<ThingId> = self.held.keys().copied().collect();
        ids.sort();
        ids.into_iter().try_for_each(|id| self.record(id))?;
        self.fresh_book()?;
        self.sum.in_order();
        Ok(self.sum)
    }

    fn leave_out(&mut self, place: Place, fault: Fault) -> Result<(), Failure> {
        if self.strict {
            let failure = match (self.inputs.are_several(), refused(fault)) {
                (false, failure) => failure,
                (true, Failure::Usage(message, hint)) => {
                    Failure::Usage(format!("{}: {message}", self.inputs.name(place)), hint)
                }
                (true, other) => Failure::Usage(
                    format!("{}: {}", self.inputs.name(place), other.message()),
                    other.hint().unwrap_or_default(),
                ),
            };
            let line = usize::try_from(place.line).unwrap_or(usize::MAX);
            return Err(Failure::Line(line, Box::new(failure)));
        }
        self.sum.leaves_out(place, &fault);
        Ok(())
    }

    /// A promise found, by its key or its name, or given.
    fn promise(&mut self, new: NewPromise) -> Result<(), Trouble> {
        let hash = self.hash(&new.key);
        let own = self.imported.get(&hash).copied();
        let meant = match &new.naming {
            Naming::AsHere => self.going_by(own, &new.text)?,
            _ => own.or_else(|| self.own_of_that_name(&new)).into_iter().collect(),
        };
        if let Some(id) = meant.first() {
            self.sum.has_already(*id);
            if let Naming::By(name) = &new.naming {
                self.named.insert(name.to_string(), *id);
            }
            self.keys.insert(new.key, meant);
            return Ok(());
        }
        let Some(terms) = new.terms else {
            self.keys.insert(new.key, Vec::new());
            return Ok(());
        };
        let (name, name_held_by) = match new.naming {
            Naming::ById => (None, None),
            Naming::By(name) => {
                let holder = self.holder(&name)?;
                (Some(name), holder)
            }
            Naming::Like(name) => (self.free(&name)?, None),
            Naming::AsHere => (slug(&new.text).map(|name| self.free(&name)).transpose()?.flatten(), None),
        };
        let id = self.desk.next_thing()?;
        let wish = PromiseWish {
            text: new.text,
            plan: None,
            name: name.clone(),
            whose: Whose::Mine,
            answers: None,
            terms,
            name_held_by,
        };
        let desk = &mut *self.desk;
        let deed = import::promise(&desk.book, desk.by, id, wish, hash.clone(), &desk.reckoning)?;
        self.append(deed)?;
        self.stale = true;
        self.named.extend(name.iter().map(|name| (name.to_string(), id)));
        self.names.extend(name.map(|name| (name, id)));
        self.imported.insert(hash, id);
        self.keys.insert(new.key, vec![id]);
        self.made.insert(id);
        self.sum.is_new(id);
        Ok(())
    }

    /// A mark, held back.
    fn mark(&mut self, place: Place, new: NewMark) -> Result<(), Trouble> {
        let id = match new.of {
            Of::Word(word) => self.word(word)?,
            Of::Key(key) => match self.keys.get(&key).map(Vec::as_slice) {
                Some([]) if self.told.contains(&place) => return Ok(()),
                Some([]) => {
                    self.sum.passes_over("days of habits that have no promise here");
                    return Ok(());
                }
                Some([id]) => *id,
                Some([first, others @ ..]) => {
                    of_these(&self.desk.book, &self.desk.reckoning, (*first, others), new.on)
                }
                // A promise is not known since a day that is yet to come.
                None if new.on > self.desk.reckoning.today => {
                    let says = new.says.word();
                    return Err(Rejection::InTheFuture { label: key, on: new.on, says }.into());
                }
                None => {
                    return Err(Rejection::NoSuchThing { text: key, near: Vec::new() }.into());
                }
            },
        };
        let id = on_that_day(&self.desk.book, id, new.on);
        let note = new.note.map(|note| Words::new(&note, Field::Note)).transpose()?.map(Box::new);
        let held = Held { on: new.on, says: new.says, of_the_day: new.of_the_day, place, note };
        let of_promise = self.held.entry(id).or_default();
        of_promise.push(held);
        self.count += 1;
        if of_promise.len() >= Imported::MOST {
            self.record(id)?;
        } else if self.count >= MOST_HELD {
            let ids: Vec<ThingId> = self.held.keys().copied().collect();
            ids.into_iter().try_for_each(|id| self.record(id))?;
        }
        Ok(())
    }

    fn fresh_book(&mut self) -> Result<(), Failure> {
        if std::mem::take(&mut self.stale) { self.desk.read_anew() } else { Ok(()) }
    }

    /// What is held back of a promise, decided day by day, and what is new recorded.
    fn record(&mut self, id: ThingId) -> Result<(), Failure> {
        let Some(mut held) = self.held.remove(&id) else { return Ok(()) };
        self.count -= held.len();
        self.fresh_book()?;
        // Of two rows about one day the first in the source comes first.
        held.sort_by_key(|row| row.on);
        let promise = self.desk.promise(id)?.clone();
        let mut left_out = Vec::new();
        let new = self.decided(&promise, held, &mut left_out)?;
        for (place, fault) in left_out {
            self.leave_out(place, fault)?;
        }
        for marks in new.chunks(Imported::MOST) {
            let noted = (0_u32..).zip(marks).filter_map(|(place, (.., note))| Some((place, note.as_ref()?)));
            let words: WordsOf =
                noted.clone().map(|(place, note)| (place.to_string(), note.as_str().to_owned())).collect();
            let imported = Imported {
                promise: id,
                noted: noted.map(|(place, _)| place).collect(),
                marks: marks.iter().map(|(on, says, _)| (*on, *says)).collect(),
                with: None,
            };
            self.append(Deed { event: Event::Imported(imported), words })?;
        }
        Ok(())
    }

    /// Records it as part of this import, which is undone as one.
    fn append(&mut self, deed: Deed) -> Result<(), Failure> {
        let event = deed.event.part_of(self.sum.events.first().copied());
        self.sum.events.push(self.desk.append(&Deed { event, ..deed })?);
        Ok(())
    }

    fn decided(
        &mut self,
        promise: &Promise,
        held: Vec<Held>,
        left_out: &mut Vec<(Place, Fault)>,
    ) -> Result<Vec<Decided>, Failure> {
        let (desk, sum) = (&*self.desk, &mut self.sum);
        let paused = desk.book.paused(promise.id, &desk.reckoning);
        let judge = desk.book.judge(promise, &paused, &desk.reckoning);
        let longer = promise.terms.cadence().is_some_and(crate::domain::cadence::Cadence::has_long_windows);
        let mut stands = standing(desk, promise, &held)?;
        let mut new: Vec<Decided> = Vec::new();
        for Held { on, says, of_the_day, place, note } in held {
            if of_the_day && longer && says != Says::Kept {
                sum.passes_over("days on which a habit of longer windows was not done");
                continue;
            }
            let wish = MarkWish { by: desk.by, says, on: Some(on), note: note.as_deref().cloned() };
            match import::mark(&judge, &wish, |on| stands.get(&on)) {
                Err(rejection) => left_out.push((place, rejection.into())),
                Ok(Taken::Stands(on)) => {
                    self.seen.before(promise.id, on);
                    sum.stands(promise.id);
                }
                Ok(Taken::SaidOtherwise(on) | Taken::New(on)) if self.seen.before(promise.id, on) => {
                    left_out.push((place, Rejection::SameCellTwice { label: promise.label(), on }.into()));
                }
                Ok(Taken::SaidOtherwise(_)) => sum.said_otherwise(promise.id),
                Ok(Taken::New(on)) => {
                    stands.insert(
                        on,
                        Stands { says, note: note.as_deref().cloned(), imported: true, unsaid: false },
                    );
                    sum.records(promise.id, on);
                    new.push((on, says, note));
                }
            }
        }
        new.sort_by_key(|(on, ..)| *on);
        Ok(new)
    }
}

/// What this partner's own standing marks of the days in question say.
fn standing(desk: &Desk<'_>, promise: &Promise, held: &[Held]) -> Result<HashMap<Day, Stands>, Failure> {
    // What is said of a day after the due day may be taken as of the due day.
    let days = || held.iter().map(|row| row.on).chain(promise.terms.due());
    let (Some(from), Some(to)) = (days().min(), days().max()) else { return Ok(HashMap::new()) };
    let span = Span::new(from, to);
    let marks = desk.marks(promise.id, span)?;
    let unsaid = desk.writer.unsaid_notes(promise.id, desk.by, span)?;
    let own = marks.iter().filter(|mark| mark.by == desk.by);
    Ok(own.map(|mark| (mark.on, Stands::new(mark, unsaid.contains(&mark.on)))).collect())
}

/// Why a row was not taken: because of the row, or because it could not be done.
enum Trouble {
    Row(Fault),
    Failure(Failure),
}

impl From<Rejection> for Trouble {
    fn from(rejection: Rejection) -> Self {
        Self::Row(rejection.into())
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

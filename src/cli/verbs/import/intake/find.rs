//! Which promise is meant: by its key in the source, by its name, by an id; and which name is free for a new one.

use std::cmp::Reverse;

use super::{Intake, Trouble};
use crate::cli::error::Failure;
use crate::cli::verbs::promise::held_by;
use crate::domain::book::Book;
use crate::domain::promise::Standing;
use crate::domain::words::Name;
use crate::domain::{Day, Promise, Reckoning, Rejection, ThingId};
use crate::exchange::habit::slug;
use crate::exchange::wish::{Naming, NewPromise};
use crate::ledger::{hex, sum};

impl Intake<'_, '_> {
    /// The live promise of the partner's own that is meant by a habit of its name.
    pub(super) fn own_of_that_name(&self, new: &NewPromise) -> Option<ThingId> {
        let Naming::Like(name) = &new.naming else { return None };
        let found = self.desk.book.named(name)?;
        let mine = found.giver.includes(self.desk.by) && found.standing == Standing::Given;
        (mine && found.ending.is_none() && self.is_meant(found, name, &new.text)).then_some(found.id)
    }

    /// Whether a text from which that name is made means the promise of that name. Two whose texts differ in a sign are
    /// two, also where the names made from them are one.
    fn is_meant(&self, found: &Promise, name: &Name, text: &str) -> bool {
        let word = text.trim();
        let is_called_so = word == name.as_str();
        let is_the_same = found.text.as_ref().is_some_and(|text| text.as_str() == word);
        let of_another = self.imported.values().any(|id| *id == found.id);
        let from_here = self.names.values().any(|id| *id == found.id);
        (is_called_so || is_the_same || !of_another) && !from_here
    }

    /// What goes by that id or name here, or went by it: first what this source made of it, then what has the name now,
    /// then what had it, the latest first. Nothing, where nothing ever did, also where it is written like an id: then it
    /// is what somebody calls a habit, and stays that, whatever has the id later.
    pub(super) fn going_by(&self, own: Option<ThingId>, text: &str) -> Result<Vec<ThingId>, Trouble> {
        let (book, word) = (&self.desk.book, text.trim());
        let mut all: Vec<ThingId> = own.into_iter().collect();
        if let Ok(id) = word.parse::<ThingId>() {
            if all.is_empty() && book.boundary(id).is_some() {
                return Err(Rejection::NotAPromise { id }.into());
            }
            if all.is_empty() && book.promise(id).is_some() && !self.made.contains(&id) {
                all.push(id);
            }
            return Ok(all);
        }
        let Some(name) = slug(word) else { return Ok(all) };
        let of_boundary = book.boundaries.iter().find(|boundary| boundary.name.as_ref() == Some(&name));
        let mut had: Vec<&Promise> =
            book.holders(&name).filter(|found| self.is_meant(found, &name, word)).collect();
        if let (Some(boundary), true) = (of_boundary, had.is_empty() && all.is_empty()) {
            return Err(Rejection::NotAPromise { id: boundary.id }.into());
        }
        had.sort_by_key(|promise| Reverse((promise.ending.is_none(), promise.given)));
        all.extend(had.iter().map(|promise| promise.id).filter(|id| Some(*id) != own));
        Ok(all)
    }

    pub(super) fn holder(&self, name: &Name) -> Result<Option<ThingId>, Failure> {
        match self.names.get(name) {
            Some(id) => Ok(Some(*id)),
            None => held_by(self.desk, Some(name)),
        }
    }

    /// That name, or the first free one like it.
    pub(super) fn free(&self, name: &Name) -> Result<Option<Name>, Failure> {
        if self.holder(name)?.is_none() {
            return Ok(Some(name.clone()));
        }
        for number in 2..100 {
            let Ok(numbered) = format!("{name}-{number}").parse::<Name>() else { return Ok(None) };
            if self.holder(&numbered)?.is_none() {
                return Ok(Some(numbered));
            }
        }
        Ok(None)
    }

    pub(super) fn hash(&self, key: &str) -> String {
        let by = self.desk.by.number().to_string();
        let parts = [&self.ledger, self.source, by.as_str(), key].map(str::as_bytes);
        let lengths = parts.map(|part| (part.len() as u64).to_le_bytes());
        let [first, second, third, fourth] = &lengths;
        let sum = sum(&[first, parts[0], second, parts[1], third, parts[2], fourth, parts[3]]);
        hex(&sum[..16])
    }

    /// What a word means: the key or the name of a promise that this source gives, or gave, and only then an id or a
    /// name that is here. Who gives another promise of that name since does not draw the marks of the first to it.
    pub(super) fn word(&mut self, word: String) -> Result<ThingId, Trouble> {
        let of_source = self.keys.get(&word).and_then(|ids| ids.first()).or_else(|| self.named.get(&word));
        if let Some(id) = of_source.or_else(|| self.words.get(&word)) {
            return Ok(*id);
        }
        let known = self.imported.get(&self.hash(&word)).copied();
        let known = known.or_else(|| self.desk.book.find(&word).ok().map(|found| found.id));
        let id = if let Some(id) = known {
            id
        } else {
            self.fresh_book()?;
            self.desk.book.find(&word)?.id
        };
        self.words.insert(word, id);
        Ok(id)
    }
}

/// The promise that is meant on that day: where it was revised, the one that had taken its place by then.
pub(super) fn on_that_day(book: &Book, id: ThingId, on: Day) -> ThingId {
    let mut meant = id;
    let mut next = book.promise(id);
    while let Some(promise) = next {
        next = promise.ending.as_ref().and_then(|ending| ending.replaced_by).and_then(|id| book.promise(id));
        if let Some(later) = next.filter(|later| later.start() <= on) {
            meant = later.id;
        }
    }
    meant
}

/// Which of several that went by one name is meant on that day: the first that has a window then, else the first that
/// goes on, else the first.
pub(super) fn of_these(
    book: &Book,
    reckoning: &Reckoning,
    (first, others): (ThingId, &[ThingId]),
    on: Day,
) -> ThingId {
    let all = || std::iter::once(first).chain(others.iter().copied());
    let promise = |id: &ThingId| book.promise(*id);
    let has_a_window = |id: &ThingId| {
        let window = promise(id).and_then(|promise| promise.windows(reckoning, on).next());
        window.is_some_and(|window| window.holds(on))
    };
    let goes_on = |id: &ThingId| promise(id).is_some_and(|promise| promise.ending.is_none());
    all().find(has_a_window).or_else(|| all().find(goes_on)).unwrap_or(first)
}

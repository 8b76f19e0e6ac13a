//! Which promise is meant: by its key in the source, by its name, by an id; and which name is free for a new one.

use sha2::{Digest, Sha256};

use super::{Intake, Trouble};
use crate::cli::error::Failure;
use crate::cli::verbs::promise::held_by;
use crate::domain::book::Book;
use crate::domain::promise::Standing;
use crate::domain::words::Name;
use crate::domain::{Day, ThingId};
use crate::exchange::wish::{Naming, NewPromise};
use crate::ledger::hex;

impl Intake<'_, '_> {
    /// The live promise of the partner's own that is meant by a habit of its name.
    pub(super) fn own_of_that_name(&self, new: &NewPromise) -> Option<ThingId> {
        let Naming::Like(name) = &new.naming else { return None };
        let word = new.text.trim();
        let found = match word.parse::<ThingId>() {
            Ok(id) => self.desk.book.promise(id),
            Err(_) => self.desk.book.named(name),
        }?;
        let mine = found.giver.includes(self.desk.by) && found.standing == Standing::Given;
        // Two habits whose names differ in a sign are two, also where the names made from them are one.
        let is_called_so = word == name.as_str() || word == found.id.to_string();
        let is_the_same = found.text.as_ref().is_some_and(|text| text.as_str() == word);
        let of_another = self.imported.values().any(|id| *id == found.id);
        let meant = is_called_so || is_the_same || !of_another;
        let from_here = self.names.values().any(|id| *id == found.id);
        (mine && meant && found.ending.is_none() && !from_here).then_some(found.id)
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
        let mut sum = Sha256::new();
        let by = self.desk.by.number().to_string();
        for part in [&self.ledger, self.source, by.as_str(), key] {
            sum.update((part.len() as u64).to_le_bytes());
            sum.update(part.as_bytes());
        }
        hex(sum.finalize().get(..16).unwrap_or_default())
    }

    /// What a word means: an id or a name that is here, or the key of a promise of this source.
    pub(super) fn word(&mut self, word: String) -> Result<ThingId, Trouble> {
        if let Some(id) = self.words.get(&word) {
            return Ok(*id);
        }
        let name = word.parse::<Name>().ok();
        let known = name
            .and_then(|name| self.names.get(&name).copied())
            .or_else(|| self.desk.book.find(&word).ok().map(|found| found.id))
            .or_else(|| self.keys.get(&word).copied().flatten())
            .or_else(|| self.imported.get(&self.hash(&word)).copied());
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

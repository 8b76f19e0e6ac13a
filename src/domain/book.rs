//! What the ledger knows, as plain values: who, what was promised, what rests. Marks are not in it: they
//! grow with the years and are asked for by window.

use super::boundary::Boundary;
use super::chapter::{Chapter, ChapterStanding};
use super::checkin::Checkin;
use super::day::Day;
use super::id::ThingId;
use super::judge::Judge;
use super::near::near;
use super::partner::{Giver, Partner};
use super::pause::{Pause, PausedDays};
use super::promise::{Promise, Standing};
use super::reckoning::Reckoning;
use super::rejection::Rejection;
use super::repair::Repair;
use super::settings::{Kind, Settings};
use super::words::{Field, Name, PartnerName, Words};

/// A partner as the ledger has them.
#[derive(Clone, Debug)]
pub struct PartnerFact {
    /// Their name; `None` once it was unsaid.
    pub name: Option<PartnerName>,
    /// The day of their own yes. Nothing is said in their name before it.
    pub joined_on: Option<Day>,
    /// The day on which they left. Nothing is said in their name from then on.
    pub left_on: Option<Day>,
}

/// What the ledger knows, marks aside.
#[derive(Clone, Debug)]
pub struct Book {
    /// Whose ledger it is.
    pub kind: Kind,
    /// What it is set to.
    pub settings: Settings,
    /// One partner, or two, in the order of `init`.
    pub partners: Vec<PartnerFact>,
    /// In the order of their ids.
    pub promises: Vec<Promise>,
    /// In the order of their ids.
    pub pauses: Vec<Pause>,
    /// In the order of their ids.
    pub boundaries: Vec<Boundary>,
    /// In the order of their ids.
    pub repairs: Vec<Repair>,
    /// In the order of their ids.
    pub chapters: Vec<Chapter>,
    /// Those that are open to both, by week.
    pub checkins: Vec<Checkin>,
}

/// Something that goes by an id or a name.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    /// A promise.
    Promise(&'a Promise),
    /// A pause.
    Pause(&'a Pause),
    /// A boundary.
    Boundary(&'a Boundary),
    /// A repair.
    Repair(&'a Repair),
    /// A chapter.
    Chapter(&'a Chapter),
}

impl Thing<'_> {
    /// Its id.
    pub fn id(&self) -> ThingId {
        match self {
            Self::Promise(promise) => promise.id,
            Self::Pause(pause) => pause.id,
            Self::Boundary(boundary) => boundary.id,
            Self::Repair(repair) => repair.id,
            Self::Chapter(chapter) => chapter.id,
        }
    }
}

impl Book {
    /// Whether the check-ins of that week are open to both.
    pub fn is_open(&self, week: Day) -> bool {
        self.checkins.iter().any(|checkin| checkin.week == week)
    }

    /// The partners that it has.
    pub fn everybody(&self) -> impl Iterator<Item = Partner> + '_ {
        Partner::BOTH.into_iter().take(self.partners.len())
    }

    /// A partner's name, cleaned for showing.
    pub fn name(&self, partner: Partner) -> String {
        let fact = self.partners.get(partner.index());
        fact.and_then(|fact| fact.name.as_ref()).map_or_else(|| "(unsaid)".to_owned(), ToString::to_string)
    }

    /// The names of all partners.
    pub fn names(&self) -> Vec<String> {
        self.everybody().map(|partner| self.name(partner)).collect()
    }

    /// The names of those who gave it.
    pub fn givers(&self, giver: Giver) -> Vec<String> {
        self.everybody()
            .filter(|partner| giver.includes(*partner))
            .map(|partner| self.name(partner))
            .collect()
    }

    /// The partner of that name, in any case.
    pub fn partner(&self, name: &str) -> Result<Partner, Rejection> {
        let wanted = PartnerName::new(name).ok();
        let is = |partner: &Partner| {
            self.partners.get(partner.index()).is_some_and(|fact| wanted.is_some() && fact.name == wanted)
        };
        self.everybody()
            .find(is)
            .ok_or_else(|| Rejection::NoSuchPartner { name: name.to_owned(), partners: self.names() })
    }

    /// The day of a partner's own yes.
    pub fn joined_on(&self, partner: Partner) -> Option<Day> {
        self.partners.get(partner.index()).and_then(|fact| fact.joined_on)
    }

    /// The day on which a partner left.
    pub fn left_on(&self, partner: Partner) -> Option<Day> {
        self.partners.get(partner.index()).and_then(|fact| fact.left_on)
    }

    /// What it takes to judge the windows of a promise, with the days on which it rests.
    pub fn judge<'a>(
        &self,
        promise: &'a Promise,
        paused: &'a PausedDays,
        reckoning: &'a Reckoning,
    ) -> Judge<'a> {
        let left_on = match promise.giver {
            Giver::One(partner) => self.left_on(partner).filter(|on| reckoning.sees(*on)),
            Giver::Both => None,
        };
        Judge { promise, paused, left_on, reckoning }
    }

    /// Refused unless that partner has joined, and not left.
    pub fn joined(&self, partner: Partner) -> Result<Partner, Rejection> {
        match self.joined_on(partner) {
            Some(_) if self.left_on(partner).is_some() => {
                Err(Rejection::HasLeft { name: self.name(partner) })
            }
            Some(_) => Ok(partner),
            None => Err(Rejection::NotJoined { name: self.name(partner) }),
        }
    }

    /// The promise of that id.
    pub fn promise(&self, id: ThingId) -> Option<&Promise> {
        self.promises.binary_search_by_key(&id, |promise| promise.id).ok().map(|at| &self.promises[at])
    }

    /// The pause of that id.
    pub fn pause(&self, id: ThingId) -> Option<&Pause> {
        self.pauses.iter().find(|pause| pause.id == id)
    }

    /// The promises that ever had that name, and stand.
    pub fn holders<'a>(&'a self, name: &'a Name) -> impl Iterator<Item = &'a Promise> {
        self.promises.iter().filter(move |promise| promise.name.as_ref() == Some(name))
    }

    /// The promise that has that name; where several had it one after the other, one that was neither ended nor
    /// declined, and of these the latest.
    pub fn named(&self, name: &Name) -> Option<&Promise> {
        let gone = |promise: &Promise| {
            promise.ending.is_some() || matches!(promise.standing, Standing::Declined { .. })
        };
        let wanted = |promise: &&Promise| promise.name.as_ref() == Some(name);
        self.promises.iter().filter(wanted).max_by_key(|promise| (!gone(promise), promise.given))
    }

    /// A promise, and those that took its place one after the other, as of that day.
    pub fn line_from<'a>(
        &'a self,
        id: ThingId,
        reckoning: &'a Reckoning,
    ) -> impl Iterator<Item = &'a Promise> + 'a {
        let next = |promise: &&'a Promise| {
            promise.ended(reckoning).and_then(|ending| ending.replaced_by).and_then(|id| self.promise(id))
        };
        std::iter::successors(self.promise(id), next)
    }

    /// The boundary of that id.
    pub fn boundary(&self, id: ThingId) -> Option<&Boundary> {
        self.boundaries.iter().find(|boundary| boundary.id == id)
    }

    /// The repair of that id.
    pub fn repair(&self, id: ThingId) -> Option<&Repair> {
        self.repairs.iter().find(|repair| repair.id == id)
    }

    /// The chapter of that id.
    pub fn chapter(&self, id: ThingId) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.id == id)
    }

    /// The chapter that counts as of that day, and since when: the one begun latest.
    pub fn current_chapter(&self, reckoning: &Reckoning) -> Option<(&Chapter, Day)> {
        let begun = self.chapters.iter().filter_map(|chapter| Some((chapter, chapter.from(reckoning)?)));
        begun.max_by_key(|(chapter, from)| (*from, chapter.id))
    }

    /// What goes by that id or name.
    pub fn thing(&self, text: &str) -> Result<Thing<'_>, Rejection> {
        let word = text.trim();
        if let Ok(id) = word.parse::<ThingId>() {
            let found = [
                self.pause(id).map(Thing::Pause),
                self.boundary(id).map(Thing::Boundary),
                self.repair(id).map(Thing::Repair),
                self.chapter(id).map(Thing::Chapter),
            ];
            if let Some(thing) = found.into_iter().flatten().next() {
                return Ok(thing);
            }
        }
        if let Ok(name) = word.parse::<Name>() {
            let of = |boundary: &&Boundary| boundary.name.as_ref() == Some(&name);
            let latest = self.boundaries.iter().rev().find(of);
            let promise = self.named(&name);
            if let (Some(boundary), true) =
                (latest, promise.is_none() || latest.is_some_and(|b| b.ended_on.is_none()))
            {
                return Ok(Thing::Boundary(boundary));
            }
        }
        self.find(text).map(Thing::Promise).or_else(|none| self.called(word).map(Thing::Chapter).ok_or(none))
    }

    /// The latest chapter that is called that, in any case, of those that were not declined.
    fn called(&self, name: &str) -> Option<&Chapter> {
        let name = Words::new(name, Field::Promise).ok()?;
        let is = |chapter: &&Chapter| {
            chapter.name.as_ref().is_some_and(|own| unicase::eq(own.as_str(), name.as_str()))
                && chapter.standing != ChapterStanding::Declined
        };
        self.chapters.iter().rev().find(is)
    }

    /// The promise that goes by that id or name.
    pub fn find(&self, text: &str) -> Result<&Promise, Rejection> {
        let word = text.trim();
        let found = match word.parse::<ThingId>() {
            Ok(id)
                if self.pause(id).is_some()
                    || self.boundary(id).is_some()
                    || self.repair(id).is_some()
                    || self.chapter(id).is_some() =>
            {
                return Err(Rejection::NotAPromise { id });
            }
            Ok(id) => self.promise(id),
            Err(_) => word.parse::<Name>().ok().and_then(|name| self.named(&name)),
        };
        let boundary =
            self.boundaries.iter().find(|one| one.name.as_ref().is_some_and(|n| n.as_str() == word));
        if let (None, Some(boundary)) = (found, boundary) {
            return Err(Rejection::NotAPromise { id: boundary.id });
        }
        found.ok_or_else(|| {
            let ids = self.promises.iter().map(|promise| promise.id.to_string());
            let names =
                self.promises.iter().filter_map(|promise| promise.name.as_ref()).map(ToString::to_string);
            let boundaries = self.boundaries.iter().map(Boundary::label);
            Rejection::NoSuchThing {
                text: text.to_owned(),
                near: near(word, names.chain(boundaries).chain(ids)),
            }
        })
    }

    /// What a promise is called in a message: its name, or its id.
    pub fn label(&self, id: ThingId) -> String {
        let boundary = || self.boundary(id).map(Boundary::label);
        let chapter = || self.chapter(id).map(Chapter::label);
        self.promise(id)
            .map(Promise::label)
            .or_else(boundary)
            .or_else(chapter)
            .unwrap_or_else(|| id.to_string())
    }

    /// The days on which a promise rests.
    pub fn paused(&self, promise: ThingId, reckoning: &Reckoning) -> PausedDays {
        PausedDays::of(promise, &self.pauses, reckoning)
    }

    /// Whether any window begins on that day or before it. Of a promise that starts later, none is looked for.
    pub fn begins_by(&self, day: Day, reckoning: &Reckoning) -> bool {
        let begins = |promise: &Promise| {
            let first = || promise.windows(reckoning, promise.start()).next();
            promise.start() <= day && first().is_some_and(|window| window.from <= day)
        };
        self.promises.iter().any(begins)
    }

    /// The first day on which anything has a window.
    pub fn first_day(&self, reckoning: &Reckoning) -> Option<Day> {
        let first = |promise: &Promise| promise.windows(reckoning, promise.start()).next().map(|w| w.from);
        self.promises.iter().filter_map(first).min()
    }
}

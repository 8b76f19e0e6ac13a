//! What another program's record, or a feed, says: held against what stands here, so that the same feed coming again
//! changes nothing.

use super::Deed;
use super::give::{self, PromiseWish};
use super::say::{MarkWish, aim};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::ThingId;
use crate::domain::judge::Judge;
use crate::domain::mark::{Mark, Says};
use crate::domain::partner::Partner;
use crate::domain::reckoning::Reckoning;
use crate::domain::rejection::Rejection;
use crate::domain::words::Words;

/// What a partner's own standing mark of a date says, as far as an import has to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stands {
    /// What it says.
    pub says: Says,
    /// The note to it.
    pub note: Option<Words>,
    /// Whether it was imported.
    pub imported: bool,
    /// Whether it had a note that was unsaid.
    pub unsaid: bool,
}

impl Stands {
    /// What that mark says.
    pub fn new(mark: &Mark, unsaid: bool) -> Self {
        Self { says: mark.says, note: mark.note().cloned(), imported: mark.is_imported(), unsaid }
    }

    /// Whether it says all that is wished. A note that was unsaid is not said again by a feed.
    fn says(&self, wish: &MarkWish) -> bool {
        self.says == wish.says && (wish.note.is_none() || self.unsaid || self.note == wish.note)
    }
}

/// What comes of a mark that is imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It is to be recorded, about that date.
    New(Day),
    /// It stands already.
    Stands(Day),
    /// Something else was said of that date here, by hand, since or before: that stands.
    SaidOtherwise(Day),
}

/// A promise imported: given like any other, with what tells it from others in its feed.
pub fn promise(
    book: &Book,
    by: Partner,
    id: ThingId,
    wish: PromiseWish,
    key: String,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    let mut deed = give::promise(book, by, id, wish, reckoning)?;
    if let Event::Promised(promised) = &mut deed.event {
        promised.imported = Some(key);
    }
    Ok(deed)
}

/// A mark imported: it needs a window as any mark does. `stands` tells what this partner's own standing mark of a date
/// says. What was imported gives way to what the feed says now; what was said by hand does not.
pub fn mark<'a>(
    judge: &Judge<'_>,
    wish: &MarkWish,
    stands: impl Fn(Day) -> Option<&'a Stands>,
) -> Result<Taken, Rejection> {
    let (on, _) = aim(judge, wish, &[])?;
    Ok(match stands(on) {
        None => Taken::New(on),
        Some(own) if own.says(wish) => Taken::Stands(on),
        Some(own) if own.imported => Taken::New(on),
        Some(_) => Taken::SaidOtherwise(on),
    })
}

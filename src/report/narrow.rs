//! A report narrowed to one promise: a page of it alone.

use super::shape::Given;
use super::weekly::{Block, Report};
use crate::domain::ThingId;
use crate::domain::book::Book;

impl Report<'_> {
    /// Whether a block has its place on the page: on that of one promise only the block that it belongs to.
    pub fn has(&self, block: &Block<'_>) -> bool {
        self.only.is_none() || !block.promises.is_empty()
    }

    /// Without what is of no promise, or of another: thanks, check-ins, boundaries, patterns, the chapter's question,
    /// what else is asked, repaired or paused. Windows and figures have been folded of the one promise already.
    pub(super) fn narrowed(mut self, only: Option<ThingId>, book: &Book) -> Self {
        let Some(promise) = only.and_then(|id| book.promise(id)) else { return self };
        let id = promise.id;
        self.thanks.clear();
        self.checkins.clear();
        self.boundaries.clear();
        self.patterns.clear();
        self.question = None;
        self.asked.retain(|asked| asked.given.named.id == id);
        self.repairs.retain(|repair| {
            repair.of.as_ref().is_some_and(|of| of.named.id == id)
                || repair.adjustment.as_ref().is_some_and(|named| named.id == id)
        });
        let concerns =
            |pause| book.pause(pause).is_some_and(|pause| pause.promise.is_none_or(|one| one == id));
        self.pauses.retain(|line| concerns(line.id));
        self.only = Some(Given::new(promise, book));
        self
    }
}

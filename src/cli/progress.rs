//! How far something is that takes a while: told on a terminal, to whoever waits.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::ui::{Form, Ui};

/// How many there have been so far: a line on stderr, where that is a terminal, from the first second on. It is gone when
/// this is dropped, before anything else is said.
#[derive(Debug)]
pub struct Progress {
    /// What is counted.
    what: Cell<&'static str>,
    count: Cell<u64>,
    /// When it is told next; never, where nobody waits.
    next: Cell<Option<Instant>>,
    /// How long the line is that stands there.
    told: Cell<usize>,
}

/// So long nothing is told.
const QUICK: Duration = Duration::from_secs(1);
/// And so long after each time.
const AGAIN: Duration = Duration::from_millis(200);
/// The clock is asked once for so many.
const ASKED: u64 = 1024;

impl Progress {
    /// Nothing yet.
    pub fn new(ui: Ui, what: &'static str) -> Self {
        let wanted = ui.form != Form::Quiet && std::io::stderr().is_terminal();
        let progress = Self::untold(what);
        progress.next.set(wanted.then(|| Instant::now() + QUICK));
        progress
    }

    /// Nobody is told.
    pub fn untold(what: &'static str) -> Self {
        Self { what: Cell::new(what), count: Cell::new(0), next: Cell::new(None), told: Cell::new(0) }
    }

    /// Its line is gone, until there is more to tell.
    pub fn clear(&self) {
        // Without a sequence that a terminal would have to know.
        let told = self.told.take();
        if told > 0 {
            let _ = write!(std::io::stderr().lock(), "\r{:told$}\r", "");
        }
    }

    /// One more of these, which are counted by themselves.
    pub fn step_of(&self, what: &'static str) {
        if self.what.replace(what) != what {
            self.count.set(0);
        }
        self.step();
    }

    /// One more.
    pub fn step(&self) {
        let Some(next) = self.next.get() else { return };
        let count = self.count.get() + 1;
        self.count.set(count);
        if !count.is_multiple_of(ASKED) {
            return;
        }
        let now = Instant::now();
        if now >= next {
            self.next.set(Some(now + AGAIN));
            let line = format!("{count} {}", self.what.get());
            // What stood there may be longer.
            let told = self.told.replace(line.len());
            let _ = write!(std::io::stderr().lock(), "\r{line:<told$}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_once_in_a_while_and_is_gone_in_the_end() {
        let progress = Progress::untold("rows");
        (0..5 * ASKED).for_each(|_| progress.step());
        assert_eq!(progress.told.get(), 0, "nobody waits");
        progress.next.set(Some(Instant::now()));
        (1..ASKED).for_each(|_| progress.step());
        assert_eq!(progress.told.get(), 0);
        progress.step();
        assert_eq!(progress.told.get(), "1024 rows".len());
        assert!(progress.next.get().is_some_and(|next| next > Instant::now()), "and not at once again");
        progress.step_of("rows");
        assert_eq!(progress.count.get(), ASKED + 1);
        progress.step_of("marks");
        assert_eq!(progress.count.get(), 1);
        progress.clear();
        assert_eq!(progress.told.get(), 0);
    }
}

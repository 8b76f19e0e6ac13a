//! Where a command sits down: a [`Reading`] of the ledger, or a [`Desk`] to write at. Both know the book, the
//! day, and who acts.

use super::accounts::Accounts;
use super::clock::Clock;
use super::error::Failure;
use super::place;
use super::shared::Call;
use super::ui::Form;
use crate::domain::book::Book;
use crate::domain::date::{DateWord, Looking};
use crate::domain::decide::Deed;
use crate::domain::decide::take_back::Past;
use crate::domain::event::Event;
use crate::domain::fact::Entry;
use crate::domain::window::Window;
use crate::domain::{
    Day, EventId, Mark, Partner, Promise, Reckoning, Rejection, Span, State, ThingId, Verdict,
};
use crate::ledger::{KeyOfDevice, Ledger, LedgerError, Stamp, Writer};
use crate::report::Account;

/// The ledger, read.
#[derive(Debug)]
pub struct Reading {
    /// The ledger.
    pub ledger: Ledger,
    /// What it knows.
    pub book: Book,
    /// The day.
    pub reckoning: Reckoning,
    /// Who reads, where that is known.
    pub reader: Option<Partner>,
}

impl Reading {
    /// Opens what the call means, until the program ends: the system takes back at once what would be closed and given
    /// back piece by piece. Who goes on after an answer ends the reading of the ledger.
    pub fn open(call: &Call) -> Result<&'static Self, Failure> {
        let ledger = place::open_to_read(&call.shared, &call.env)?;
        let book = ledger.book()?;
        let reckoning = reckoning(&book, &call.clock, call.shared.today);
        let key = place::known_device_key(&call.env, ledger.path());
        let holder = key.map(|key| ledger.holder(&key)).transpose()?.flatten();
        let reader = acting(call, &book, holder)?;
        Ok(Box::leak(Box::new(Self { ledger, book, reckoning, reader })))
    }

    /// A glance at what the call means: nothing is written, nobody is waited for, and a reader whom the ledger does not
    /// know is nobody.
    pub fn glance(call: &Call) -> Result<Self, Failure> {
        let ledger = place::open_to_glance(&call.shared, &call.env)?;
        let book = ledger.book()?;
        let reckoning = reckoning(&book, &call.clock, call.shared.today);
        let key = place::known_device_key(&call.env, ledger.path());
        let holder = key.map(|key| ledger.holder(&key)).transpose()?.flatten();
        let reader = acting(call, &book, holder).unwrap_or_default();
        Ok(Self { ledger, book, reckoning, reader })
    }

    /// The accounts of all promises, of what is not folded, with the folds of the rest.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts::new(self)
    }

    /// The account of one promise, whole.
    pub fn account<'a>(&'a self, promise: &'a Promise) -> Result<Account<'a>, Failure> {
        let marks = self.ledger.marks(promise.id, Span::new(promise.start(), Day::MAX))?;
        Ok(Account::whole(&self.book, promise, &marks, &self.reckoning))
    }

    /// The entries recorded on days of the span, without what is sealed from who reads: nobody sees whether the
    /// other has answered a check-in that is not open.
    pub fn entries(&self, span: Span) -> Result<Vec<Entry>, Failure> {
        let mut seen = Vec::new();
        for entry in self.ledger.entries(span)? {
            let past = |id| self.ledger.past(id);
            if !is_sealed(&self.book, self.reader, entry.by, &entry.event, past)? {
                seen.push(entry);
            }
        }
        Ok(seen)
    }

    /// Who reads, or why that has to be said.
    pub fn reader(&self) -> Result<Partner, Failure> {
        self.reader.ok_or_else(|| Rejection::NobodyActs { partners: self.book.names() }.into())
    }
}

/// The ledger, open to write: one transaction. Dropped without [`Desk::commit`], nothing has happened.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The transaction.
    pub writer: Writer<'a>,
    /// What the ledger knows; of one who marks, no more of it than that asks for (see [`Desk::begin_to_mark`]).
    pub book: Book,
    /// The day.
    pub reckoning: Reckoning,
    /// Who acts. They have joined.
    pub by: Partner,
    stamp: Stamp,
}

impl<'a> Desk<'a> {
    /// Begins to write in the name of whom the call means. What is recorded is recorded today: `--today` looks, and
    /// does not date a promise, an answer, an ending or a pause back or ahead.
    pub fn begin(ledger: &'a mut Ledger, call: &Call) -> Result<Self, Failure> {
        let desk = Self::begin_with(ledger, call, Writer::book)?;
        if desk.reckoning.today != desk.stamp.day {
            return Err(Failure::usage(
                "`--today` looks from another day; nothing can be recorded from there",
                "leave it out",
            ));
        }
        Ok(desk)
    }

    /// Begins to mark what goes by these words, which may be said as of a day that is past. The book has these promises
    /// alone, and neither repairs nor check-ins (see [`Writer::book_of`]).
    pub fn begin_to_mark(ledger: &'a mut Ledger, call: &Call, words: &[&str]) -> Result<Self, Failure> {
        Self::begin_with(ledger, call, |writer| writer.book_of(words))
    }

    fn begin_with(
        ledger: &'a mut Ledger,
        call: &Call,
        book: impl FnOnce(&Writer<'a>) -> Result<Book, LedgerError>,
    ) -> Result<Self, Failure> {
        let key = place::device_key(&call.env, ledger.path())?;
        let writer = ledger.write(key)?;
        let book = book(&writer)?;
        let by = acting(call, &book, writer.holder()?)?;
        let by = by.ok_or_else(|| Rejection::NobodyActs { partners: book.names() })?;
        warn_of_the_clock(&writer, call)?;
        let desk = Self::sit(writer, book, by, &call.clock, call.shared.today)?;
        if desk.reckoning.today > desk.stamp.day {
            return Err(Failure::usage(
                format!("{} is yet to come; nothing can be recorded from there", desk.reckoning.today.long()),
                "leave out `--today`; an excuse can be given ahead with `--on`",
            ));
        }
        Ok(desk)
    }

    /// Begins to write in that partner's name at that time.
    pub fn begin_as(
        ledger: &'a mut Ledger,
        key: KeyOfDevice,
        by: Partner,
        clock: &Clock,
    ) -> Result<Self, Failure> {
        let writer = ledger.write(key)?;
        let book = writer.book()?;
        Self::sit(writer, book, by, clock, None)
    }

    fn sit(
        writer: Writer<'a>,
        book: Book,
        by: Partner,
        clock: &Clock,
        today: Option<DateWord>,
    ) -> Result<Self, Failure> {
        let by = book.joined(by)?;
        Ok(Self::sit_down(writer, book, by, clock, today))
    }

    /// Begins to take one's own words back: also one who has left can.
    pub fn begin_to_unsay(ledger: &'a mut Ledger, call: &Call) -> Result<Self, Failure> {
        let key = place::device_key(&call.env, ledger.path())?;
        let writer = ledger.write(key)?;
        let book = writer.book()?;
        let by = acting(call, &book, writer.holder()?)?;
        let by = by.ok_or_else(|| Rejection::NobodyActs { partners: book.names() })?;
        if book.joined_on(by).is_none() {
            return Err(Rejection::NotJoined { name: book.name(by) }.into());
        }
        Ok(Self::sit_down(writer, book, by, &call.clock, None))
    }

    fn sit_down(writer: Writer<'a>, book: Book, by: Partner, clock: &Clock, today: Option<DateWord>) -> Self {
        let stamp = Stamp { at: clock.now, day: clock.day(book.settings.day_ends), by: Some(by) };
        // `--today` says from which day a mark is meant, not how much of the record is known.
        let reckoning = Reckoning { as_of: false, ..reckoning(&book, clock, today) };
        Self { writer, book, reckoning, by, stamp }
    }

    /// The id for the next thing.
    pub fn next_thing(&mut self) -> Result<ThingId, Failure> {
        Ok(self.writer.next_thing(&self.stamp)?)
    }

    /// Records what was decided, and reads the book anew.
    pub fn record(&mut self, deed: &Deed) -> Result<EventId, Failure> {
        let id = self.writer.append(deed, &self.stamp)?;
        self.book = self.writer.book()?;
        Ok(id)
    }

    /// Records what was decided without reading the book anew, where much is recorded at once.
    pub fn append(&mut self, deed: &Deed) -> Result<EventId, Failure> {
        Ok(self.writer.append(deed, &self.stamp)?)
    }

    /// The same of many at once, as part of the command that began with that event, or with the first of them.
    pub fn append_all(&mut self, deeds: Vec<Deed>, first: Option<EventId>) -> Result<Vec<EventId>, Failure> {
        Ok(self.writer.append_all(deeds, first, &self.stamp)?)
    }

    /// Reads the book anew, after [`Desk::append`].
    pub fn read_anew(&mut self) -> Result<(), Failure> {
        self.book = self.writer.book()?;
        Ok(())
    }

    /// Makes it durable. What has become final or is settled by today is folded, now and then.
    pub fn commit(mut self) -> Result<(), Failure> {
        let reckoning = Reckoning { today: self.stamp.day, as_of: false, ..self.reckoning };
        self.writer.renew_folds(&self.book, &reckoning)?;
        Ok(self.writer.commit()?)
    }

    /// That event, unless it is sealed from who acts.
    pub fn past(&self, id: EventId) -> Result<Past, Failure> {
        let found = self.writer.past(id)?;
        let missing = || Failure::from(Rejection::NoSuchEvent { id });
        let past = found.ok_or_else(missing)?;
        match is_sealed(&self.book, Some(self.by), past.by, &past.event, |id| self.writer.past(id))? {
            true => Err(missing()),
            false => Ok(past),
        }
    }

    /// The name of who acts.
    pub fn actor(&self) -> String {
        self.book.name(self.by)
    }

    /// Where a promise is in its life. Reads the marks of one window, however long the past.
    pub fn state(&self, promise: &Promise) -> Result<State, Failure> {
        let today = self.reckoning.today;
        let latest = promise
            .windows(&self.reckoning, today)
            .next()
            .filter(|window| window.from <= today)
            .or_else(|| promise.window_before(&self.reckoning, today));
        let verdict = latest.map(|window| self.verdict(promise, window)).transpose()?;
        Ok(promise.state(&self.reckoning, verdict))
    }

    /// The window that holds today, and its verdict by what is recorded now.
    pub fn window_today(&self, promise: &Promise) -> Result<Option<(Window, Verdict)>, Failure> {
        let today = self.reckoning.today;
        let holding = promise.windows(&self.reckoning, today).next().filter(|window| window.holds(today));
        holding.map(|window| Ok((window, self.verdict(promise, window)?))).transpose()
    }

    fn verdict(&self, promise: &Promise, window: Window) -> Result<Verdict, Failure> {
        let paused = self.book.paused(promise.id, &self.reckoning);
        let judge = self.book.judge(promise, &paused, &self.reckoning);
        Ok(judge.window(window, &self.writer.marks_alone(promise.id, judge.reach(&window))?).verdict)
    }

    /// The account of one promise, whole.
    pub fn account<'b>(&'b self, promise: &'b Promise) -> Result<Account<'b>, Failure> {
        let marks = self.marks(promise.id, Span::new(promise.start(), Day::MAX))?;
        Ok(Account::whole(&self.book, promise, &marks, &self.reckoning))
    }

    /// The standing marks on a promise whose dates lie in the span.
    pub fn marks(&self, promise: ThingId, span: Span) -> Result<Vec<Mark>, LedgerError> {
        self.writer.marks(promise, span)
    }

    /// The promise of that id, which is known to be there.
    pub fn promise(&self, id: ThingId) -> Result<&Promise, Failure> {
        let missing = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
        Ok(self.book.promise(id).ok_or_else(missing)?)
    }
}

/// Whether an event is a check-in that is sealed from the reader, or was done to one.
pub fn is_sealed(
    book: &Book,
    reader: Option<Partner>,
    by: Option<Partner>,
    event: &Event,
    past: impl Fn(EventId) -> Result<Option<Past>, LedgerError>,
) -> Result<bool, LedgerError> {
    if by == reader {
        return Ok(false);
    }
    let mut event = event.clone();
    loop {
        let target = match event {
            Event::CheckedIn(said) => return Ok(!book.is_open(said.week)),
            Event::Undone(undone) => undone.event,
            Event::Unsaid(unsaid) => unsaid.event,
            _ => return Ok(false),
        };
        let Some(found) = past(target)? else { return Ok(false) };
        event = found.event;
    }
}

fn reckoning(book: &Book, clock: &Clock, asked: Option<DateWord>) -> Reckoning {
    let today = clock.day(book.settings.day_ends);
    let weeks = book.settings.week_starts;
    match asked {
        Some(word) => Reckoning { today: word.reckon(today, Looking::Back), as_of: true, weeks },
        None => Reckoning { today, as_of: false, weeks },
    }
}

/// Who acts: `--as`, else `OURWORD_AS`, else for whom this device speaks; in one's own ledger its one partner.
fn acting(call: &Call, book: &Book, holder: Option<Partner>) -> Result<Option<Partner>, Failure> {
    let named = call.shared.acting.as_ref().or(call.env.acting.as_ref());
    let only = (book.partners.len() == 1).then_some(Partner::First);
    Ok(named.map(|name| book.partner(name)).transpose()?.or(holder).or(only))
}

/// A clock that went back is told, and changes nothing: the order of the record does not hang on it.
fn warn_of_the_clock(writer: &Writer<'_>, call: &Call) -> Result<(), Failure> {
    const SLACK: i64 = 60;
    let latest = writer.latest_instant()?;
    let latest = latest.and_then(|at| chrono::DateTime::parse_from_rfc3339(&at).ok());
    // With JSON, stderr is for one document, which this would not be.
    if call.ui.form == Form::Json {
        return Ok(());
    }
    if latest.is_some_and(|latest| latest.timestamp() > call.clock.now.timestamp() + SLACK) {
        // Not how far: the latest entry may be one that is not for everybody to see yet.
        call.ui.talk(
            "warning: the clock is behind the latest entry; the order of the record does not hang on it",
        );
    }
    Ok(())
}

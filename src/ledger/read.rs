//! Typed questions to the tables; the SQL stands beside the function that asks it.

use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::between;
use super::column::{damaged, day, optional, optional_day, optional_text, parsed, partner, text};
use super::device::{KeyOfDevice, hex, holder};
use super::error::LedgerError;
use super::log::Writer;
use super::marks::{Of, marks};
use super::open::Ledger;
use super::row::{is_undone, words_of};
use crate::domain::book::{Book, PartnerFact};
use crate::domain::decide::take_back::Past;
use crate::domain::event::Event;
use crate::domain::fact;
use crate::domain::pause::Pause;
use crate::domain::promise::{Ending, Standing};
use crate::domain::settings::{Kind, Setting, Settings};
use crate::domain::terms::{Terms, When};
use crate::domain::words::{Field, Name, PartnerName, Words};
use crate::domain::{Day, EventId, Giver, Mark, Partner, Promise, Span, ThingId};

/// Questions that a reader and a writer both ask.
macro_rules! questions {
    ($of:ty, $db:ident) => {
        impl $of {
            /// All that the ledger knows, marks aside.
            pub fn book(&self) -> Result<Book, LedgerError> {
                book(&self.$db)
            }

            /// What marking the promises of these ids and names needs to know: no other promises, no repairs, no check-ins,
            /// so that a mark costs no more where more is promised, and is refused by no damage elsewhere. Where one of
            /// the words is no promise's, or is not of ASCII letters, it is all that the ledger knows: what is near to it, or
            /// the same in another form, is among the others.
            pub fn book_of(&self, words: &[&str]) -> Result<Book, LedgerError> {
                book_of(&self.$db, words)
            }

            /// The standing marks of both partners on a promise whose dates lie in the span, in the order of
            /// their dates.
            pub fn marks(&self, promise: ThingId, span: Span) -> Result<Vec<Mark>, LedgerError> {
                marks(&self.$db, promise, span, Of::All)
            }

            /// The same without what stands beside them, where they are judged and nobody reads them.
            pub fn marks_alone(&self, promise: ThingId, span: Span) -> Result<Vec<Mark>, LedgerError> {
                marks(&self.$db, promise, span, Of::Alone)
            }

            /// An event, as far as undoing it is concerned.
            pub fn past(&self, id: EventId) -> Result<Option<Past>, LedgerError> {
                past(&self.$db, id)
            }

            /// The command that an event is part of, event by event in their order. They were written one behind the other.
            pub fn command_of(&self, past: Past) -> Result<Vec<Past>, LedgerError> {
                let first = past.event.with().unwrap_or(past.id);
                let mut command: Vec<Past> = Vec::new();
                let mut next = Some(first);
                while let Some(id) = next {
                    match self.past(id)? {
                        Some(one) if one.id == first || one.event.with() == Some(first) => command.push(one),
                        _ => break,
                    }
                    next = id.number.checked_add(1).map(|number| EventId { number, ..id });
                }
                // A record from elsewhere may name what is no command.
                let is_of_it = command.iter().any(|one| one.id == past.id);
                Ok(if is_of_it { command } else { vec![past] })
            }

            /// A partner's latest event that stands and can be undone.
            pub fn latest_of(&self, by: Partner) -> Result<Option<Past>, LedgerError> {
                latest_of(&self.$db, by)
            }
        }
    };
}

questions!(Ledger, db);
questions!(Writer<'_>, tx);

impl Writer<'_> {
    /// Whether any promise was ever recorded here, one that was taken back too.
    pub fn ever_promised(&self) -> Result<bool, LedgerError> {
        let mut find =
            self.tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE kind = 'promised')")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// The promises that were imported, by what tells each from others in its feed.
    pub fn imported_promises(&self) -> Result<Vec<(String, ThingId)>, LedgerError> {
        let mut find =
            self.tx.prepare_cached("SELECT imported, id FROM promise WHERE imported IS NOT NULL")?;
        let rows = find.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| row.map_err(LedgerError::from).and_then(|(key, id)| Ok((key, parsed(&id)?)))).collect()
    }

    /// Which ledger this is, wherever it is copied to.
    pub fn ledger_id(&self) -> Result<String, LedgerError> {
        Ok(self.tx.query_row("SELECT value FROM setting WHERE key = 'ledger'", [], |row| row.get(0))?)
    }
}

impl Ledger {
    /// The partner for whom that device speaks here.
    pub fn holder(&self, key: &KeyOfDevice) -> Result<Option<Partner>, LedgerError> {
        holder(&self.db, key)
    }

    /// The entries recorded on the days of the span, in the order of the record.
    pub fn entries(&self, span: Span) -> Result<Vec<fact::Entry>, LedgerError> {
        let mut find = self.db.prepare(
            "SELECT device, seq, at, day, author, kind, about, body, seal IS NOT NULL FROM event
             WHERE day BETWEEN ?1 AND ?2 ORDER BY tick, device, seq",
        )?;
        let mut rows = find.query([span.from.to_string(), span.to.to_string()])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let (device, seq): (String, i64) = (row.get(0)?, row.get(1)?);
            let words = words_of(&self.db, &device, seq)?;
            let sealed: bool = row.get(8)?;
            entries.push(fact::Entry {
                id: parsed(&format!("{device}.{seq}"))?,
                at: row.get(2)?,
                day: day(row, 3)?,
                by: Partner::from_number(row.get(4)?),
                event: Event::read(&row.get::<_, String>(5)?, &row.get::<_, String>(7)?),
                about: row.get(6)?,
                undone: is_undone(&self.db, &device, seq)?,
                unsaid: sealed && words.is_empty(),
                words,
            });
        }
        Ok(entries)
    }

    /// Which ledger it is, wherever it is copied to: random, in hexadecimal.
    pub fn id(&self) -> Result<String, LedgerError> {
        Ok(self.db.query_row("SELECT value FROM setting WHERE key = 'ledger'", [], |row| row.get(0))?)
    }

    /// The day of the first entry.
    pub fn first_entry_day(&self) -> Result<Option<Day>, LedgerError> {
        let first: Option<String> = self.db.query_row("SELECT min(day) FROM event", [], |row| row.get(0))?;
        first.map(|first| parsed(&first)).transpose()
    }

    /// The latest event of each device with the beginning of its hash: what a later look can be held against.
    pub fn foot(&self) -> Result<Vec<(EventId, String)>, LedgerError> {
        let mut find =
            self.db.prepare("SELECT letter, head, hash FROM device WHERE head > 0 ORDER BY letter")?;
        let rows = find.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?))
        })?;
        let mut foot = Vec::new();
        for row in rows {
            let (letter, head, hash) = row?;
            let start = hex(hash.get(..4).unwrap_or_default());
            foot.push((parsed(&format!("{letter}.{head}"))?, start));
        }
        Ok(foot)
    }
}

fn book(db: &Connection) -> Result<Book, LedgerError> {
    let promises = promises(db, &Those::All)?;
    Ok(Book { promises, repairs: between::repairs(db)?, checkins: between::checkins(db)?, ..around(db)? })
}

/// As many names are looked for one by one; of more, all promises are read at once.
const FEW: usize = 8;

fn book_of(db: &Connection, words: &[&str]) -> Result<Book, LedgerError> {
    if words.len() > FEW {
        return book(db);
    }
    let mut known = around(db)?;
    for word in words {
        let those = match (word.trim().parse(), word.parse::<Name>()) {
            (Ok(id), _) => Those::Of(id),
            // Of other letters, a record from elsewhere may have them uncomposed.
            (_, Ok(name)) if name.as_str().is_ascii() => Those::Named(name),
            _ => return book(db),
        };
        known.promises.extend(promises(db, &those)?);
    }
    known.promises.sort_by_key(|promise| promise.id);
    known.promises.dedup_by_key(|promise| promise.id);
    match words.iter().all(|word| known.find(word).is_ok()) {
        true => Ok(known),
        false => book(db),
    }
}

/// What the ledger knows around promises, repairs and check-ins, and none of these.
fn around(db: &Connection) -> Result<Book, LedgerError> {
    let (mut kind, mut settings) = (Kind::Shared, Settings::default());
    let mut find = db.prepare_cached("SELECT key, value FROM setting")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
        match key.as_str() {
            "kind" if value == "own" => kind = Kind::Own,
            "kind" | "ledger" => {}
            // A setting of a newer version does not block reading.
            key => settings = Setting::parse(key, &value).map_or(settings, |setting| settings.with(setting)),
        }
    }
    let mut find = db.prepare_cached("SELECT name, joined_on, left_on FROM partner ORDER BY n")?;
    let mut rows = find.query([])?;
    let mut partners = Vec::new();
    while let Some(row) = rows.next()? {
        let name: Option<String> = row.get(0)?;
        partners.push(PartnerFact {
            name: name.map(|name| PartnerName::new(&name)).transpose().map_err(damaged)?,
            joined_on: optional_day(row, 1)?,
            left_on: optional_day(row, 2)?,
        });
    }
    let mut pauses = pauses(db)?;
    pauses.sort_by_key(|pause| pause.id);
    Ok(Book {
        kind,
        settings,
        partners,
        promises: Vec::new(),
        pauses,
        boundaries: between::boundaries(db)?,
        repairs: Vec::new(),
        chapters: between::chapters(db)?,
        checkins: Vec::new(),
    })
}

/// Which promises are read.
enum Those {
    All,
    Of(ThingId),
    /// Those that ever had that name of ASCII letters; with blanks around it too, as a record from elsewhere may have it.
    Named(Name),
}

/// In the order of their ids.
fn promises(db: &Connection, of: &Those) -> Result<Vec<Promise>, LedgerError> {
    macro_rules! promises {
        ($those:literal) => {
            concat!(
                "SELECT id, state, name, text, plan, giver, author, due, cadence, times, avoid, from_day, until_day,
                   asked_on, ended_on, keeps_window, replaces, replaced_by, given, answers
                 FROM promise ",
                $those
            )
        };
    }
    let (those, word) = match of {
        Those::All => (promises!(""), None),
        Those::Of(id) => (promises!("WHERE id = ?1"), Some(id.to_string())),
        Those::Named(name) => {
            (promises!("WHERE (name >= ?1 AND name < ?1 || '!') OR name < 'a'"), Some(name.to_string()))
        }
    };
    let mut find = db.prepare_cached(those)?;
    let mut rows = find.query(params_from_iter(word))?;
    let mut promises = Vec::new();
    while let Some(row) = rows.next()? {
        promises.push(promise(row)?);
    }
    promises.sort_by_key(|promise| promise.id);
    Ok(promises)
}

fn promise(row: &Row<'_>) -> Result<Promise, LedgerError> {
    let words = |column: usize, field: Field| -> Result<Option<Words>, LedgerError> {
        optional_text(row, column)?.map(|text| Words::new(text, field)).transpose().map_err(damaged)
    };
    let author = partner(row, 6)?;
    let standing = match text(row, 1)? {
        "asked" => Standing::Asked { by: author, on: day(row, 13)? },
        "declined" => Standing::Declined { by: author },
        _ => Standing::Given,
    };
    let when = match (optional_day(row, 7)?, optional_text(row, 8)?) {
        (Some(due), _) => When::Due(due),
        (None, None) => When::Whenever,
        (None, Some(cadence)) => When::Every {
            cadence: cadence.parse().map_err(damaged)?,
            times: row.get(9)?,
            until: optional_day(row, 12)?,
        },
    };
    let replaced_by: Option<ThingId> = optional(row, 17)?;
    let keeps_window: bool = row.get(15)?;
    let giver = text(row, 5)?;
    Ok(Promise {
        id: parsed(text(row, 0)?)?,
        name: optional(row, 2)?,
        text: words(3, Field::Promise)?,
        plan: words(4, Field::Plan)?,
        giver: Giver::from_code(giver).ok_or_else(|| LedgerError::Damaged(format!("giver `{giver}`")))?,
        terms: Terms { when, from: day(row, 11)?, avoid: row.get(10)? },
        standing,
        ending: optional_day(row, 14)?.map(|on| Ending { on, keeps_window, replaced_by }),
        replaces: optional(row, 16)?,
        given: row.get(18)?,
        answers: optional(row, 19)?,
    })
}

fn pauses(db: &Connection) -> Result<Vec<Pause>, LedgerError> {
    let mut find =
        db.prepare_cached("SELECT id, author, promise, from_day, until_day, lifted_on FROM pause")?;
    let mut rows = find.query([])?;
    let mut pauses = Vec::new();
    while let Some(row) = rows.next()? {
        pauses.push(Pause {
            id: parsed(text(row, 0)?)?,
            by: partner(row, 1)?,
            promise: optional(row, 2)?,
            from: day(row, 3)?,
            until: optional_day(row, 4)?,
            lifted_on: optional_day(row, 5)?,
        });
    }
    Ok(pauses)
}

fn past(db: &Connection, id: EventId) -> Result<Option<Past>, LedgerError> {
    let (device, seq) = (id.letter.to_string(), i64::from(id.number.get()));
    let found = db
        .prepare_cached("SELECT author, kind, body, day FROM event WHERE device = ?1 AND seq = ?2")?
        .query_row(params![device, seq], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
            ))
        })
        .optional()?;
    let Some((author, kind, body, day)) = found else { return Ok(None) };
    let undone = is_undone(db, &device, seq)?;
    let words = words_of(db, &device, seq)?;
    Ok(Some(Past {
        id,
        by: Partner::from_number(author),
        event: Event::read(&kind, &body),
        day: parsed(&day)?,
        words,
        undone,
    }))
}

fn latest_of(db: &Connection, by: Partner) -> Result<Option<Past>, LedgerError> {
    // The latest of each device, walking back; the latest of these by tick is the one.
    let mut devices = db.prepare_cached("SELECT letter FROM device ORDER BY letter")?;
    let letters = devices.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut latest: Option<(i64, Past)> = None;
    for letter in letters {
        let mut find = db.prepare_cached(
            "SELECT seq, tick FROM event WHERE device = ?1 AND author = ?2 ORDER BY seq DESC",
        )?;
        let mut rows = find.query(params![letter, by.number()])?;
        while let Some(row) = rows.next()? {
            let (seq, tick): (i64, i64) = (row.get(0)?, row.get(1)?);
            if latest.as_ref().is_some_and(|(best, _)| *best > tick) {
                break;
            }
            let one = past(db, parsed(&format!("{letter}.{seq}"))?)?;
            if let Some(one) = one.filter(|one| one.event.can_be_undone() && !one.undone) {
                latest = Some((tick, one));
                break;
            }
        }
    }
    Ok(latest.map(|(_, past)| past))
}

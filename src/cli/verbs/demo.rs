//! `demo`: a made-up couple's twelve weeks in a throw-away ledger, made through the same doors as real use,
//! then their week's report. Nothing is kept.

use clap::Args;

use super::answer::give_answer;
use super::pause::pause;
use super::promise::give;
use super::report::between;
use super::say::say;
use crate::cli::clock::Clock;
use crate::cli::desk::{Desk, Reading};
use crate::cli::error::Failure;
use crate::cli::progress::Progress;
use crate::cli::retold::Retold;
use crate::cli::shared::Call;
use crate::domain::decide;
use crate::domain::decide::give::{PauseWish, PromiseWish, Whose};
use crate::domain::decide::say::MarkWish;
use crate::domain::event::Answer;
use crate::domain::period::PeriodWord;
use crate::domain::terms::TermsWish;
use crate::domain::words::{Field, PartnerName, Words};
use crate::domain::{Day, Partner, Reckoning, Says, ThingId, WeekStart};
use crate::ledger::{KeyOfDevice, Ledger, Source, Stamp};
use crate::render::text::{self, page::Text};
use crate::report::weekly::{Between, report};

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  ourword demo\n  ourword demo --json")]
pub struct DemoArgs {}

/// The weeks that the couple has behind it, this one among them.
const WEEKS: i64 = 12;
/// The device that writes, in a ledger that nobody will see again.
const DEVICE: KeyOfDevice = KeyOfDevice([0; 32]);

const ANA: Partner = Partner::First;
const BEN: Partner = Partner::Second;

pub fn run(_: &DemoArgs, call: &Call) -> Result<(), Failure> {
    let weeks = WeekStart::default();
    // The couple talks on the evening of the last day of a week: of the latest one that has come.
    let today = call.clock.day(crate::domain::settings::DayEnds::default());
    let last = if weeks.week_of(today).to == today { today } else { weeks.first_of(today).previous() };
    let ledger = lived(last)?;
    let book = ledger.book()?;
    let reckoning = Reckoning { today: last, as_of: false, weeks };
    let reading = Reading { ledger, book, reckoning, reader: None };
    let period = PeriodWord::ThisWeek.reckon(&reckoning, None, None)?;
    let retold = Retold::new(&reading, Progress::untold("windows"));
    let between = Between { windows: Some(&retold), ..between(&reading, &period)? };
    let report = report(
        &reading.book,
        &reckoning,
        &period,
        &between,
        None,
        reading.book.promises.iter().map(|one| reading.account(one)),
    )?;
    let page = call.ui.page(None);
    let text = || {
        let mut after = Text::default();
        after.line(
            &page,
            "Ana and Ben are made up, and nothing of this was stored. Yours: `ourword\u{a0}init\u{a0}NAME\u{a0}NAME`.",
        );
        format!("{}\n{}", text::weekly::report(&report, &page, ""), after.done())
    };
    retold.made(call.ui.answer(&report, text, Vec::new))
}

/// The couple's ledger on the evening of that day.
fn lived(last: Day) -> Result<Ledger, Failure> {
    let first = last.plus(1 - 7 * WEEKS);
    let mut ledger = Ledger::create(&Source::Memory)?;
    let names = [PartnerName::new("Ana")?, PartnerName::new("Ben")?];
    let mut writer = ledger.write(DEVICE)?;
    let at = Clock::evening_of(first).now;
    writer.open("demo".to_owned(), &names, &Stamp { at, day: first, by: None })?;
    for partner in Partner::BOTH {
        writer.join(partner, &Stamp { at, day: first, by: Some(partner) })?;
    }
    writer.commit()?;
    let mut couple = Couple { ledger, promises: Vec::new() };
    couple.give_promises(first)?;
    for number in 0..7 * WEEKS {
        couple.live(number, first.plus(number))?;
    }
    Ok(couple.ledger)
}

struct Couple {
    ledger: Ledger,
    promises: Vec<ThingId>,
}

impl Couple {
    fn at(&mut self, by: Partner, day: Day) -> Result<Desk<'_>, Failure> {
        Desk::begin_as(&mut self.ledger, DEVICE, by, &Clock::evening_of(day))
    }

    fn promise(
        &mut self,
        by: Partner,
        day: Day,
        name: &str,
        text: &str,
        asks: &Asks<'_>,
    ) -> Result<ThingId, Failure> {
        let mut desk = self.at(by, day)?;
        let wish = PromiseWish {
            text: text.to_owned(),
            plan: asks.plan.map(str::to_owned),
            name: Some(name.parse()?),
            whose: if asks.both { Whose::Both } else { Whose::Mine },
            answers: None,
            terms: TermsWish {
                due: asks.due,
                every: asks.every.map(str::parse).transpose()?,
                times: None,
                from: day,
                until: None,
                avoid: asks.avoid,
            },
            name_held_by: None,
        };
        let id = give(&mut desk, wish)?;
        desk.commit()?;
        Ok(id)
    }

    fn give_promises(&mut self, first: Day) -> Result<(), Failure> {
        let plan = Some("when the last cup is empty, I start the water");
        let dishes = Asks { every: Some("day"), plan, ..Asks::default() };
        let home = Asks { every: Some("weekday"), ..Asks::default() };
        let phone = Asks { every: Some("day"), avoid: true, ..Asks::default() };
        let walk = Asks { every: Some("3/week"), ..Asks::default() };
        let evening = Asks { every: Some("week"), both: true, ..Asks::default() };
        self.promises = vec![
            self.promise(ANA, first, "dishes", "wash up before bed", &dishes)?,
            self.promise(BEN, first, "home", "home by seven, or a message by six", &home)?,
            self.promise(BEN, first, "no-phone", "no phone at the table", &phone)?,
            self.promise(ANA, first, "walk", "walk with Ben after work", &walk)?,
            self.promise(ANA, first, "evening", "an evening for us, without screens", &evening)?,
        ];
        let evening = self.promises[4];
        let mut desk = self.at(BEN, first)?;
        give_answer(&mut desk, evening, Answer::Accepted, None)?;
        desk.commit()
    }

    /// One day of theirs. Hard at first, and better with the weeks.
    fn live(&mut self, number: i64, day: Day) -> Result<(), Failure> {
        let [dishes, home, no_phone, walk, evening, ..] = self.promises[..] else { return Ok(()) };
        let (week, weekday) = (number / 7, number % 7);
        let early = week < 4;
        match (week, weekday) {
            (5, 2) => self.rest(ANA, dishes, day, day.plus(3))?,
            (8, 0) => {
                let due = Asks { due: Some(day.plus(4)), ..Asks::default() };
                let bank = self.promise(BEN, day, "bank", "call the bank about the loan", &due)?;
                self.promises.push(bank);
            }
            (11, 1) => self.thank(BEN, day, "for the soup, and for waiting")?,
            (11, 5) => self.thank(ANA, day, "for asking how it was")?,
            (8, 6) => {
                let bank = self.promises.get(5).copied();
                bank.map_or(Ok(()), |bank| self.say(BEN, day, Says::Kept, &[bank], None))?;
            }
            _ => {}
        }
        match number {
            9 | 17 | 23 | 64 => {
                self.say(ANA, day, Says::Broken, &[dishes], Some("fell asleep on the sofa"))?;
            }
            // Nobody said.
            12 | 13 | 27 | 37..=40 => {}
            81 => {
                self.say(ANA, day, Says::Kept, &[dishes], None)?;
                self.say(
                    BEN,
                    day,
                    Says::Broken,
                    &[dishes],
                    Some("the pans were still there in the morning"),
                )?;
            }
            _ => self.say(ANA, day, Says::Kept, &[dishes], None)?,
        }
        if weekday < 5 {
            match number {
                3 | 8 | 22 => self.say(ANA, day, Says::Broken, &[home], None)?,
                10 | 24 => self.say(
                    BEN,
                    day,
                    Says::Broken,
                    &[home],
                    Some("the meeting ran over and I did not write"),
                )?,
                79 => {
                    self.say(BEN, day.plus(-2), Says::Excused, &[home], Some("the fair is on Wednesday"))?;
                }
                _ => self.say(BEN, day, Says::Kept, &[home], None)?,
            }
        }
        if number == 77 {
            self.say(BEN, day, Says::Excused, &[home], Some("the fair is on Wednesday"))?;
        }
        if number == 80 || early && weekday == 6 {
            self.say(BEN, day, Says::Broken, &[no_phone], None)?;
        }
        let walks = if early { weekday == 1 || weekday == 4 } else { weekday % 2 == 1 };
        if walks {
            self.say(ANA, day, Says::Kept, &[walk], None)?;
        }
        if weekday == 5 && !matches!(week, 1 | 3) {
            self.say(if week % 2 == 0 { ANA } else { BEN }, day, Says::Kept, &[evening], None)?;
        }
        Ok(())
    }

    fn rest(&mut self, by: Partner, promise: ThingId, from: Day, until: Day) -> Result<(), Failure> {
        let mut desk = self.at(by, from)?;
        pause(&mut desk, Some(promise), PauseWish { from, until: Some(until) })?;
        desk.commit()
    }

    fn thank(&mut self, by: Partner, day: Day, text: &str) -> Result<(), Failure> {
        let mut desk = self.at(by, day)?;
        let id = desk.next_thing()?;
        desk.record(&decide::between::thank(id, text, day)?)?;
        desk.commit()
    }

    /// Said on that day of that day; an excuse two days ahead of it.
    fn say(
        &mut self,
        by: Partner,
        day: Day,
        says: Says,
        what: &[ThingId],
        note: Option<&str>,
    ) -> Result<(), Failure> {
        let mut desk = self.at(by, day)?;
        let note = note.map(|note| Words::new(note, Field::Note)).transpose()?;
        let on = Some(if says == Says::Excused { day.plus(2) } else { day });
        let wish = |id: &ThingId| (*id, MarkWish { by, says, on, note: note.clone() }, None);
        say(&mut desk, &what.iter().map(wish).collect::<Vec<_>>())?;
        desk.commit()
    }
}

/// What a promise of the couple asks.
#[derive(Default)]
struct Asks<'a> {
    every: Option<&'a str>,
    due: Option<Day>,
    plan: Option<&'a str>,
    avoid: bool,
    both: bool,
}

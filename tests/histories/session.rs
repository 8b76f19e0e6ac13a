//! One history while it is being made: the program and the model side by side.

use chrono::{NaiveDate, Weekday};
use serde_json::{Value, json};

use crate::compare::differences;
use crate::days::{Chance, day, iso, moved, next};
use crate::expect::{Picture, promise_json};
use crate::periods::Asked;
use crate::program::{Program, Ran};
use crate::verdict::see_all;
use crate::world::{Act, AsOf, Event, Promise, World};

pub const ACTORS: [&str; 2] = ["ana", "ben"];

pub struct Session {
    pub program: Program,
    pub chance: Chance,
    /// What to look at is drawn apart, so that looking more often leaves the history the same.
    looks: Chance,
    pub events: Vec<Event>,
    pub starts: Weekday,
    pub opened: NaiveDate,
    pub today: NaiveDate,
    /// Whether this ledger's days end at three, and the clock stands after midnight.
    pub owl: bool,
    pub night: bool,
    seconds: u32,
    pub given: usize,
}

pub fn words(of: &[&str]) -> Vec<String> {
    of.iter().map(|s| (*s).to_owned()).collect()
}

impl Session {
    pub fn open(seed: u64) -> Self {
        let mut session = Self {
            program: Program::new("2026-01-05T12:00:00Z"),
            chance: Chance(seed),
            looks: Chance(!seed),
            events: Vec::new(),
            starts: Weekday::Mon,
            opened: day(2026, 1, 5),
            today: day(2026, 1, 5),
            owl: false,
            night: false,
            seconds: 0,
            given: 0,
        };
        session.opened = moved(session.opened, session.chance.between(0, 120));
        session.set_day(session.opened);
        session
    }

    /// Makes the ledger and its settings; apart from `open`, so that a failure here has its script too.
    pub fn found(&mut self) -> Result<(), String> {
        let mut setup = vec![words(&["init", "Ana", "Ben"]), words(&["me", "Ana"]), words(&["me", "Ben"])];
        if self.chance.percent(40) {
            let others = [
                (Weekday::Sun, "sunday"),
                (Weekday::Wed, "wednesday"),
                (Weekday::Sat, "saturday"),
                (Weekday::Tue, "tuesday"),
            ];
            let (starts, name) = *self.chance.pick(&others);
            self.starts = starts;
            setup.push(words(&["config", "week_starts", name, "--as", "ana"]));
        }
        self.owl = self.chance.percent(25);
        if self.owl {
            setup.push(words(&["config", "day_ends", "03:00", "--as", "ben"]));
        }
        for args in setup {
            self.tick();
            let ran = self.program.run(&args, None, true);
            if ran.code != 0 {
                return Err(format!("setting up: exit {}: {}", ran.code, ran.stderr));
            }
        }
        Ok(())
    }

    pub fn set_day(&mut self, today: NaiveDate) {
        self.today = today;
        self.seconds = 0;
        self.night = self.owl && self.chance.percent(30);
        self.tick();
    }

    /// Lets a little time pass, so that every command has its own instant.
    fn tick(&mut self) {
        self.seconds += self.chance.count(1, 80);
        let (date, hour) = if self.night { (next(self.today), 0) } else { (self.today, 12) };
        let (h, m, s) = (hour + self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        self.program.now = format!("{date}T{h:02}:{m:02}:{s:02}Z");
    }

    pub fn now(&self) -> AsOf {
        AsOf { today: self.today, cut: false }
    }

    pub fn world(&self) -> World {
        World::replay(&self.events, self.starts)
    }

    pub fn event(&self, by: usize, act: Act) -> Event {
        Event { by, day: self.today, at: self.program.now.clone(), act }
    }

    fn full(by: usize, mut args: Vec<String>) -> Vec<String> {
        args.extend(words(&["--json", "--as", ACTORS[by]]));
        args
    }

    /// A command that must be taken, with what it prints.
    pub fn taken(&mut self, by: usize, args: Vec<String>, stdin: Option<&str>) -> Result<Value, String> {
        self.tick();
        self.program.json(&Self::full(by, args), stdin, true)
    }

    /// A command that must be refused, with one of these exit codes.
    pub fn refused(
        &mut self,
        by: usize,
        args: Vec<String>,
        stdin: Option<&str>,
        codes: &[i32],
    ) -> Result<(), String> {
        self.tick();
        let args = Self::full(by, args);
        let Ran { code, stdout, stderr } = self.program.run(&args, stdin, true);
        if codes.contains(&code) {
            return Ok(());
        }
        let line = self.program.line(&args, stdin);
        Err(format!("{line}\n  exit {code}, expected one of {codes:?}\n{stdout}{stderr}"))
    }

    /// Holds what a writing command printed of a promise against the model.
    pub fn check_echo(&self, id: &str, echo: &Value) -> Result<(), String> {
        let world = self.world();
        let promise = world.find(id);
        let windows = see_all(&world, promise, self.now());
        let expected = json!({"recorded": [promise_json(promise, &windows, self.now())]});
        told("the echo", &differences(&expected, echo))
    }

    /// Its name or its id: both must do.
    pub fn handle(&mut self, promise: &Promise) -> String {
        match &promise.terms.name {
            Some(name) if self.chance.percent(60) => name.clone(),
            _ => promise.terms.id.clone(),
        }
    }

    fn read(&mut self, args: &[&str], as_of: AsOf, expected: &Value) -> Result<Value, String> {
        let mut args = words(args);
        args.push("--json".to_owned());
        if as_of.cut {
            args.extend(["--today".to_owned(), as_of.today.to_string()]);
        }
        let got = self.program.json(&args, None, false)?;
        let found = differences(expected, &got);
        told(&self.program.line(&args, None), &found)?;
        Ok(got)
    }

    /// Holds everything that the program shows as of a day against the model.
    pub fn check(&mut self, as_of: AsOf) -> Result<(), String> {
        let world = self.world();
        let picture = Picture::new(&world, as_of);
        self.read(&["list", "--all"], as_of, &picture.list(true))?;
        self.read(&["list"], as_of, &picture.list(false))?;
        for (promise, _) in &picture.promises {
            let id = promise.terms.id.as_str();
            self.read(&["show", id], as_of, &picture.show(id))?;
        }
        self.read(&["streaks"], as_of, &picture.streaks())?;
        self.check_due(&["due"], as_of, &picture, None)?;
        let me = usize::from(self.looks.percent(50));
        self.check_due(&["due", "--mine", "--as", ACTORS[me]], as_of, &picture, Some(me))?;
        for asked in Asked::some(&mut self.looks, &picture) {
            let word = asked.word();
            let mut args = vec!["report"];
            args.extend(word.as_deref());
            self.read(&args, as_of, &picture.report(&asked, self.opened))?;
        }
        Ok(())
    }

    /// The order among windows with the same last day is the program's own affair.
    fn check_due(
        &mut self,
        args: &[&str],
        as_of: AsOf,
        picture: &Picture,
        mine: Option<usize>,
    ) -> Result<(), String> {
        let key =
            |w: &Value| (w["to"].is_null(), w["to"].to_string(), w["id"].to_string(), w["from"].to_string());
        let last = |w: &Value| (w["to"].is_null(), w["to"].to_string());
        let mut expected = picture.due(mine);
        let outline = json!({"schema": "ourword.due/1", "today": iso(as_of.today)});
        let mut got = self.read(args, as_of, &outline)?;
        let Some(windows) = got["windows"].as_array_mut() else {
            return Err(format!("{args:?}: no windows"));
        };
        if !windows.is_sorted_by_key(last) {
            return Err(format!("{args:?} as of {as_of:?}: not by last day: {windows:?}"));
        }
        windows.sort_by_key(key);
        expected.sort_by_key(key);
        let found = differences(&json!(expected), &json!(windows));
        told(&format!("{args:?} as of {as_of:?}"), &found)
    }
}

/// Nothing, or the differences as an error.
pub fn told(what: &str, found: &[String]) -> Result<(), String> {
    if found.is_empty() { Ok(()) } else { Err(format!("{what}\n  {}", found.join("\n  "))) }
}

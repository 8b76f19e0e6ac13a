//! A couple with a ledger of its own, lived through by the program, and its report made by the library.

use std::io::Write;
use std::ops::ControlFlow;
use std::process::{Command, Stdio};

use ourword::domain::period::PeriodWord;
use ourword::domain::{Day, Judged, Reckoning, Span};
use ourword::ledger::{Ledger, LedgerError, Source};
use ourword::render::html;
use ourword::report::Account;
use ourword::report::calendar::Sheets;
use ourword::report::told::{Asked, Retell, Unread};
use ourword::report::weekly::{Between, report};
use tempfile::TempDir;

/// The evening of this day is when everything is looked at, unless a test says otherwise.
pub const TODAY: &str = "2026-11-22";

/// The two of them.
pub struct Couple {
    dir: TempDir,
}

impl Couple {
    /// With those names; both have joined on that day.
    pub fn new(names: [&str; 2], day: &str) -> Self {
        let couple = Self::begun(names, day);
        couple.on(day, &["me", names[1]]);
        couple.on(day, &["me", names[0]]);
        couple
    }

    /// With those names; the second has not joined.
    pub fn begun(names: [&str; 2], day: &str) -> Self {
        let couple = Self { dir: TempDir::new().unwrap() };
        couple.on(day, &["init", names[0], names[1]]);
        couple.on(day, &["me", names[0]]);
        couple
    }

    /// One run of the program on the evening of that day.
    pub fn on(&self, day: &str, args: &[&str]) -> &Self {
        self.read(day, args, "");
        self
    }

    /// The same with lines to read; what it answers.
    pub fn read(&self, day: &str, args: &[&str], lines: &str) -> String {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ourword"))
            .args(args)
            .env_clear()
            .env("HOME", self.dir.path())
            .env("OURWORD_LEDGER", self.dir.path().join("ledger.db"))
            .env("OURWORD_NOW", format!("{day}T20:00:00Z"))
            .env("TZ", "UTC")
            .current_dir(self.dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// A day's word on many days: those between the two for which `which` is true, by their number from the first.
    pub fn many(&self, verb: &[&str], name: &str, days: [&str; 2], which: impl Fn(i64) -> bool) -> &Self {
        let [from, to] = days.map(|day| day.parse::<Day>().unwrap());
        let number = 0..=to.days_since(from);
        let lines: Vec<String> =
            number.filter(|at| which(*at)).map(|at| format!("{name} {}", from.plus(at))).collect();
        let mut args = verb.to_vec();
        args.push("-");
        self.read(TODAY, &args, &lines.join("\n"));
        self
    }

    /// The page of a period, as the command line would ask for it.
    pub fn page(&self, period: &str) -> String {
        let ledger = Ledger::open_to_read(&Source::File(self.dir.path().join("ledger.db"))).unwrap();
        let book = ledger.book().unwrap();
        let reckoning =
            Reckoning { today: TODAY.parse().unwrap(), as_of: false, weeks: book.settings.week_starts };
        let period: PeriodWord = period.parse().unwrap();
        let chapter = book.current_chapter(&reckoning).map(|(chapter, from)| (from, chapter.label()));
        let period = period.reckon(&reckoning, book.first_day(&reckoning), chapter).unwrap();
        let accounts = || {
            book.promises.iter().map(|promise| {
                let marks = ledger.marks(promise.id, Span::new(promise.start(), Day::MAX))?;
                Ok::<_, LedgerError>(Account::whole(&book, promise, &marks, &reckoning))
            })
        };
        let always = Span::new(Day::MIN, Day::MAX);
        let between = Between {
            thanks: ledger.written("thanks", period.span).unwrap(),
            boundaries: book.boundaries.iter().map(|one| ledger.marks(one.id, always).unwrap()).collect(),
            only: None,
            windows: None,
        };
        let weekly = report(&book, &reckoning, &period, &between, None, accounts()).unwrap();
        let source = Whole(accounts().map(Result::unwrap).collect());
        let (book, reckoning, source) = (&book, &reckoning, &source);
        let days = Sheets { book, reckoning, period: period.span, source, only: None }.promises().unwrap();
        let mut page = Vec::new();
        html::report(&weekly, &days, "a.412 7f3c-91d2", &mut page).unwrap();
        String::from_utf8(page).unwrap()
    }
}

/// All windows at once.
#[derive(Debug)]
struct Whole<'a>(Vec<Account<'a>>);

impl Retell for Whole<'_> {
    fn each(
        &self,
        asked: &Asked<'_>,
        tell: &mut dyn FnMut(&Judged) -> ControlFlow<()>,
    ) -> Result<(), Unread> {
        let of = self.0.iter().filter(|account| account.promise.id == asked.promise.id);
        for judged in of.flat_map(|account| &account.windows) {
            if judged.window.from <= asked.span.to && tell(judged).is_break() {
                break;
            }
        }
        Ok(())
    }
}

//! A couple's book made by hand, without a ledger: what people write in it is whatever a test wants it to be.

use std::ops::ControlFlow;

use ourword::domain::boundary::Boundary;
use ourword::domain::checkin::{Answers, Checkin};
use ourword::domain::event::Event;
use ourword::domain::fact::{Entry, Written};
use ourword::domain::mark::{Beside, Order};
use ourword::domain::pause::Pause;
use ourword::domain::period::PeriodWord;
use ourword::domain::promise::Standing;
use ourword::domain::repair::Repair;
use ourword::domain::settings::{Kind, Settings};
use ourword::domain::terms::TermsWish;
use ourword::domain::words::{Field, PartnerName, Words};
use ourword::domain::{
    Book, Day, Giver, Judged, Mark, Partner, Promise, Reckoning, Says, ThingId, WeekStart, book::PartnerFact,
};
use ourword::report::Account;
use ourword::report::told::{Asked, Retell, Unread};
use ourword::report::weekly::{Between, Report, report};
use proptest::prelude::*;

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn id(text: &str) -> ThingId {
    text.parse().unwrap()
}

/// So many tries, and no file of seeds.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What somebody might write who wants a document to say something else: pieces with a meaning in some form, and
/// whatever else there is.
pub fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "[x](http://y.z)",
        "![i](j)",
        "<b>",
        "</td>",
        "<!--",
        "<script>",
        "https://a.b",
        "www.a.b",
        "ftp://a.b",
        "a@b.c",
        "@ana",
        "mailto:a@b.c",
        "xmpp:a@b.c/d",
        "&lt;",
        "&#60;",
        "&amp",
        "# h",
        "#",
        "- [x] t",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "12) ",
        "> [!NOTE]",
        "> ",
        "|",
        "---",
        "===",
        ":--",
        "```",
        "~~~",
        "`c`",
        "*e*",
        "**s**",
        "_u_",
        "__",
        "~~d~~",
        "~d~",
        "^s^",
        "[^1]",
        "[^1]: f",
        "[a]: /u",
        "$x$",
        "$$",
        "$`x`$",
        "\\",
        "\\|",
        "\\\\",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        " ",
        ":smile:",
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'",
        "\"",
        ",",
        ";",
        "\u{202e}",
        "\u{2060}",
        "\u{feff}",
        "\u{a0}",
        "\u{2028}",
        "é",
        "犬",
        "👩‍❤️‍👨",
        "BEGIN:VEVENT",
        "END:VCALENDAR\r\n",
        "://",
        "http:",
        "w",
        "ww",
        ".",
        ":",
        "/",
        "!",
        "x",
        "AB",
        "7",
    ]);
    let piece = prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => ".{0,4}"];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// The text as the record would take it, with all that it does not take gone; never empty.
pub fn taken(text: &str, field: Field) -> Words {
    Words::new(text, field).unwrap_or_else(|_| {
        let rest: String = text.chars().filter(|c| !c.is_control()).collect();
        Words::new(&format!("x{rest}x"), field).unwrap()
    })
}

pub fn named(text: &str) -> PartnerName {
    let short: String = text.chars().filter(|c| !c.is_control()).take(30).collect();
    PartnerName::new(&short).unwrap_or_else(|_| PartnerName::new("Ana").unwrap())
}

/// A promise, before anything else is known of it.
pub fn promise(number: &str, every: Option<&str>, from: Day) -> Promise {
    let every = every.map(|every| every.parse().unwrap());
    let wish = TermsWish { due: None, every, times: None, from, until: None, avoid: false };
    Promise {
        id: id(number),
        name: None,
        text: None,
        plan: None,
        giver: Giver::One(Partner::First),
        terms: wish.check(WeekStart::default()).unwrap(),
        standing: Standing::Given,
        ending: None,
        replaces: None,
        answers: None,
        given: 1,
    }
}

pub fn mark(by: Partner, on: Day, says: Says, tick: i64) -> Mark {
    let order = Order { tick, device: "a".parse().unwrap(), place: 0 };
    Mark {
        by,
        on,
        says,
        order,
        recorded_on: on,
        beside: Some(Box::new(Beside { recorded_at: 1_790_000_000 + tick, ..Beside::default() })),
    }
}

/// A book, what was said, and the day.
#[derive(Debug)]
pub struct Couple {
    pub book: Book,
    pub marks: Vec<Mark>,
    pub reckoning: Reckoning,
}

impl Couple {
    /// Without any promise.
    pub fn new(today: Day, weeks: WeekStart) -> Self {
        let partner = |name: &str| PartnerFact {
            name: Some(PartnerName::new(name).unwrap()),
            joined_on: Some(day("2026-01-01")),
            left_on: None,
        };
        let book = Book {
            kind: Kind::Shared,
            settings: Settings { week_starts: weeks, ..Settings::default() },
            partners: vec![partner("Ana"), partner("Ben")],
            promises: Vec::new(),
            pauses: Vec::new(),
            boundaries: Vec::new(),
            repairs: Vec::new(),
            chapters: Vec::new(),
            checkins: Vec::new(),
        };
        Self { book, marks: Vec::new(), reckoning: Reckoning { today, as_of: false, weeks } }
    }

    /// One promise of every kind, all of whose words are that text, and something in every part of the report.
    pub fn writing(text: &str) -> Self {
        let mut couple = Self::new(day("2026-11-20"), WeekStart::default());
        let book = &mut couple.book;
        book.partners[0].name = Some(named(text));
        let words = || Some(taken(text, Field::Promise));
        let from = day("2026-11-02");
        let daily = Promise { text: words(), plan: words(), ..promise("a1", Some("day"), from) };
        let weekly = Promise {
            name: Some("walk".parse().unwrap()),
            text: words(),
            giver: Giver::One(Partner::Second),
            ..promise("a2", Some("3/week"), from)
        };
        let joint = Promise { text: words(), giver: Giver::Both, ..promise("a3", Some("week"), from) };
        let once = Promise { text: words(), ..promise("a4", None, from) };
        let asked = Standing::Asked { by: Partner::First, on: day("2026-11-19") };
        let asked = Promise { text: words(), standing: asked, ..promise("a5", Some("mon"), from) };
        book.promises = vec![daily, weekly, joint, once, asked];
        let pause = Pause {
            id: id("a6"),
            by: Partner::First,
            promise: Some(id("a2")),
            from: day("2026-11-25"),
            until: None,
            lifted_on: None,
        };
        book.pauses = vec![pause];
        book.boundaries = vec![Boundary {
            id: id("a7"),
            by: Partner::First,
            name: None,
            need: words(),
            will: words(),
            since: from,
            told: None,
            review: None,
            ended_on: None,
        }];
        book.repairs = vec![Repair {
            id: id("a8"),
            by: Partner::First,
            on: day("2026-11-18"),
            of: Some((id("a1"), day("2026-11-17"))),
            owned_up: true,
            did: words(),
            impact: words(),
            amends: words(),
            adjustment: Some(id("a2")),
            heard: None,
        }];
        let answers =
            Answers { items: [Some(7), None, Some(9)], feeling: words(), need: words(), text: words() };
        book.checkins = vec![Checkin { week: day("2026-11-16"), by: Partner::First, answers }];
        couple.marks = (2..20)
            .map(|number| {
                let on = day("2026-11-01").plus(number);
                let says = if number % 5 == 0 { Says::Broken } else { Says::Kept };
                let beside =
                    Some(Box::new(Beside { note: Some(taken(text, Field::Note)), ..Beside::default() }));
                Mark { beside, ..mark(Partner::First, on, says, number) }
            })
            .collect();
        let disputed = mark(Partner::Second, day("2026-11-18"), Says::Broken, 40);
        couple.marks.push(disputed);
        couple.marks.sort_by_key(|mark| (mark.on, mark.by));
        couple
    }

    /// The accounts; all marks are on the first promise.
    pub fn accounts(&self) -> impl Iterator<Item = Result<Account<'_>, String>> {
        let first = self.book.promises.first().map(|promise| promise.id);
        self.book.promises.iter().map(move |promise| {
            let marks: &[Mark] = if Some(promise.id) == first { &self.marks } else { &[] };
            Ok(Account::whole(&self.book, promise, marks, &self.reckoning))
        })
    }

    pub fn report(&self, period: &str, text: &str) -> Report<'_> {
        let period: PeriodWord = period.parse().unwrap();
        let first = self.book.first_day(&self.reckoning);
        let period = period.reckon(&self.reckoning, first, None).unwrap();
        let thanks = Written {
            id: id("a9"),
            by: Partner::Second,
            on: day("2026-11-19"),
            text: Some(taken(text, Field::Promise)),
        };
        let between =
            Between { thanks: vec![thanks], boundaries: vec![Vec::new()], only: None, windows: Some(self) };
        report(&self.book, &self.reckoning, &period, &between, None, self.accounts()).unwrap()
    }
}

impl Retell for Couple {
    fn each(
        &self,
        asked: &Asked<'_>,
        tell: &mut dyn FnMut(&Judged) -> ControlFlow<()>,
    ) -> Result<(), Unread> {
        let account = self.accounts().map(Result::unwrap).find(|one| one.promise.id == asked.promise.id);
        for judged in account.iter().flat_map(Account::begun) {
            if asked.span.holds(judged.window.from) && tell(judged).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// One entry of the record, whose words are that text.
pub fn entries(text: &str) -> Vec<Entry> {
    let words = serde_json::json!({ "text": taken(text, Field::Promise).as_str() });
    vec![Entry {
        id: "a.7".parse().unwrap(),
        at: "2026-11-19T20:00:00Z".to_owned(),
        day: day("2026-11-19"),
        by: Some(Partner::First),
        event: Event::read("thanked", r#"{"id":"a9","on":"2026-11-19"}"#),
        about: Some("a9".to_owned()),
        words: serde_json::from_value(words).unwrap(),
        undone: true,
        unsaid: false,
    }]
}

//! The way out: for everything that the domain refuses, what to do instead, in the words of the command line.

use crate::domain::near::near;
use crate::domain::rejection::{Near, TermsFault, and, or};
use crate::domain::{Day, Rejection};

/// The way out of what was refused.
pub fn hint(rejection: &Rejection) -> String {
    use Rejection as R;
    if let Some(meant) = meant(rejection) {
        return meant;
    }
    let text = match rejection {
        R::NoDate { .. } => {
            "a date is 2026-11-20, today, yesterday, tomorrow, fri, `3 days ago` or `in 2 weeks`"
        }
        R::NoPeriod { .. } => {
            "a period is last, 2026-W47, 2026-11, 2026, chapter, all, 12w, a date, or two dates with .. between"
        }
        R::WeekNameNeedsMonday { .. } => "name a day of the week that you mean",
        R::PeriodEndsBeforeStart { .. } => "write the earlier date first",
        R::NoChapter => "name another period, or `all`",
        R::NoId { .. } => "an id is a letter and a number, like a7; `ourword list` shows them",
        R::NoEventId { .. } => {
            "an entry is a letter and a number, like a.212; `ourword history all` shows them"
        }
        R::NoCadence { .. } => {
            "for example day, weekday, mon,thu, week, 3/week, `2 weeks on tue`, `month on 1,15`, `month on last`, \
             `year on 02-14` or `3 days`"
        }
        R::NoSetting { .. } => "settings are week_starts and day_ends",
        R::BadSetting { wants, .. } => return format!("it takes {wants}"),
        R::WeekStartsIsFixed | R::UndoMovesWeeks => {
            "windows that were promised would move; a new ledger can start its weeks elsewhere"
        }
        R::EmptyText { .. } => "write at least a word",
        R::ControlCharacter { .. } => "write it as plain text",
        R::TextTooLong { most, .. } => return format!("at most {most} characters"),
        R::BadPartnerName { .. } => "write the name as people say it",
        R::SamePartnerName { .. } => "give the two names that tell you apart",
        R::BadName { .. } => "for example dishes, or call-mum",
        R::NameTaken { .. } => "choose another name",
        R::Terms(fault) => return of_terms(fault),
        R::NoSuchPartner { partners, .. } => return format!("this ledger knows {}", and(partners)),
        R::NobodyActs { partners } => {
            let name = partners.first().map_or("NAME", String::as_str);
            return format!("run `ourword me {name}` once, or add `--as {name}`, or set OURWORD_AS");
        }
        R::NotJoined { name } => return format!("{name} joins with `ourword me {name}`"),
        R::HasLeft { .. } => "what they said stays as it is; nothing new is said in their name",
        R::NotYours { whose, .. } => return format!("{whose} can"),
        R::Joint { .. } => "end it, and ask for another together: both said yes to these words",
        R::NothingToRevise { .. } => "say what changes: --due, --every, --times, --until, or --wording",
        R::NoParts => "say a part: --did, --impact, --amends, --adjust",
        R::NoBreak { .. } => "name its window with `--on`, or leave out the promise",
        R::OwnRepair { .. } => "the other says whether they feel heard",
        R::NotAnAdjustment { .. } => {
            "name an active promise of your own, or write a new one with --every or --due"
        }
        R::CheckinIsOpen { .. } => "next week has a check-in of its own",
        R::NothingUnsaid { .. } => "`ourword history all` shows which entries are yours and have words",
        R::OwnLedgerOnly { .. } => "add `--own`; `ourword init NAME` makes one",
        R::SharedOnly { .. } => "it needs a shared ledger: `ourword init NAME NAME`",
        R::ChapterAsked { .. } => "the other answers it with `ourword accept` or `ourword decline`",
        R::NoSuchThing { near, .. } if !near.is_empty() => return format!("did you mean {}?", or(near)),
        R::NoSuchThing { .. } | R::NotCounting { .. } | R::OverAlready { .. } | R::NotAsked { .. } => {
            "`ourword list --all` shows them all"
        }
        R::BoundaryNotExcused { .. } => "its owner says `kept` for held, `broke` for not held",
        R::NotABoundary { .. } => {
            "`--will`, `--told` and `--review` are of a boundary; `ourword report` shows them"
        }
        R::SaidWithARepair { event, .. } => {
            return format!("`ourword unsay {event}` takes out all the words of that entry");
        }
        R::NotAPromise { .. } => "`ourword list` shows the promises",
        R::NoSuchEvent { .. } | R::NothingToUndo | R::CannotBeUndone { .. } => {
            "`ourword history all` shows the entries"
        }
        R::OwnHasOnePartner => "joint promises need a shared ledger: `ourword init NAME NAME`",
        R::NoWindow { near, .. } | R::NoWindowNow { near, .. } => return nearest(near),
        R::InTheFuture { .. } => "say it when the day has come; only an excuse can be given ahead",
        R::SameCellTwice { .. } => "name it once",
        R::NothingToMark => "name a promise, or `-` to read lines `NAME [DATE]` from stdin",
        R::NotYoursToEnd { .. } => "the one whose it is can end it",
        R::NotYoursToPause { .. } => "pause one of your own, or everything by naming none",
        R::OnlyAsked { .. } => "the one who asked takes it back with `ourword undo`",
        R::AskedByYou { other, .. } => return format!("{other} answers it"),
        R::PastItsLastDay { .. } | R::NothingLeftToKeep { .. } => "ask again, with later days",
        R::PauseInThePast { .. } => "say `excused` with `--on` for days that are past",
        R::PauseEndsBeforeStart { .. } => "say a later `--until`, or an earlier `--from`",
        R::ToldAhead { .. } => "leave it out, and say it with `ourword revise ID --told DATE` once they are",
        R::ReviewBeforeStart { .. } => "say a later `--review`",
        R::PauseOver { .. } => "there is nothing left to lift",
        R::NotYourEvent { .. } => "each takes back their own",
        R::UndoneAlready { .. } => "undo that undo to have it again: `ourword history all` shows it",
        R::UndoHidesWhatCame { label } => {
            return format!("end it with `ourword end {label}`: what was said stays");
        }
        R::RevisedSince { by, .. } => return format!("undo that first, or end {by}"),
        R::UndoMovesThePast { .. } => "pause, or lift the pause with `ourword end`, from today on",
        R::UndoTakesName { by, .. } => return format!("end {by} first, or leave it as it is"),
    };
    text.to_owned()
}

const DAYS: [&str; 14] = [
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What was probably meant by a word that is nearly one of ours.
fn meant(rejection: &Rejection) -> Option<String> {
    let (text, words): (&str, &[&str]) = match rejection {
        Rejection::NoDate { text } => (text, &["today", "yesterday", "tomorrow"]),
        Rejection::NoPeriod { text } => (text, &["last", "chapter", "all", "today", "yesterday"]),
        Rejection::NoCadence { text } => (text, &["day", "weekday", "weekend", "week", "month", "year"]),
        Rejection::NoSetting { key } => (key, &["week_starts", "day_ends"]),
        _ => return None,
    };
    if !text.chars().all(|c| c.is_alphabetic() || c == '_') {
        return None;
    }
    let days = DAYS.iter().filter(|_| !matches!(rejection, Rejection::NoSetting { .. }));
    let near = near(text, words.iter().chain(days).map(|word| (*word).to_owned()));
    (!near.is_empty()).then(|| format!("did you mean {}?", or(&near)))
}

fn of_terms(fault: &TermsFault) -> String {
    match fault {
        TermsFault::DueWithEvery => {
            "`--due` is for once; with `--every`, say `--until` for the last day".to_owned()
        }
        TermsFault::DueWithUntil => "`--due DATE` alone says by when".to_owned(),
        TermsFault::UntilWithoutEvery => "say `--due` for a promise that is kept once".to_owned(),
        TermsFault::EndsBeforeStart { .. } => "say an earlier start with `--from`, or a later end".to_owned(),
        TermsFault::AvoidWithTimes => "a promise to avoid holds for every day of its window".to_owned(),
        TermsFault::AvoidWithoutEnd => {
            "say until when with `--due`, or how long each time with `--every`".to_owned()
        }
        TermsFault::TimesWithoutPeriod => {
            "add a period or a span, like `--every week` or `--every \"3 days\"`".to_owned()
        }
        TermsFault::TimesTwice => "write either `--every 3/week` or `--every week --times 3`".to_owned(),
        TermsFault::TimesOutOfRange { most, .. } => format!("it takes 1 to {most}"),
        TermsFault::NoWindow => "say another `--from` or `--until`".to_owned(),
    }
}

/// Of a line among others, in which the flags of a call are fields: what is written of them, as they are called there.
pub fn without_dashes(text: &str) -> String {
    text.replace("`--", "`")
}

/// The same of a line among others, where no flag stands.
pub fn hint_of_line(rejection: &Rejection) -> String {
    match rejection {
        Rejection::NoWindow { label, near: Near::Meant(near), .. } => {
            format!("the nearest of {label}: {}", windows(near))
        }
        other => without_dashes(&hint(other)),
    }
}

fn windows(near: &[(Day, Option<Day>)]) -> String {
    let one = |(from, to): &(Day, Option<Day>)| match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}..{to}"),
        None => format!("{from} on"),
    };
    or(&near.iter().map(one).collect::<Vec<_>>())
}

fn nearest(near: &Near) -> String {
    match near {
        Near::None => "`ourword list --all` shows what became of it".to_owned(),
        Near::ToCome(from) => format!("the next window begins on {}", from.long()),
        Near::Meant(near) => format!("the nearest: {}; say which with `--on`", windows(near)),
    }
}

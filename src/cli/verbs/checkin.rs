//! `checkin`: how I am, once a week; shown together with the other's, or not at all.

use clap::Args;
use inquire::validator::Validation;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::{Desk, Reading};
use crate::cli::error::Failure;
use crate::cli::hint::hint;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::checkin::{Answers, ITEMS, item};
use crate::domain::decide::between;
use crate::domain::words::{Field, Words};
use crate::domain::{Day, Partner, Rejection};

#[derive(Debug, Args)]
#[command(
    after_long_help = concat!("Without flags, on a terminal, it asks; every part can be skipped. Nobody sees whether the other has answered. \
    Both are shown together once both have answered and each said yes to showing. Until then the answers are sealed \
    against a glance, not against someone who opens the file.\n\n", stdin::dash_is_stdin!(), "Examples:\n  \
    ourword checkin           # on a terminal, it asks\n  \
    ourword checkin --predict 7 --rely 6 --safe 8 --feeling \"lighter\" --show")
)]
pub struct CheckinArgs {
    /// `-` reads lines like `predict 7` or `feeling lighter` from stdin
    #[arg(value_name = "-", value_parser = ["-"])]
    stdin: Option<String>,
    /// I could predict what you would do: 0 to 10
    #[arg(long, value_name = "0-10", value_parser = item)]
    predict: Option<u8>,
    /// I could rely on you: 0 to 10
    #[arg(long, value_name = "0-10", value_parser = item)]
    rely: Option<u8>,
    /// I felt safe about us: 0 to 10
    #[arg(long, value_name = "0-10", value_parser = item)]
    safe: Option<u8>,
    /// A feeling
    #[arg(long, value_name = "TEXT")]
    feeling: Option<String>,
    /// A need: "when ..., I feel ..., I need ..., would you ..."
    #[arg(long, value_name = "TEXT")]
    need: Option<String>,
    /// Free words
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Yes to showing mine together with the other's
    #[arg(long)]
    show: bool,
}

/// A check-in, without what was said in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Checked {
    week: Day,
    by: String,
    show: bool,
}

pub fn run(mut args: CheckinArgs, call: &Call) -> Result<(), Failure> {
    words_from_stdin(&mut args, call)?;
    let mut answers = Answers {
        items: [args.predict, args.rely, args.safe],
        feeling: words(args.feeling.as_deref())?,
        need: words(args.need.as_deref())?,
        text: words(args.text.as_deref())?,
    };
    if args.stdin.is_some() {
        answers = answers_in(&stdin::text()?)?.then(answers);
    }
    let mut show = args.show;
    if answers.is_empty() && !show {
        may_check_in(call)?;
        let Some(asked) = ask()? else { return call.ui.out("Nothing was recorded.\n") };
        (answers, show) = asked;
    }
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let week = desk.reckoning.weeks.first_of(desk.reckoning.today);
    if answers.is_empty() && desk.writer.sealed(week, desk.by)?.1.is_none() {
        return Err(Failure::usage(
            "there is nothing to show yet",
            "answer a part first; every part can be skipped",
        ));
    }
    let deed = between::check_in(&desk.book, desk.by, week, &answers, show)?;
    desk.record(&deed)?;
    let is_open = open_where_both_say_yes(&mut desk, week)?;
    let by = desk.actor();
    let desk_is_own = desk.book.partners.len() == 1;
    desk.commit()?;
    let text = match (is_open, show) {
        (true, _) if desk_is_own => format!("{by}: checked in. It is shown: `ourword report`.\n"),
        (true, _) => format!("{by}: checked in. Both are shown: `ourword report`.\n"),
        (false, true) => {
            format!("{by}: checked in. It is shown once both have answered and said yes to showing.\n")
        }
        (false, false) => {
            format!("{by}: checked in. It stays sealed; `ourword checkin --show` says yes to showing.\n")
        }
    };
    call.ui.answer(&Recorded::one("checkin", Checked { week, by, show }), || text, || vec![week.to_string()])
}

/// The words for which `-` stands; stdin holds them, or lines of parts, and not both.
fn words_from_stdin(args: &mut CheckinArgs, call: &Call) -> Result<(), Failure> {
    let words = [
        ("A feeling:", args.feeling.as_mut()),
        ("A need:", args.need.as_mut()),
        ("Anything else:", args.text.as_mut()),
    ];
    if args.stdin.is_some() && words.iter().any(|(_, word)| word.as_deref().is_some_and(|word| word == "-")) {
        return Err(Failure::usage(
            "stdin cannot hold both the parts in lines and the words of one",
            "send lines like `feeling lighter`, or write `-` behind the flags alone",
        ));
    }
    stdin::fill(call.ui, words)
}

/// Opens a week's check-ins to both, where each has answered and last said yes to showing; whether that was so.
pub fn open_where_both_say_yes(desk: &mut Desk<'_>, week: Day) -> Result<bool, Failure> {
    let mut said = [None, None];
    for partner in Partner::BOTH {
        said[partner.index()] = desk.writer.sealed(week, partner)?.1;
    }
    let opened = match desk.book.partners.len() {
        1 => said[0].map(|_| between::open_own_checkin(week)),
        _ => between::open_checkin(week, said),
    };
    let opened = opened.filter(|_| desk.book.partners.len() == 1 || !desk.book.is_open(week));
    opened.map(|opened| desk.record(&opened)).transpose().map(|opened| opened.is_some())
}

/// Answers, one a line: the part, then what it is.
fn answers_in(text: &str) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (part, answer) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let in_line = |failure: Failure| Failure::Line(at + 1, Box::new(failure));
        let place = ITEMS.iter().position(|(key, _)| *key == part);
        let said = match (place, part) {
            (Some(place), _) => item(answer).map(|item| answers.items[place] = Some(item)),
            (None, "feeling") => words(Some(answer)).map(|words| answers.feeling = words),
            (None, "need") => words(Some(answer)).map(|words| answers.need = words),
            (None, "text") => words(Some(answer)).map(|words| answers.text = words),
            _ => {
                let failure = Failure::usage(
                    format!("`{part}` is no part of a check-in"),
                    "a line begins with predict, rely, safe, feeling, need or text",
                );
                return Err(in_line(failure));
            }
        };
        said.map_err(|rejection| in_line(rejection.into()))?;
    }
    Ok(answers)
}

fn words(text: Option<&str>) -> Result<Option<Words>, Rejection> {
    text.map(|text| Words::new(text, Field::Note)).transpose()
}

/// Refused before anything is asked, rather than after all of it was answered.
fn may_check_in(call: &Call) -> Result<(), Failure> {
    if !call.ui.can_ask() {
        return Err(Failure::usage(
            "there is nobody to ask",
            "say the parts with flags: `ourword checkin --help`",
        ));
    }
    let reading = Reading::open(call)?;
    let by = reading.book.joined(reading.reader()?)?;
    let week = reading.reckoning.weeks.first_of(reading.reckoning.today);
    between::check_in(&reading.book, by, week, &Answers::default(), false)?;
    Ok(reading.ledger.end_reading()?)
}

/// Asks for every part, where there is somebody to ask. An empty answer skips it; breaking off records nothing.
fn ask() -> Result<Option<(Answers, bool)>, Failure> {
    match questions() {
        Ok(answered) => Ok(Some(answered).filter(|(answers, show)| !answers.is_empty() || *show)),
        Err(inquire::InquireError::OperationInterrupted | inquire::InquireError::OperationCanceled) => {
            Err(Failure::Interrupted)
        }
        Err(error) => Err(Failure::Io("the terminal".to_owned(), std::io::Error::other(error))),
    }
}

/// An empty answer skips; one that would be refused is told so while it can still be changed.
fn validation(text: &str, refused: impl Fn(&str) -> Result<(), Rejection>) -> Validation {
    match text.trim() {
        "" => Validation::Valid,
        text => refused(text).map_or_else(
            |rejection| Validation::Invalid(format!("{rejection}: {}", hint(&rejection)).into()),
            |()| Validation::Valid,
        ),
    }
}

fn questions() -> Result<(Answers, bool), inquire::InquireError> {
    let mut answers = Answers::default();
    for (place, (_, question)) in ITEMS.iter().enumerate() {
        let check = |text: &str| Ok(validation(text, |number| item(number).map(drop)));
        let question = format!("{question} (0 to 10)");
        let asked = inquire::Text::new(&question).with_validator(check);
        let answer = asked.with_help_message("Enter skips, Ctrl-C records nothing").prompt()?;
        answers.items[place] = item(&answer).ok();
    }
    let text = |question: &str| -> Result<Option<Words>, inquire::InquireError> {
        let check = |text: &str| Ok(validation(text, |text| Words::new(text, Field::Note).map(drop)));
        let asked = inquire::Text::new(question).with_validator(check);
        let answer = asked.with_help_message("Enter skips").prompt()?;
        Ok(Words::new(&answer, Field::Note).ok())
    };
    answers.feeling = text("A feeling")?;
    answers.need = text("A need: when ..., I feel ..., I need ..., would you ...")?;
    answers.text = text("Anything else")?;
    let show = inquire::Confirm::new("Show it together with the other's, once both have said yes?");
    Ok((answers, show.with_default(false).prompt()?))
}

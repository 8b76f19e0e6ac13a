//! `me`: a partner's own yes, and for whom this device speaks.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::ui::Form;
use crate::domain::Day;
use crate::ledger::Stamp;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  ourword me Ana\n  ourword me                # who acts here?")]
pub struct MeArgs {
    /// Your name, as `init` has it
    name: Option<String>,
    /// Do not ask on a terminal: this is your yes
    #[arg(long)]
    yes: bool,
}

/// A partner; `joined` is null until they have said yes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Joined {
    name: String,
    joined: Option<Day>,
}

/// Who acts here; null where nobody said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Who {
    schema: &'static str,
    acting: Option<String>,
    partners: Vec<Joined>,
}

pub fn run(args: &MeArgs, call: &Call) -> Result<(), Failure> {
    match &args.name {
        Some(name) => join(name, args.yes, call),
        None => who(call),
    }
}

fn who(call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let book = &reading.book;
    let partners = book.everybody().map(|one| Joined { name: book.name(one), joined: book.joined_on(one) });
    let who = Who {
        schema: "ourword.me/1",
        acting: reading.reader.map(|reader| book.name(reader)),
        partners: partners.collect(),
    };
    let text = || {
        let acting = match &who.acting {
            Some(name) => format!("{name} acts here.\n"),
            None => "Nobody acts here yet: `ourword me NAME`.\n".to_owned(),
        };
        let line = |one: &Joined| match one.joined {
            Some(day) => format!("{} joined on {}.\n", one.name, day.long()),
            None => format!("{} has not joined.\n", one.name),
        };
        acting + &who.partners.iter().map(line).collect::<String>()
    };
    call.ui.answer(&who, text, || who.acting.clone().into_iter().collect())
}

fn join(name: &str, yes: bool, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let key = place::device_key(&call.env, ledger.path())?;
    let path = ledger.path().display().to_string();
    let (partner, name, joined) = {
        let book = ledger.book()?;
        let partner = book.partner(name)?;
        if book.left_on(partner).is_some() {
            return Err(crate::domain::Rejection::HasLeft { name: book.name(partner) }.into());
        }
        (partner, book.name(partner), book.joined_on(partner))
    };
    let was_here = ledger.holder(&key)? == Some(partner) && joined.is_some();
    if joined.is_none() {
        // In every form: nobody joins without having been told. Where stdout is for a program, it is talk.
        match call.ui.form {
            Form::Text => call.ui.say(&what_it_means(&path))?,
            _ => call.ui.talk(what_it_means(&path).trim_end()),
        }
        let question = format!("Is this your own yes, {name}? [y/N]");
        if !yes
            && let Some(answer) = call.ui.ask(&question)?
            && !matches!(answer.to_lowercase().as_str(), "y" | "yes")
        {
            call.ui.talk("Nothing was recorded.");
            return call.ui.answer(&Recorded::<Joined>::new("me", vec![], vec![]), String::new, Vec::new);
        }
    }
    if !was_here {
        let mut writer = ledger.write(key)?;
        let day = call.clock.day(writer.book()?.settings.day_ends);
        writer.join(partner, &Stamp { at: call.clock.now, day, by: Some(partner) })?;
        writer.commit()?;
    }
    let joined = ledger.book()?.joined_on(partner);
    let one = Joined { name: name.clone(), joined };
    let (recorded, unchanged) = if was_here { (vec![], vec![one]) } else { (vec![one], vec![]) };
    let text = || match was_here {
        true => format!("{name}: acts here already.\n"),
        false => format!(
            "{name}: joined; from now on this device speaks for {name}, unless `--as` says otherwise.\n"
        ),
    };
    call.ui.answer(&Recorded::new("me", recorded, unchanged), text, || vec![name.clone()])
}

/// What a partner says yes to, in eight lines.
fn what_it_means(path: &str) -> String {
    format!(
        "What is recorded: promises, what each of you says became of them, notes, and the days of it.
No place, no messages, no time of last use; the program sends nothing anywhere.
Both of you can read everything in this ledger. Nothing in it is private from the other.
It is one file, not encrypted; whoever can open it can read it: {path}
Each speaks in their own name alone. Neither can change what the other said.
What is taken back stays in the history as taken back.
Nobody is ranked, and where you two see it differently, both views stand.
To leave, nobody has to agree, and no message is sent: `ourword leave`.
"
    )
}

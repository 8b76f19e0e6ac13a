//! `init`: a new ledger.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::Rejection;
use crate::domain::rejection::and;
use crate::domain::settings::{DayEnds, Kind};
use crate::domain::words::PartnerName;
use crate::ledger::{Ledger, Source, Stamp, hex, random};

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword init Ana Ben\n  \
    ourword init Ana          # your own, apart; use it with --own")]
pub struct InitArgs {
    /// Both partners' names, or one for your own ledger
    #[arg(value_name = "NAME", num_args = 1..=2, required = true)]
    names: Vec<String>,
}

/// A new ledger.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Made {
    ledger: String,
    path: String,
    kind: Kind,
    partners: Vec<String>,
}

pub fn run(args: &InitArgs, call: &Call) -> Result<(), Failure> {
    let names = args.names.iter().map(|name| PartnerName::new(name)).collect::<Result<Vec<_>, _>>()?;
    if let [one, other] = names.as_slice() {
        if one == other {
            return Err(Rejection::SamePartnerName { name: other.to_string() }.into());
        }
        let by_env = call.env.own && call.shared.ledger.is_none() && call.env.ledger.is_none();
        if call.shared.own || by_env {
            return Err(Failure::usage(
                "one's own ledger has one name",
                "leave out `--own` and OURWORD_OWN, or the second name",
            ));
        }
    }
    let own = names.len() == 1;
    let path = place::ledger_path(&call.shared, &call.env, own)?;
    let id = hex(&random::<16>()?);
    let key = place::device_key(&call.env, &path)?;
    let stamp = Stamp { at: call.clock.now, day: call.clock.day(DayEnds::default()), by: None };
    let mut ledger = Ledger::create(&Source::File(path.clone()))?;
    let made = ledger.write(key).and_then(|mut writer| {
        writer.open(id.clone(), &names, &stamp)?;
        writer.commit()
    });
    if let Err(error) = made {
        ledger.discard();
        return Err(error.into());
    }
    let partners: Vec<String> = names.iter().map(ToString::to_string).collect();
    let made = Made {
        ledger: id,
        path: path.display().to_string(),
        kind: if own { Kind::Own } else { Kind::Shared },
        partners: partners.clone(),
    };
    let text = || {
        let flag =
            if own && call.shared.ledger.is_none() && call.env.ledger.is_none() { " --own" } else { "" };
        let next = if own {
            format!("Give a promise to yourself with `ourword{flag} promise \"...\" --every day`.\n")
        } else {
            {
                let joins =
                    partners.iter().map(|name| format!("{name} joins with `ourword me {}`.\n", quoted(name)));
                let here = "A device speaks for the one who ran `me` on it last; `--as NAME` speaks for the other.\n";
                joins.collect::<String>() + here
            }
        };
        format!("Made a ledger for {} in {}.\n{next}", and(&partners), path.display())
    };
    call.ui.answer(&Recorded::one("init", &made), text, || vec![made.path.clone()])
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    if name.chars().all(char::is_alphanumeric) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}

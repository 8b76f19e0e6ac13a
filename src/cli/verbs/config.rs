//! `config`: a ledger's settings.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::{Desk, Reading};
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::Rejection;
use crate::domain::decide::give;
use crate::domain::settings::Setting;

#[derive(Debug, Args)]
#[command(after_long_help = "Settings:\n  \
    week_starts   a day of the week [default: monday]; fixed once there is a promise\n  \
    day_ends      until when the night belongs to the day before, 00:00 to 11:59 [default: 00:00]\n\n\
    Examples:\n  \
    ourword config\n  \
    ourword config day_ends 03:00")]
pub struct ConfigArgs {
    /// Which setting
    key: Option<String>,
    /// Its new value
    value: Option<String>,
}

/// A setting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct One {
    key: &'static str,
    value: String,
}

/// The settings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Settings {
    schema: &'static str,
    settings: Vec<One>,
}

pub fn run(args: &ConfigArgs, call: &Call) -> Result<(), Failure> {
    match (&args.key, &args.value) {
        (Some(key), Some(value)) => change(Setting::parse(key, value)?, call),
        (key, _) => show(key.as_deref(), call),
    }
}

fn show(key: Option<&str>, call: &Call) -> Result<(), Failure> {
    if let Some(key) = key.filter(|key| !Setting::KEYS.contains(key)) {
        return Err(Rejection::NoSetting { key: key.to_owned() }.into());
    }
    let reading = Reading::open(call)?;
    let all = reading.book.settings.each().into_iter().map(|one| One { key: one.key(), value: one.value() });
    let settings: Vec<One> = all.filter(|one| key.is_none_or(|key| key == one.key)).collect();
    let document = Settings { schema: "ourword.config/1", settings };
    let values = || document.settings.iter().map(|one| one.value.clone()).collect();
    let text = || document.settings.iter().map(|one| format!("{}  {}\n", one.key, one.value)).collect();
    call.ui.answer(&document, text, values)
}

fn change(setting: Setting, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let actor = desk.actor();
    let deed = give::set(&desk.book, setting, desk.writer.ever_promised()?)?;
    let changes = deed.is_some();
    if let Some(deed) = deed {
        desk.record(&deed)?;
        desk.commit()?;
    }
    let one = One { key: setting.key(), value: setting.value() };
    let text = || match changes {
        true => format!("{actor}: set {} to {}.\n", setting.key(), setting.value()),
        false => format!("{actor}: {} is {} already.\n", setting.key(), setting.value()),
    };
    let (recorded, unchanged) = if changes { (vec![one], vec![]) } else { (vec![], vec![one]) };
    call.ui.answer(&Recorded::new("config", recorded, unchanged), text, || vec![setting.key().to_owned()])
}

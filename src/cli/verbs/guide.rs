//! `guide`: plain pages about what everything means. Reading them is recorded nowhere by the program.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::domain::near::near;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  ourword guide\n  ourword guide start\n  ourword guide boundaries")]
pub struct GuideArgs {
    /// start, promises, verdicts, figures, repair, boundaries, checkin, requests, talk, safety, privacy, backup, import, scripting, sql
    topic: Option<String>,
}

/// The topics in the order in which they are listed, each with its page.
pub const TOPICS: [(&str, &str); 15] = [
    ("start", include_str!("../../guide/start.md")),
    ("promises", include_str!("../../guide/promises.md")),
    ("verdicts", include_str!("../../guide/verdicts.md")),
    ("figures", include_str!("../../guide/figures.md")),
    ("repair", include_str!("../../guide/repair.md")),
    ("boundaries", include_str!("../../guide/boundaries.md")),
    ("checkin", include_str!("../../guide/checkin.md")),
    ("requests", include_str!("../../guide/requests.md")),
    ("talk", include_str!("../../guide/talk.md")),
    ("safety", include_str!("../../guide/safety.md")),
    ("privacy", include_str!("../../guide/privacy.md")),
    ("backup", include_str!("../../guide/backup.md")),
    ("import", include_str!("../../guide/import.md")),
    ("scripting", include_str!("../../guide/scripting.md")),
    ("sql", include_str!("../../guide/sql.md")),
];

/// The topics, and the page of the one that was asked for.
#[derive(Serialize, JsonSchema)]
pub struct Guide<'a> {
    schema: &'static str,
    topics: Vec<&'a str>,
    topic: Option<&'a str>,
    text: Option<&'a str>,
}

pub fn run(args: &GuideArgs, call: &Call) -> Result<(), Failure> {
    let names = || TOPICS.iter().map(|(name, _)| (*name).to_owned());
    let page = match &args.topic {
        None => None,
        Some(word) => {
            let found = TOPICS.iter().find(|(name, _)| *name == word.as_str());
            Some(found.ok_or_else(|| {
                let near = near(word, names());
                let hint = if near.is_empty() { names().collect::<Vec<_>>() } else { near };
                Failure::usage(format!("the guide has no page `{word}`"), crate::domain::rejection::or(&hint))
            })?)
        }
    };
    let guide = Guide {
        schema: "ourword.guide/1",
        topics: TOPICS.iter().map(|(name, _)| *name).collect(),
        topic: page.map(|page| page.0),
        text: page.map(|page| page.1),
    };
    let text = || match page {
        Some((_, text)) => (*text).to_owned(),
        None => TOPICS.iter().map(|(name, text)| format!("{name:<11} {}\n", title(text))).collect(),
    };
    call.ui.answer(&guide, text, || names().collect())
}

/// What a page is about, from its first line.
pub fn title(page: &str) -> &str {
    page.lines().next().unwrap_or_default().trim_start_matches("# ")
}

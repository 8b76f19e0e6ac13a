//! Boundaries: what I need, and what *I* will do if it is crossed. A boundary is its owner's own: it says nothing
//! of what another must do, has no rate, and only its owner says whether it was held.

use super::day::Day;
use super::id::ThingId;
use super::partner::Partner;
use super::words::{Name, Words};

/// A boundary as the ledger has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Boundary {
    /// Its id.
    pub id: ThingId,
    /// Its owner.
    pub by: Partner,
    /// The name it goes by, if it has one.
    pub name: Option<Name>,
    /// What the owner needs; `None` once unsaid.
    pub need: Option<Words>,
    /// What the owner will do.
    pub will: Option<Words>,
    /// Since when it holds.
    pub since: Day,
    /// When the other was told.
    pub told: Option<Day>,
    /// When to look at it again.
    pub review: Option<Day>,
    /// When it was ended.
    pub ended_on: Option<Day>,
}

impl Boundary {
    /// What it is called in a message: its name, or its id.
    pub fn label(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.to_string(), ToString::to_string)
    }
}

/// Words that, at the beginning of a need, command another person rather than say what I need.
const COMMANDS: [&str; 12] = [
    "you must",
    "you have to",
    "you may not",
    "you can't",
    "you cannot",
    "you are not allowed",
    "you shall",
    "stop",
    "don't",
    "do not",
    "never",
    "let me",
];
/// What of another person a boundary does not reach.
const THEIRS: [&str; 15] = [
    "your friends",
    "your phone",
    "your body",
    "your clothes",
    "what you wear",
    "who you see",
    "where you are",
    "your whereabouts",
    "your messages",
    "your family",
    "your password",
    "your passwords",
    "your money",
    "whom you meet",
    "your location",
];

/// Whether the wording commands another person: their doing, their body, friends, phone, whereabouts. It is worth
/// one gentle line, and never a refusal: words are the owner's.
pub fn commands_another(need: &str, will: &str) -> bool {
    let need = need.to_lowercase().replace('\u{2019}', "'");
    let both = format!("{need} {}", will.to_lowercase());
    let begins = |command: &&str| need == **command || need.starts_with(&format!("{command} "));
    COMMANDS.iter().any(begins) || THEIRS.iter().any(|theirs| both.contains(theirs))
}

#[cfg(test)]
mod tests {
    use super::commands_another;

    #[test]
    fn commands_are_told_from_needs() {
        for command in
            ["You must call me every hour", "stop seeing Tom", "to see your phone", "I decide what you wear"]
        {
            assert!(commands_another(command, "I leave"), "{command}");
        }
        for need in ["quiet after ten", "to be told before guests come", "no shouting around the children"] {
            assert!(!commands_another(need, "I go to the other room"), "{need}");
        }
    }
}

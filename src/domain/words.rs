//! What people write: trimmed, bounded, in Unicode's composed form, free of control characters.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use super::date::DateWord;
use super::id::ThingId;
use super::rejection::Rejection;

/// Where a text stands, and how long it may be there, in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// What was promised: one line of up to 500.
    Promise,
    /// The plan, "when X, I will Y": one line of up to 500.
    Plan,
    /// A note to a mark: up to 2,000, in several lines if need be.
    Note,
}

impl Field {
    /// What it is called in a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::Plan => "plan",
            Self::Note => "note",
        }
    }

    /// The most characters that it takes.
    pub fn most(self) -> usize {
        match self {
            Self::Promise | Self::Plan => 500,
            Self::Note => 2000,
        }
    }

    fn takes_lines(self) -> bool {
        matches!(self, Self::Note)
    }
}

/// What a person wrote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(String);

impl Words {
    /// The text as it will be kept, or why it cannot be.
    pub fn new(text: &str, field: Field) -> Result<Self, Rejection> {
        tidy(text, field.word(), field.most(), field.takes_lines()).map(Self)
    }

    /// As it was written down.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Words {
    /// Cleaned for a terminal: see [`shown`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.0))
    }
}

fn tidy(text: &str, what: &'static str, most: usize, lines: bool) -> Result<String, Rejection> {
    let text = text.trim();
    // Printable ASCII is composed and can be seen: the ledger's words are mostly that, and are read at every start.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain && !text.is_empty() && text.len() <= most {
        return Ok(text.to_owned());
    }
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    if visible(&text).is_empty() {
        return Err(Rejection::EmptyText { what });
    }
    if text.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\t'))) {
        return Err(Rejection::ControlCharacter { what });
    }
    let long = text.chars().count();
    if long > most {
        return Err(Rejection::TextTooLong { what, long, most });
    }
    Ok(text)
}

/// A text as it may be shown: without control characters (a line break becomes a space) and without the
/// characters that turn the direction of what follows, since both can make a line say what it does not.
pub fn shown(text: &str) -> String {
    if is_printable(text) { text.to_owned() } else { text.chars().filter_map(shown_as).collect() }
}

/// Whether it is printable ASCII alone, as most that is written is.
pub fn is_printable(text: &str) -> bool {
    all_bytes(text, |byte| matches!(byte, b' '..=b'~'))
}

/// Whether it may be shown as it is, in lines.
pub fn is_harmless(text: &str) -> bool {
    let is_plain = |byte| matches!(byte, b' '..=b'~' | b'\n');
    if all_bytes(text, is_plain) {
        return true;
    }
    let mut rest = text;
    // What is plain is passed over byte by byte.
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        let mut chars = rest[at..].chars();
        if chars.next().is_some_and(|c| shown_as(c) != Some(c)) {
            return false;
        }
        rest = chars.as_str();
    }
    true
}

/// Whether that holds for each byte. It is asked of many at a time, and not of one after the other: what is shown is pages.
fn all_bytes(text: &str, holds: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(64).all(|bytes| bytes.iter().fold(true, |all, byte| all & holds(*byte)))
}

/// The same as [`shown`], of one character.
pub fn shown_as(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c => Some(c),
    }
}

/// What can be seen of a text: as it is [`shown`], without the characters that take no room.
fn visible(text: &str) -> String {
    let takes_no_room =
        |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    shown(text).chars().filter(|c| !takes_no_room(c)).collect::<String>().trim().to_owned()
}

/// A partner's name: one line of up to 40 characters. Names are the same when they agree after case folding.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct PartnerName(String);

impl PartnerName {
    /// A name as it will be shown, or why it cannot be one.
    pub fn new(text: &str) -> Result<Self, Rejection> {
        let name = tidy(text, "name", 40, false)?;
        if name.starts_with('-') {
            return Err(Rejection::BadPartnerName { text: name });
        }
        Ok(Self(name))
    }

    /// As its owner wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What can be seen of it, case-folded, and composed again since folding takes letters apart: for comparing.
    pub fn folded(&self) -> String {
        UniCase::new(visible(&self.0)).to_folded_case().nfc().collect()
    }
}

impl PartialEq for PartnerName {
    fn eq(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }
}

impl Eq for PartnerName {}

impl fmt::Display for PartnerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.0))
    }
}

/// The name of a promise, usable wherever its id is: a letter, then lower-case letters, digits and `-`;
/// up to 40 characters; never an id, a date or a reserved word.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize)]
#[serde(transparent)]
pub struct Name(String);

/// Words that mean something else where a name could stand.
const RESERVED: [&str; 7] = ["all", "last", "chapter", "both", "everything", "none", "me"];

impl Name {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Name {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        let text = tidy(text, "name", 40, false)?;
        let because = |why| Rejection::BadName { text: text.clone(), why };
        let lower = |c: char| c.is_alphabetic() && !c.is_uppercase();
        let mut rest = text.chars();
        if !rest.next().is_some_and(lower) || !rest.all(|c| lower(c) || c.is_ascii_digit() || c == '-') {
            return Err(because("a name is a lower-case letter, then lower-case letters, digits and `-`"));
        }
        if text.parse::<ThingId>().is_ok() {
            return Err(because("that is an id"));
        }
        if DateWord::said(&text).is_some() {
            return Err(because("that is a date"));
        }
        if RESERVED.contains(&text.as_str()) {
            return Err(because("that word means something else here"));
        }
        Ok(Self(text))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_tidied_or_refused() {
        assert_eq!(Words::new("  Zoe\u{308}'s soup ", Field::Promise).unwrap().as_str(), "Zo\u{eb}'s soup");
        assert!(matches!(Words::new(" \t ", Field::Plan), Err(Rejection::EmptyText { .. })));
        assert!(matches!(Words::new("a\u{1b}[31m", Field::Note), Err(Rejection::ControlCharacter { .. })));
        assert!(matches!(Words::new("a\nb", Field::Promise), Err(Rejection::ControlCharacter { .. })));
        assert_eq!(Words::new("a\r\nb", Field::Note).unwrap().as_str(), "a\nb");
        assert!(Words::new(&"é".repeat(500), Field::Promise).is_ok());
        assert!(matches!(
            Words::new(&"é".repeat(501), Field::Promise),
            Err(Rejection::TextTooLong { long: 501, most: 500, .. })
        ));
    }

    #[test]
    fn direction_characters_are_not_shown() {
        let words = Words::new("pay \u{202e}tomorrow\u{2066}", Field::Note).unwrap();
        assert_eq!(words.to_string(), "pay tomorrow");
        assert!(words.as_str().contains('\u{202e}'), "what was written is kept as it was written");
    }

    #[test]
    fn names_fold_case() {
        let zoe = PartnerName::new("ZOE\u{308}").unwrap();
        assert_eq!(zoe, PartnerName::new("zoë").unwrap());
        assert_ne!(zoe, PartnerName::new("zoe").unwrap());
        assert_eq!(PartnerName::new("Strauß").unwrap(), PartnerName::new("STRAUSS").unwrap());
    }

    #[test]
    fn names_of_promises_are_narrow() {
        for good in ["dishes", "call-mum", "a7b", "küche", "x"] {
            assert!(good.parse::<Name>().is_ok(), "{good}");
        }
        for bad in ["Dishes", "a7", "today", "fri", "all", "7up", "-x", "call mum", "", "d\u{0}"] {
            assert!(bad.parse::<Name>().is_err(), "{bad}");
        }
    }
}

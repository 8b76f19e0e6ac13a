//! Check-ins: how each of the two is, once a week, apart, and shown together or not at all. The items are our own and
//! no validated scale.

use super::day::Day;
use super::event::WordsOf;
use super::partner::Partner;
use super::rejection::Rejection;
use super::words::{Field, Words};

/// The three items, 0 to 10.
pub const ITEMS: [(&str, &str); 3] = [
    ("predict", "I could predict what you would do"),
    ("rely", "I could rely on you"),
    ("safe", "I felt safe about us"),
];

/// One partner's answers for a week; every part can be skipped.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// The items in their order, 0 to 10.
    pub items: [Option<u8>; 3],
    /// A feeling.
    pub feeling: Option<Words>,
    /// A need: "when ..., I feel ..., I need ..., would you ...".
    pub need: Option<Words>,
    /// Free words.
    pub text: Option<Words>,
}

/// Two check-ins of a week that are open to both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkin {
    /// The first day of the week.
    pub week: Day,
    /// Whose.
    pub by: Partner,
    /// What they answered.
    pub answers: Answers,
}

impl Answers {
    /// As words that lie apart from the event.
    pub fn to_words(&self) -> WordsOf {
        let mut words = WordsOf::new();
        for ((key, _), item) in ITEMS.iter().zip(self.items) {
            words.extend(item.map(|item| ((*key).to_owned(), item.to_string())));
        }
        let texts = [("feeling", &self.feeling), ("need", &self.need), ("text", &self.text)];
        for (key, text) in texts {
            words.extend(text.as_ref().map(|text| (key.to_owned(), text.as_str().to_owned())));
        }
        words
    }

    /// Read back; what is no answer is skipped.
    pub fn from_words(words: &WordsOf) -> Self {
        let item = |key: &str| words.get(key).and_then(|item| item.parse().ok()).filter(|item| *item <= 10);
        let text = |key: &str| words.get(key).and_then(|text| Words::new(text, Field::Note).ok());
        Self {
            items: ITEMS.map(|(key, _)| item(key)),
            feeling: text("feeling"),
            need: text("need"),
            text: text("text"),
        }
    }

    /// With what was answered later laid over it.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        let items = [0, 1, 2].map(|at| later.items[at].or(self.items[at]));
        Self {
            items,
            feeling: later.feeling.or(self.feeling),
            need: later.need.or(self.need),
            text: later.text.or(self.text),
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An answer to an item: 0 to 10.
pub fn item(text: &str) -> Result<u8, Rejection> {
    text.trim().parse().ok().filter(|item| *item <= 10).ok_or_else(|| Rejection::BadSetting {
        key: "an item",
        value: text.to_owned(),
        wants: "a whole number from 0 to 10",
    })
}

//! People's words in a field of CSV: on one line, and never a formula.

use serde::{Serialize, Serializer};

use crate::domain::words::shown;

/// People's words, written [shown] and guarded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guarded(String);

impl Guarded {
    /// These words.
    pub fn new(words: &str) -> Self {
        let words = shown(words);
        Self(if is_formula(&words) { format!("'{words}") } else { words })
    }
}

impl Serialize for Guarded {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

/// Whether what can be seen of it begins like a formula.
fn is_formula(words: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let first = words.chars().find(|c| !unseen(*c));
    first.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_nothing_else() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30 1", "'+49 30 1"),
            ("-x", "'-x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =x", "'  =x"),
            ("\t=x", "' =x"),
            ("\r=x", "'=x"),
            ("\u{202e}\u{feff}=x", "'\u{feff}=x"),
            ("＝x", "'＝x"),
            ("a=b", "a=b"),
            ("'=x", "'=x"),
            ("1-2", "1-2"),
            ("two\nlines", "two lines"),
            ("", ""),
        ];
        for (words, field) in cases {
            assert_eq!(Guarded::new(words).0, field, "{words:?}");
        }
    }
}

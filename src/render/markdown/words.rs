//! People's words in Markdown: text, and nothing but text.

use crate::domain::words::shown;

/// Joins what it stands between, and is not seen.
const WORD_JOINER: char = '\u{2060}';

/// Words that stay words in CommonMark with GitHub's extensions, wherever they stand on a line or in a table: no link,
/// also none made of a bare address, no image, HTML, entity, heading, list, cell, emphasis, code, mathematics, footnote.
///
/// They are [shown] first, hence on one line. What has a meaning is escaped with a backslash, as far as it has one
/// where it stands. Mail addresses and mentions (`@ana`) are made after escapes are gone: there an unseen character
/// after the `@` keeps them apart.
pub fn words(text: &str) -> String {
    let text = shown(text);
    let text = text.trim_matches(' ');
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => true,
            // An entity needs its name at once; of one by number the `#` is escaped.
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric()),
            // `https://` is a link by itself, and so is `www.`.
            ':' => next == Some('/'),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => true,
            // A list, or the line under a heading.
            '-' | '+' | '=' => at == 0,
            '.' | ')' => at > 0 && at == number,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        if c == '@' && next.is_some_and(|next| !next.is_whitespace()) {
            out.push(WORD_JOINER);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn only_what_has_a_meaning_is_escaped() {
        let cases = [
            ("wash up before bed", "wash up before bed"),
            ("call mum: well-known, (a7) at 8.30!", "call mum: well-known, (a7) at 8.30!"),
            ("Tom & Ana", "Tom & Ana"),
            ("a &lt; b &#60; c", r"a \&lt; b &\#60; c"),
            ("[x](http://y.z)", r"\[x\](http\://y.z)"),
            ("![x][y] <b>", r"!\[x\]\[y\] \<b\>"),
            ("WWW.y.z", r"WWW\.y.z"),
            ("*a* _b_ `c` ~d~ $e$ f|g", r"\*a\* \_b\_ \`c\` \~d\~ \$e\$ f\|g"),
            ("- a", r"\- a"),
            ("12. a", r"12\. a"),
            ("12) a", r"12\) a"),
            ("# a #", r"\# a \#"),
            ("a@b.c", "a@\u{2060}b.c"),
            ("@ home", "@ home"),
            ("back\\", "back\\\\"),
            ("  two\nlines ", "two lines"),
        ];
        for (text, escaped) in cases {
            assert_eq!(words(text), escaped, "{text:?}");
        }
    }
}

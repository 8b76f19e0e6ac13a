//! Rust source read just closely enough: comments and strings told from code, and the paths that code names.

use std::fs;
use std::path::Path;

/// A file, with its path from the root of the project.
pub struct File {
    pub path: String,
    pub text: String,
    /// Its code: comments gone, the content of strings gone.
    pub code: String,
    /// Its code with the strings.
    pub code_and_strings: String,
}

impl File {
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: stripped(text, false),
            code_and_strings: stripped(text, true),
        }
    }

    /// The top-level module that it belongs to: `domain` for src/domain/day.rs, `main` for src/main.rs.
    pub fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// How many modules lie between it and the crate's root, itself included.
    fn depth(&self) -> usize {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs");
        inside.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).count()
    }

    /// Every path that the code names, `use` groups written out, in the words that stand there.
    pub fn paths(&self) -> Vec<String> {
        let tokens = tokens(&self.code);
        let mut paths = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "use" {
                at = tree(&tokens, at + 1, "", &mut paths);
            } else if is_word(&tokens[at]) && tokens.get(at + 1).is_some_and(|next| next == "::") {
                let mut path = tokens[at].clone();
                while tokens.get(at + 1).is_some_and(|next| next == "::")
                    && tokens.get(at + 2).is_some_and(|next| is_word(next))
                {
                    path = format!("{path}::{}", tokens[at + 2]);
                    at += 2;
                }
                paths.push(path);
                at += 1;
            } else {
                at += 1;
            }
        }
        paths
    }

    /// The top-level modules of this crate that it names, its own among them.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.paths().iter().filter_map(|path| self.first_module(path)).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Of a path that starts at the crate's root, by whatever name, the first module.
    fn first_module(&self, path: &str) -> Option<String> {
        let mut parts = path.split("::").peekable();
        let mut up = 0;
        match *parts.peek()? {
            "crate" | "ourword" => {
                parts.next();
            }
            _ => {
                while parts.next_if(|part| matches!(*part, "super" | "self")).is_some() {
                    up += 1;
                }
                if up == 0 || up < self.depth() {
                    return None;
                }
            }
        }
        parts.next().filter(|part| *part != "self" && *part != "*").map(str::to_owned)
    }
}

/// All Rust files below a folder of the project.
pub fn below(root: &Path, folder: &str) -> Vec<File> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files.extend(below(root, &path));
        } else if path.rsplit_once('.').is_some_and(|(_, ending)| ending == "rs") {
            files.push(File::new(&path, &fs::read_to_string(entry.path()).unwrap()));
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// A `use` tree written out from the token at `at`; the place after it.
fn tree(tokens: &[String], mut at: usize, before: &str, paths: &mut Vec<String>) -> usize {
    let joined = |word: &str| if before.is_empty() { word.to_owned() } else { format!("{before}::{word}") };
    let mut path = before.to_owned();
    while at < tokens.len() {
        match tokens[at].as_str() {
            "::" => at += 1,
            "as" => at += 2,
            "{" => {
                at += 1;
                while at < tokens.len() && tokens[at] != "}" {
                    at = if tokens[at] == "," { at + 1 } else { tree(tokens, at, &path, paths) };
                }
                return at + 1;
            }
            word if is_word(word) || word == "*" => {
                path = if path == before { joined(word) } else { format!("{path}::{word}") };
                at += 1;
            }
            _ => break,
        }
    }
    paths.push(path);
    at
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Words, `::`, and single signs.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut signs = code.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign.is_alphanumeric() || sign == '_' {
            let mut word = String::from(sign);
            while let Some(more) = signs.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.push(more);
            }
            tokens.push(word);
        } else if sign == ':' && signs.next_if_eq(&':').is_some() {
            tokens.push("::".to_owned());
        } else if !sign.is_whitespace() {
            tokens.push(sign.to_string());
        }
    }
    tokens
}

/// The text without its comments and, unless they are wanted, without what stands in its strings.
fn stripped(text: &str, strings: bool) -> String {
    let signs: Vec<char> = text.chars().collect();
    let starts = |at: usize, what: &str| what.chars().enumerate().all(|(n, c)| signs.get(at + n) == Some(&c));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        if starts(at, "//") {
            while at < signs.len() && signs[at] != '\n' {
                at += 1;
            }
        } else if starts(at, "/*") {
            let mut open = 0_u32;
            loop {
                if starts(at, "/*") {
                    (open, at) = (open + 1, at + 2);
                } else if starts(at, "*/") {
                    (open, at) = (open - 1, at + 2);
                } else {
                    at += 1;
                }
                if open == 0 || at >= signs.len() {
                    break;
                }
            }
        } else if let Some(end) = string_end(&signs, at) {
            out.push('"');
            if strings {
                out.extend(&signs[at..end]);
            }
            out.push('"');
            at = end;
        } else {
            out.push(signs[at]);
            at += 1;
        }
    }
    out
}

/// Where the string or the character that begins at `at` is over, if one begins there.
fn string_end(signs: &[char], at: usize) -> Option<usize> {
    let sign = |at: usize| signs.get(at).copied();
    if sign(at) == Some('r') && matches!(sign(at + 1), Some('"' | '#')) {
        // Not raw when it is the end of a word; a raw name (`r#type`) has no quote after its signs.
        let inside_word = at > 0 && (signs[at - 1].is_alphanumeric() || signs[at - 1] == '_');
        let hashes = signs[at + 1..].iter().take_while(|sign| **sign == '#').count();
        if (inside_word && signs[at - 1] != 'b') || sign(at + 1 + hashes) != Some('"') {
            return None;
        }
        let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
        let from = at + 2 + hashes;
        let length = signs[from..].windows(closing.len()).position(|part| part == closing)?;
        return Some(from + length + closing.len());
    }
    let quote = sign(at)?;
    if quote == '\'' && sign(at + 1) != Some('\\') && sign(at + 2) != Some('\'') {
        // A lifetime.
        return None;
    }
    if !matches!(quote, '"' | '\'') {
        return None;
    }
    let mut end = at + 1;
    while sign(end)? != quote {
        end += if sign(end) == Some('\\') { 2 } else { 1 };
    }
    Some(end + 1)
}

//! What people wrote, on a page: cleaned like everywhere, escaped by the library, and kept apart from the direction of
//! what stands around it.

use maud::{Markup, html};

use crate::domain::words::shown;

/// Words of a person.
pub fn foreign(text: &str) -> Markup {
    html! { bdi { (shown(text)) } }
}

/// Words that may be long, or unsaid: a text of its own.
pub fn said(text: Option<&String>) -> Markup {
    html! {
        @match text {
            Some(text) => (foreign(text)),
            None => span.soft { "(unsaid)" },
        }
    }
}

/// A partner's name.
pub fn name(name: &str) -> Markup {
    foreign(name)
}

/// One name, or both.
pub fn names(all: &[String]) -> Markup {
    html! {
        @for (at, one) in all.iter().enumerate() {
            @if at > 0 { " and " }
            (name(one))
        }
    }
}

/// A sentence that is made around a name, with the name set apart in it.
pub fn around(name: &str, sentence: impl FnOnce(&str) -> Option<String>) -> Option<Markup> {
    // No name that is shown has a control character in it.
    let sentence = sentence("\u{1}")?;
    let (before, after) = sentence.split_once('\u{1}')?;
    Some(html! { (before) (foreign(name)) (after) })
}

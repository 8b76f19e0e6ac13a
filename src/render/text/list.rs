//! `list` as text.

use super::page::{Page, Text};
use super::wording::{asks, counts, pause, streak, text_of};
use crate::domain::rejection::and;
use crate::domain::{Giver, State};
use crate::report::list::{List, Listed};

/// The report on a page: the reader's own promises first, then the other's, then the joint ones.
pub fn list(list: &List, page: &Page) -> String {
    let mut text = Text::default();
    if list.promises.is_empty() {
        text.line(page, "No promises. `ourword promise \"...\" --every day` gives one.");
        return text.done();
    }
    list.pauses.iter().for_each(|line| pause(&mut text, page, line, list.today));
    let mut givers: Vec<Giver> = Vec::new();
    for listed in &list.promises {
        if !givers.contains(&listed.giver) {
            givers.push(listed.giver);
        }
    }
    let rank = |giver: &Giver| match giver {
        Giver::One(partner) => (page.reader.is_some_and(|reader| reader != *partner), partner.number()),
        Giver::Both => (true, 3),
    };
    givers.sort_by_key(rank);
    for giver in givers {
        let own: Vec<&Listed> = list.promises.iter().filter(|listed| listed.giver == giver).collect();
        let Some(first) = own.first() else { continue };
        text.heading(page, &and(&first.promise.by));
        let mut table = page.table();
        for listed in own {
            let promise = &listed.promise;
            let state = match promise.state {
                State::Active => String::new(),
                other => format!(" ({})", other.word()),
            };
            let avoid = if promise.avoid { "\nto avoid" } else { "" };
            let (text, asks) = (text_of(promise.named.text.as_ref()), asks(promise, list.today));
            let what = format!("{text}{state}\n{asks}{avoid}");
            let figures = match promise.state {
                State::Asked | State::Declined | State::Lapsed => String::new(),
                _ => format!("{}\n{}", counts(&listed.tally.tally), streak(&listed.streak, listed.unit)),
            };
            let id = match &promise.named.name {
                Some(name) => format!("{name}\n{}", promise.named.id),
                None => promise.named.id.to_string(),
            };
            table.add_row(vec![id, what, figures]);
        }
        text.table(&table);
    }
    text.done()
}

//! `list`: the promises, each with its counts and its runs.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::shape::{PauseLine, PromiseShape, StreakShape, TallyShape, pauses};
use super::streaks::unit;
use crate::domain::book::Book;
use crate::domain::{Day, Giver, Reckoning};

/// Promises, each with its counts and its runs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct List {
    pub schema: &'static str,
    pub today: Day,
    pub promises: Vec<Listed>,
    /// For text: what rests.
    #[serde(skip)]
    pub pauses: Vec<PauseLine>,
}

/// A promise with its figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Listed {
    #[serde(flatten)]
    pub promise: PromiseShape,
    pub tally: TallyShape,
    pub streak: StreakShape,
    /// For text: whose it is.
    #[serde(skip)]
    pub giver: Giver,
    /// For text: what a window is called.
    #[serde(skip)]
    pub unit: &'static str,
}

impl Listed {
    /// An account with all its windows counted.
    pub fn new(account: &Account<'_>, book: &Book, reckoning: &Reckoning) -> Self {
        Self {
            promise: PromiseShape::new(account.promise, account.state, book, reckoning),
            tally: account.tally().into(),
            streak: account.streak(reckoning).into(),
            giver: account.promise.giver,
            unit: unit(account.promise),
        }
    }
}

/// Asked and active promises, or `all`.
pub fn list<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    all: bool,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<List, E> {
    let mut promises = Vec::new();
    for account in accounts {
        let account = account?;
        if all || account.state.is_live() {
            promises.push(Listed::new(&account, book, reckoning));
        }
    }
    Ok(List { schema: "ourword.list/1", today: reckoning.today, promises, pauses: pauses(book, reckoning) })
}

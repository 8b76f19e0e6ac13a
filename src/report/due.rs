//! `due`: what somebody has to do or to say, by its last day.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::shape::Given;
use crate::domain::book::Book;
use crate::domain::{Day, Partner, Reckoning, Verdict};

/// What somebody has to do or to say, by its last day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Due {
    pub schema: &'static str,
    pub today: Day,
    pub windows: Vec<DueWindow>,
}

/// A window that waits.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct DueWindow {
    #[serde(flatten)]
    pub given: Given,
    pub from: Day,
    pub to: Option<Day>,
    pub verdict: Verdict,
    pub days_left: Option<i64>,
    /// For text: on how many days it was kept, of how many.
    #[serde(skip)]
    pub progress: (u32, u32),
}

impl Due {
    /// How many windows are still to be kept, and how many are over and wait for a word.
    pub fn counts(&self) -> (usize, usize) {
        let due = self.windows.iter().filter(|window| window.verdict == Verdict::Open).count();
        (due, self.windows.len() - due)
    }
}

/// What waits; with `mine`, only what that partner gave, alone or with the other.
pub fn due<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    mine: Option<Partner>,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Due, E> {
    let mut windows = Vec::new();
    for account in accounts {
        let account = account?;
        if mine.is_none_or(|partner| account.promise.giver.includes(partner)) {
            windows.extend(waiting(&account, book, reckoning));
        }
    }
    sort(&mut windows);
    Ok(Due { schema: "ourword.due/1", today: reckoning.today, windows })
}

/// The windows of one promise that wait.
pub fn waiting<'a>(
    account: &'a Account<'_>,
    book: &'a Book,
    reckoning: &'a Reckoning,
) -> impl Iterator<Item = DueWindow> + 'a {
    account.waiting().map(move |judged| DueWindow {
        given: Given::new(account.promise, book),
        from: judged.window.from,
        to: judged.window.to,
        verdict: judged.verdict,
        days_left: judged.window.to.map(|to| to.days_since(reckoning.today)),
        progress: (judged.kept_days, judged.times),
    })
}

/// By last day, those without an end last; then by id.
pub fn sort(windows: &mut [DueWindow]) {
    windows.sort_by_key(|window| {
        (window.to.unwrap_or(Day::MAX), window.to.is_none(), window.given.named.id, window.from)
    });
}

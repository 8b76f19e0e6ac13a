//! `streaks`: in a row and best for every promise, steady weeks for every block.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::between::ChapterShape;
use super::block::{PromiseStreak, StreakBlock, Week};
use super::shape::{Named, SteadyShape};
use crate::domain::block::{BlockWeeks, Blocks};
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::{Day, Promise, Reckoning};

/// In a row and best for every promise, steady weeks for every block, as of today.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Streaks {
    pub schema: &'static str,
    pub today: Day,
    pub chapter: Option<ChapterShape>,
    pub partners: Vec<StreakBlock>,
    pub joint: StreakBlock,
    pub together: Together,
}

/// What is counted of both together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Together {
    /// Steady weeks.
    pub steady: SteadyShape,
}

/// The runs of every account, and the weeks, those added that are folded.
pub fn streaks<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    mut weeks: BlockWeeks,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Streaks, E> {
    let mut promises: Blocks<Vec<PromiseStreak>> = Blocks::default();
    for account in accounts {
        let account = account?;
        account.add_to(&mut weeks, reckoning);
        if account.is_counted() {
            promises.of(account.promise.giver).push(PromiseStreak {
                named: Named::new(account.promise),
                streak: account.streak(reckoning).into(),
                unit: unit(account.promise),
            });
        }
    }
    let today = reckoning.today;
    let block = |name, weeks: &crate::domain::week::Weeks, promises: &[PromiseStreak]| StreakBlock {
        name,
        steady: weeks.steady(today).into(),
        promises: promises.to_vec(),
        weeks: Week::twelve_to(today, reckoning).map(|span| Week::new(span, weeks, reckoning)).collect(),
    };
    let partners = weeks
        .blocks
        .partners(book)
        .map(|(partner, weeks)| block(Some(book.name(partner)), weeks, &promises.own[partner.index()]));
    Ok(Streaks {
        schema: "ourword.streaks/1",
        today,
        chapter: book.current_chapter(reckoning).map(|(chapter, _)| ChapterShape::new(chapter)),
        partners: partners.collect(),
        joint: block(None, &weeks.blocks.joint, &promises.joint),
        together: Together { steady: weeks.together(today).into() },
    })
}

/// What one window of the promise is called, where it is a day, a week, a month or a year.
pub fn unit(promise: &Promise) -> &'static str {
    match promise.terms.cadence() {
        Some(Cadence::Weeks(1)) => "week",
        Some(Cadence::Months(1)) => "month",
        Some(Cadence::Years(1)) => "year",
        _ => "",
    }
}

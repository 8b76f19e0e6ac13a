//! `ourword` alone: what is due for me, what is asked of me, and this week together.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::due::{self, DueWindow};
use super::shape::{PauseLine, SteadyShape, TallyShape, pauses};
use super::talk::{Asked, asked, asked_chapters};
use crate::domain::book::Book;
use crate::domain::fold::FoldedWeeks;
use crate::domain::promise::Standing;
use crate::domain::tally::Tally;
use crate::domain::{Day, Partner, Reckoning};

/// What is due for somebody, what is asked of them, and this week together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Today {
    pub schema: &'static str,
    pub today: Day,
    /// For whom it is; null when nobody said: then it is what is due for both.
    pub acting: Option<String>,
    pub due: Vec<DueWindow>,
    pub asked: Vec<Asked>,
    pub week: ThisWeek,
    /// For text: whether there is any promise at all.
    #[serde(skip)]
    pub is_new: bool,
    /// For text: who has not joined yet.
    #[serde(skip)]
    pub not_joined: Vec<String>,
    /// For text: whose ledger it is.
    #[serde(skip)]
    pub shared: bool,
    /// For text: what rests.
    #[serde(skip)]
    pub pauses: Vec<PauseLine>,
}

/// This week, each block by itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct ThisWeek {
    pub label: String,
    pub from: Day,
    pub to: Day,
    pub partners: Vec<BlockOfWeek>,
    pub joint: BlockOfWeek,
    pub together: SteadyShape,
}

/// The counts of one block.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct BlockOfWeek {
    pub name: Option<String>,
    pub tally: TallyShape,
    /// For text: who it is.
    #[serde(skip)]
    pub partner: Option<Partner>,
}

/// Today, for that partner or for both. The weeks are those that are folded.
pub fn today<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    acting: Option<Partner>,
    folded: Option<&FoldedWeeks>,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Today, E> {
    let this_week = reckoning.weeks.week_of(reckoning.today);
    let mut weeks = folded.map(|folded| folded.counted.clone()).unwrap_or_default();
    let mut tallies = folded.map(|folded| folded.all().tallies(this_week.from)).unwrap_or_default();
    let (mut due, mut asked_of) = (Vec::new(), Vec::new());
    let mut is_new = true;
    for account in accounts {
        let account = account?;
        is_new = false;
        account.add_to(&mut weeks, reckoning);
        let tally = tallies.of(account.promise.giver);
        let of_week =
            account.left().iter().filter(|judged| this_week.holds(judged.counted_on(reckoning.today)));
        of_week.for_each(|judged| tally.add(judged));
        if acting.is_none_or(|partner| account.promise.giver.includes(partner)) {
            due.extend(due::waiting(&account, book, reckoning));
        }
        let for_me = match account.promise.standing {
            Standing::Asked { by, .. } => acting.is_none_or(|partner| by != partner),
            _ => false,
        };
        asked_of.extend(asked(&account, book, reckoning.today).filter(|_| for_me));
    }
    let chapters =
        asked_chapters(book, reckoning).filter(|(by, _)| acting.is_none_or(|partner| *by != partner));
    asked_of.extend(chapters.map(|(_, asked)| asked));
    let asked_of_nothing = asked_of.is_empty();
    due::sort(&mut due);
    let block = |name, partner, tally: Tally| BlockOfWeek { name, tally: tally.into(), partner };
    let partners =
        tallies.partners(book).map(|(partner, tally)| block(Some(book.name(partner)), Some(partner), *tally));
    Ok(Today {
        schema: "ourword.today/1",
        today: reckoning.today,
        acting: acting.map(|partner| book.name(partner)),
        due,
        asked: asked_of,
        week: ThisWeek {
            label: reckoning.weeks.name_of(this_week),
            from: this_week.from,
            to: this_week.to,
            partners: partners.collect(),
            joint: block(None, None, tallies.joint),
            together: weeks.together(reckoning.today).into(),
        },
        is_new: is_new && asked_of_nothing,
        not_joined: book
            .everybody()
            .filter(|partner| book.joined_on(*partner).is_none())
            .map(|partner| book.name(partner))
            .collect(),
        shared: book.partners.len() == 2,
        pauses: pauses(book, reckoning),
    })
}

//! `report`: a period of both partners, as of today. Counts, windows, agreement and lists are of the period;
//! runs, steady weeks and change are as of today.

use serde::Serialize;

use super::account::Account;
use super::block::{BlockWeeks, Blocks};
use super::list::Listed;
use super::shape::{ChangeShape, PauseLine, SteadyShape, TallyShape, WindowShape, pauses};
use super::talk::{Asked, Coming, Right, Talk, TalkAbout};
use crate::domain::book::Book;
use crate::domain::change::change;
use crate::domain::period::Period;
use crate::domain::tally::Tally;
use crate::domain::week::{Agreement, WeekState, Weeks};
use crate::domain::{Day, Partner, Reckoning, Span};

/// The report.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Report {
    pub schema: &'static str,
    pub today: Day,
    pub from: Day,
    pub to: Day,
    pub label: String,
    pub chapter: Option<()>,
    pub partners: Vec<PartnerBlock>,
    pub joint: Block,
    pub together: Together,
    pub thanks: Vec<()>,
    pub went_right: Vec<Right>,
    pub to_talk_about: Vec<TalkAbout>,
    pub repairs: Vec<()>,
    pub boundaries: Vec<()>,
    pub checkins: Vec<()>,
    pub asked: Vec<Asked>,
    pub next_week: Vec<Coming>,
    pub patterns: Vec<()>,
    pub question: Option<String>,
    /// For text: whether it is exactly one week.
    #[serde(skip)]
    pub is_week: bool,
    /// For text: whether rates, ranges and changes are shown.
    #[serde(skip)]
    pub is_long: bool,
    /// For text: whose ledger it is.
    #[serde(skip)]
    pub shared: bool,
    /// For text: what rests.
    #[serde(skip)]
    pub pauses: Vec<PauseLine>,
}

/// One partner's own promises, or the joint ones, whose name is null.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Block {
    pub name: Option<String>,
    pub steady: SteadyShape,
    pub tally: TallyShape,
    pub weeks: Vec<Week>,
    pub promises: Vec<Reported>,
}

/// A partner's block.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PartnerBlock {
    #[serde(flatten)]
    pub block: Block,
    pub joined: Option<Day>,
    pub change: ChangeShape,
    /// For text: who it is.
    #[serde(skip)]
    pub partner: Partner,
}

/// A week, whole, whatever the period.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Week {
    pub label: String,
    pub from: Day,
    pub to: Day,
    pub tally: TallyShape,
    pub steady: Option<bool>,
}

/// A promise with a window in the period: counts and windows of the period, runs as of today.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Reported {
    #[serde(flatten)]
    pub listed: Listed,
    pub windows: Vec<WindowShape>,
}

/// What is counted of both together.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Together {
    pub steady: SteadyShape,
    pub agreement: Agreement,
}

#[derive(Default)]
struct OfPeriod {
    tally: Tally,
    promises: Vec<Reported>,
}

/// The period in the accounts of all promises.
pub fn report<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    period: &Period,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Report, E> {
    let today = reckoning.today;
    let mut weeks = BlockWeeks::default();
    let mut blocks: Blocks<OfPeriod> = Blocks::default();
    let mut agreement = Agreement::default();
    let mut talk = Talk::default();
    for account in accounts {
        let account = account?;
        weeks.add(&account, reckoning);
        talk.asked_and_coming(&account, book, reckoning);
        let mut tally = Tally::default();
        let mut windows = Vec::new();
        let in_period = |day| period.span.holds(day);
        for judged in account.begun().iter().filter(|judged| in_period(judged.counted_on(today))) {
            tally.add(judged);
            agreement.add(judged);
            talk.about(judged, &account, book);
            windows.push(WindowShape::new(judged, book));
        }
        if windows.is_empty() {
            continue;
        }
        let block = blocks.of(account.promise.giver);
        block.tally += tally;
        let mut listed = Listed::new(&account, book, reckoning);
        listed.tally = tally.into();
        talk.right(&listed);
        block.promises.push(Reported { listed, windows });
    }
    let shown = shown_weeks(reckoning, period);
    let earliest = book.first_day(reckoning).map_or(today, |first| reckoning.weeks.first_of(first));
    let block = |name, weeks: &Weeks, of_period: &mut OfPeriod| Block {
        name,
        steady: weeks.steady(today).into(),
        tally: of_period.tally.into(),
        weeks: shown.iter().map(|span| week(*span, weeks, reckoning)).collect(),
        promises: std::mem::take(&mut of_period.promises),
    };
    let partners = book
        .everybody()
        .map(|partner| {
            let own = &weeks.own[partner.index()];
            PartnerBlock {
                block: block(Some(book.name(partner)), own, &mut blocks.own[partner.index()]),
                joined: book.joined_on(partner),
                change: change(own, earliest, reckoning.weeks.week_of(today), today).into(),
                partner,
            }
        })
        .collect();
    let joint = block(None, &weeks.joint, &mut blocks.joint);
    let (to_talk_about, next_week) = talk.in_order();
    Ok(Report {
        schema: "ourword.report/1",
        today,
        from: period.span.from,
        to: period.span.to,
        label: period.label.clone(),
        chapter: None,
        partners,
        joint,
        together: Together { steady: weeks.together(reckoning), agreement },
        thanks: Vec::new(),
        went_right: talk.right,
        to_talk_about,
        repairs: Vec::new(),
        boundaries: Vec::new(),
        checkins: Vec::new(),
        asked: talk.asked,
        next_week,
        patterns: Vec::new(),
        question: None,
        is_week: period.is_week,
        is_long: period.is_long(),
        shared: book.partners.len() == 2,
        pauses: pauses(book, reckoning),
    })
}

fn week(span: Span, weeks: &Weeks, reckoning: &Reckoning) -> Week {
    Week {
        label: reckoning.weeks.name_of(span),
        from: span.from,
        to: span.to,
        tally: weeks.tally(span.from).into(),
        steady: match weeks.state(span, reckoning.today) {
            WeekState::Steady => Some(true),
            WeekState::Unsteady => Some(false),
            WeekState::Unsettled | WeekState::NothingDue => None,
        },
    }
}

/// All weeks that overlap the period; for a single week the twelve up to it.
fn shown_weeks(reckoning: &Reckoning, period: &Period) -> Vec<Span> {
    let mut first = reckoning.weeks.first_of(period.span.from);
    if period.is_week {
        first = first.plus(-7 * 11);
    }
    let mut weeks = Vec::new();
    while first <= period.span.to {
        weeks.push(Span::new(first, first.plus(6)));
        if first.plus(7) == first {
            break;
        }
        first = first.plus(7);
    }
    weeks
}

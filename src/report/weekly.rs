//! `report`: a period of both partners, as of today. Counts, windows, agreement and lists are of the period;
//! runs, steady weeks and change are as of today.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::between::{Adjustments, BoundaryShape, ChapterShape, CheckinShape, RepairShape, ThanksShape};
use super::block::Week;
use super::calendar::days;
use super::list::Listed;
use super::patterns::{self, PatternShape, Seen};
use super::shape::{ChangeShape, Given, PauseLine, SteadyShape, TallyShape, WindowShape, pauses};
use super::talk::{Asked, Coming, Right, Talk, Talking};
use super::told::{OneByOne, Retell, TalkAbout, ToTalkAbout, Windows};
use crate::domain::block::{BlockWeeks, Blocks};
use crate::domain::book::Book;
use crate::domain::boundary::Boundary;
use crate::domain::change::change;
use crate::domain::fact::Written;
use crate::domain::fold::Folds;
use crate::domain::period::Period;
use crate::domain::repair::{Repair, RepairState};
use crate::domain::tally::Tally;
use crate::domain::week::{Agreement, Weeks};
use crate::domain::{Day, Judged, Mark, Partner, Reckoning, Span, ThingId, Verdict};

/// A period of both partners: counts, windows, agreement and lists are of it; runs, steady weeks and change are as of today.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Report<'a> {
    pub schema: &'static str,
    pub today: Day,
    pub from: Day,
    pub to: Day,
    pub label: String,
    pub chapter: Option<ChapterShape>,
    pub partners: Vec<PartnerBlock<'a>>,
    pub joint: Block<'a>,
    pub together: Together,
    pub thanks: Vec<ThanksShape>,
    pub went_right: Vec<Right>,
    #[schemars(with = "Vec<TalkAbout<'_>>")]
    pub to_talk_about: ToTalkAbout<'a>,
    pub repairs: Vec<RepairShape>,
    pub boundaries: Vec<BoundaryShape>,
    pub checkins: Vec<CheckinShape>,
    pub asked: Vec<Asked>,
    pub next_week: Vec<Coming>,
    pub patterns: Vec<PatternShape>,
    pub question: Option<&'static str>,
    /// For people: what to talk about.
    #[serde(skip)]
    pub talking: Option<Talking>,
    /// For text: whether it is exactly one week.
    #[serde(skip)]
    pub is_week: bool,
    /// For text: whether rates, ranges and changes are shown.
    #[serde(skip)]
    pub is_long: bool,
    /// For text: whose ledger it is.
    #[serde(skip)]
    pub shared: bool,
    /// For text: the one promise that it is narrowed to.
    #[serde(skip)]
    pub only: Option<Given>,
    /// For text: what rests.
    #[serde(skip)]
    pub pauses: Vec<PauseLine>,
}

/// One partner's own promises, or the joint ones, whose name is null.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Block<'a> {
    pub name: Option<String>,
    pub steady: SteadyShape,
    pub tally: TallyShape,
    pub weeks: Vec<Week>,
    pub promises: Vec<Reported<'a>>,
}

/// A partner's block.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PartnerBlock<'a> {
    #[serde(flatten)]
    pub block: Block<'a>,
    pub joined: Option<Day>,
    pub left: Option<Day>,
    pub change: ChangeShape,
    /// For text: who it is.
    #[serde(skip)]
    pub partner: Partner,
}

/// A promise with a window in the period: counts and windows of the period, runs as of today.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Reported<'a> {
    #[serde(flatten)]
    pub listed: Listed,
    #[schemars(with = "Vec<WindowShape>")]
    pub windows: Windows<'a>,
    /// For text: the window of a week, where it is just one.
    #[serde(skip)]
    pub single: Option<Single>,
    /// For text: what is to be said of each day of a week.
    #[serde(skip)]
    pub days: BTreeMap<Day, Verdict>,
}

/// What text says of a window alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Single {
    /// On how many days it was kept, and on how many it asks to be.
    pub progress: (u32, u32),
    /// What it came to.
    pub verdict: Verdict,
}

/// What is counted of both together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Together {
    pub steady: SteadyShape,
    pub agreement: Agreement,
}

impl<'a> Reported<'a> {
    fn new<'j>(
        listed: Listed,
        windows: Windows<'a>,
        of_week: impl Iterator<Item = &'j Judged> + Clone,
    ) -> Self {
        let single = of_week.clone().next().filter(|_| of_week.clone().nth(1).is_none()).map(Single::of);
        Self { listed, windows, single, days: days(of_week) }
    }
}

impl Single {
    fn of(judged: &Judged) -> Self {
        Self { progress: (judged.kept_days, judged.times), verdict: judged.verdict }
    }
}

#[derive(Default)]
struct OfPeriod<'a> {
    tally: Tally,
    promises: Vec<Reported<'a>>,
}

/// What the period holds besides accounts.
#[derive(Clone, Debug, Default)]
pub struct Between<'a> {
    /// The thanks of the period.
    pub thanks: Vec<Written>,
    /// The standing marks on each boundary.
    pub boundaries: Vec<Vec<Mark>>,
    /// The one promise that the report is narrowed to.
    pub only: Option<ThingId>,
    /// Where windows come from, if they are told one by one, also those to talk about.
    pub windows: Option<&'a dyn Retell>,
}

/// The weeks of a report.
struct ReportWeeks {
    /// Those that are shown.
    shown: Vec<Span>,
    /// Of the current chapter.
    counted: BlockWeeks,
    /// Whatever the chapter.
    all: Blocks<Weeks>,
    /// Whether those that are shown are told apart in the folds; else they are made anew, whole.
    apart: bool,
}

impl ReportWeeks {
    fn new(folds: Option<&Folds>, reckoning: &Reckoning, period: &Period) -> Self {
        let shown = shown_weeks(reckoning, period);
        let counted = folds.map(|folds| folds.weeks.counted.clone()).unwrap_or_default();
        let apart = folds.filter(|folds| are_told_apart(&shown, folds));
        let mut all = apart.map(|folds| folds.weeks.all().clone()).unwrap_or_default();
        if let Some(past) = apart.and_then(|folds| folds.past.as_ref()) {
            all.extend(&past.weeks);
        }
        Self { counted, all, apart: apart.is_some(), shown }
    }

    fn add(&mut self, account: &Account<'_>, reckoning: &Reckoning) {
        account.add_to(&mut self.counted, reckoning);
        let all = self.all.of(account.promise.giver);
        for judged in if self.apart { account.left() } else { account.begun() } {
            all.add(judged, reckoning);
        }
    }
}

/// From which day on windows are needed one by one; what is settled before it can be folded.
pub fn needed_from(reckoning: &Reckoning, period: &Period, folds: Option<&Folds>) -> Day {
    let shown = shown_weeks(reckoning, period);
    let all_is_told = folds.is_some_and(|folds| folds.past.is_some());
    let mut from = if all_is_told { reckoning.today } else { period.span.from };
    if period.is_long() {
        from = from.min(reckoning.weeks.first_of(reckoning.today).plus(-7 * (patterns::WEEKS - 1)));
    }
    match (folds, shown.first()) {
        (Some(folds), Some(first)) if !are_told_apart(&shown, folds) => from.min(first.from),
        _ => from,
    }
}

fn are_told_apart(shown: &[Span], folds: &Folds) -> bool {
    folds.past.is_some() || shown.first().is_none_or(|first| folds.weeks.from <= first.from)
}

/// The period in the accounts of all promises, and what is folded. Folds that tell all of the past are for a report of all
/// of it.
pub fn report<'a, 'r, E>(
    book: &'r Book,
    reckoning: &Reckoning,
    period: &Period,
    between: &Between<'r>,
    folds: Option<&Folds>,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Report<'r>, E> {
    let today = reckoning.today;
    let mut weeks = ReportWeeks::new(folds, reckoning, period);
    let mut adjustments = Adjustments::default();
    let mut seen = Seen::default();
    let mut blocks: Blocks<OfPeriod> = Blocks::default();
    let mut agreement = Agreement::default();
    let mut talk = Talk::default();
    let one_by_one = between.windows.map(|source| OneByOne { source, book, period: period.span, today });
    for account in accounts {
        let account = account?;
        // What adjusts a repair of the one promise may be another.
        adjustments.add(&account, book);
        if between.only.is_some_and(|only| only != account.promise.id) {
            continue;
        }
        weeks.add(&account, reckoning);
        if period.is_long() {
            seen.add(&account, reckoning);
        }
        talk.asked_and_coming(&account, book, reckoning);
        let past = folds.and_then(|folds| folds.past_of(account.promise.id));
        // What is told of all of the past holds the folded windows.
        let told = if past.is_some() { account.left() } else { account.begun() };
        let told = || told.iter().filter(|judged| period.span.holds(judged.counted_on(today)));
        let mut of = past.unwrap_or_default();
        told().for_each(|judged| of.add(judged, account.promise, book));
        if of.tally.is_empty() {
            continue;
        }
        agreement += of.agreement;
        let promise = book.promise(account.promise.id);
        if let Some(promise) = promise {
            talk.about(promise, of.talk, book);
        }
        let windows = Windows(one_by_one.zip(promise));
        let block = blocks.of(account.promise.giver);
        block.tally += of.tally;
        let mut listed = Listed::new(&account, book, reckoning);
        listed.tally = of.tally.into();
        talk.right(&listed);
        block.promises.push(Reported::new(listed, windows, told().filter(|_| period.is_week)));
    }
    let chapter = book.current_chapter(reckoning);
    let earliest = earliest(book, reckoning);
    let block = |name, own: &Weeks, all: &Weeks, of_period: &mut OfPeriod<'r>| Block {
        name,
        steady: own.steady(today).into(),
        tally: of_period.tally.into(),
        weeks: weeks.shown.iter().map(|span| Week::new(*span, all, reckoning)).collect(),
        promises: std::mem::take(&mut of_period.promises),
    };
    let partners = book
        .everybody()
        .map(|partner| {
            let own = &weeks.counted.blocks.own[partner.index()];
            PartnerBlock {
                block: block(
                    Some(book.name(partner)),
                    own,
                    &weeks.all.own[partner.index()],
                    &mut blocks.own[partner.index()],
                ),
                joined: book.joined_on(partner),
                left: book.left_on(partner),
                change: change(own, earliest, reckoning.weeks.week_of(today), today).into(),
                partner,
            }
        })
        .collect();
    let repairs = repairs(book, &adjustments, period, reckoning);
    let together = weeks.counted.together(today).into();
    let patterns = seen.patterns(book, &adjustments, &weeks.counted, reckoning);
    let asked = talk.all_asked(book, reckoning);
    let (to_talk_about, talking, next_week) = (talk.in_order(one_by_one), talk.talking(), talk.coming());
    let report = Report {
        schema: "ourword.report/1",
        today,
        from: period.span.from,
        to: period.span.to,
        label: period.label.clone(),
        chapter: chapter.map(|(chapter, _)| ChapterShape::new(chapter)),
        partners,
        joint: block(None, &weeks.counted.blocks.joint, &weeks.all.joint, &mut blocks.joint),
        together: Together { steady: together, agreement },
        thanks: between.thanks.iter().map(|thanks| ThanksShape::new(thanks, book)).collect(),
        went_right: talk.right,
        to_talk_about,
        talking,
        repairs,
        boundaries: boundaries(book, between, reckoning),
        checkins: checkins(book, period),
        asked,
        next_week,
        patterns,
        question: chapter.and_then(|(chapter, _)| chapter.stage).map(crate::domain::event::Stage::question),
        is_week: period.is_week,
        is_long: period.is_long(),
        shared: book.partners.len() == 2,
        only: None,
        pauses: pauses(book, reckoning),
    };
    Ok(report.narrowed(between.only, book))
}

/// From which day on a change is looked for: from the beginning of the chapter, or of the week of the first window.
fn earliest(book: &Book, reckoning: &Reckoning) -> Day {
    let first = || book.first_day(reckoning).unwrap_or(reckoning.today);
    book.current_chapter(reckoning).map_or_else(|| reckoning.weeks.first_of(first()), |(_, from)| from)
}

/// Those begun in the period, and those begun before it that are not holding, of somebody who is here.
fn repairs(
    book: &Book,
    adjustments: &Adjustments,
    period: &Period,
    reckoning: &Reckoning,
) -> Vec<RepairShape> {
    let begun = book.repairs.iter().filter(|repair| repair.on <= period.span.to && reckoning.sees(repair.on));
    let all = begun.map(|repair| (repair, RepairShape::new(repair, adjustments, book, reckoning)));
    let is_of_it = |(repair, shape): &(&Repair, RepairShape)| {
        let waits = shape.state != RepairState::Holding && book.left_on(repair.by).is_none();
        period.span.holds(repair.on) || waits
    };
    all.filter(is_of_it).map(|(_, shape)| shape).collect()
}

/// Those that stand.
fn boundaries(book: &Book, between: &Between<'_>, reckoning: &Reckoning) -> Vec<BoundaryShape> {
    let stands = |boundary: &Boundary| {
        boundary.since <= reckoning.today
            && book.left_on(boundary.by).is_none()
            && boundary.ended_on.is_none_or(|on| !reckoning.sees(on))
    };
    let all = book.boundaries.iter().zip(&between.boundaries).filter(|(boundary, _)| stands(boundary));
    all.map(|(one, marks)| BoundaryShape::new(one, marks, book, reckoning)).collect()
}

fn checkins(book: &Book, period: &Period) -> Vec<CheckinShape> {
    let meets = |week: Day| period.span.meet(Span::new(week, week.plus(6))).is_some();
    let of_period = book.checkins.iter().filter(|checkin| meets(checkin.week));
    of_period.map(|checkin| CheckinShape::new(checkin, book)).collect()
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

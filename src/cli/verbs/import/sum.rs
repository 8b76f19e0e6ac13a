//! What an import came to, and how far it is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::source::{Inputs, Place};
use crate::cli::desk::Desk;
use crate::cli::hint::hint_of_line;
use crate::domain::words::shown;
use crate::domain::{Day, EventId, ThingId};
use crate::exchange::Fault;
use crate::render::text::Page;
use crate::render::text::wording::count;

/// How many rows that were left out are told one by one.
const TOLD: usize = 1000;
/// How many of them on a terminal, and how many promises.
const SHOWN: usize = 20;

/// What an import came to.
#[derive(Debug, Default)]
pub struct Sum {
    /// The events that were recorded.
    pub events: Vec<EventId>,
    promises: BTreeMap<ThingId, OfPromise>,
    passed_over: BTreeMap<&'static str, u64>,
    left_out: Vec<Out>,
    left_out_count: u64,
}

/// A row that was left out.
#[derive(Debug)]
struct Out {
    place: Place,
    message: String,
    hint: String,
}

#[derive(Debug, Default)]
struct OfPromise {
    new: bool,
    marks: u64,
    span: Option<(Day, Day)>,
    stand: u64,
    said_otherwise: u64,
}

impl Sum {
    pub fn is_new(&mut self, id: ThingId) {
        self.promises.entry(id).or_default().new = true;
    }

    pub fn has_already(&mut self, id: ThingId) {
        self.promises.entry(id).or_default();
    }

    pub fn records(&mut self, id: ThingId, on: Day) {
        let of = self.promises.entry(id).or_default();
        of.marks += 1;
        of.span = Some(of.span.map_or((on, on), |(from, to)| (from.min(on), to.max(on))));
    }

    pub fn stands(&mut self, id: ThingId) {
        self.promises.entry(id).or_default().stand += 1;
    }

    pub fn said_otherwise(&mut self, id: ThingId) {
        self.promises.entry(id).or_default().said_otherwise += 1;
    }

    pub fn passes_over(&mut self, why: &'static str) {
        *self.passed_over.entry(why).or_default() += 1;
    }

    pub fn leaves_out(&mut self, place: Place, fault: &Fault) {
        self.left_out_count += 1;
        if self.left_out.len() < TOLD {
            let (message, hint) = (fault.to_string(), way_out(fault));
            self.left_out.push(Out { place, message, hint });
        }
    }

    /// The rows that were left out in the order in which they stand, whenever it was found out.
    pub fn in_order(&mut self) {
        self.left_out.sort_by_key(|out| (out.place.input, out.place.line));
    }

    /// The rows that were left out, for stderr, and how they would be right.
    pub fn complaints(&self, inputs: &Inputs) -> String {
        let line = |Out { place, message, .. }: &Out| match inputs.are_several() {
            true => format!("{}, line {}: {}\n", shown(&inputs.name(*place)), place.line, shown(message)),
            false => format!("line {}: {}\n", place.line, shown(message)),
        };
        let told: String = self.left_out.iter().take(SHOWN).map(line).collect();
        let mut hints: Vec<&str> = self.left_out.iter().take(SHOWN).map(|out| out.hint.as_str()).collect();
        hints.sort_unstable();
        hints.dedup();
        let hints: String = hints.into_iter().map(|hint| format!("hint: {}\n", shown(hint))).collect();
        match self.left_out_count.saturating_sub(SHOWN as u64) {
            0 => told + &hints,
            more => format!("{told}and {more} more; `--json` tells them\n{hints}"),
        }
    }
}

/// What an import came to, as JSON has it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Import")]
pub struct Document {
    schema: &'static str,
    by: String,
    dry_run: bool,
    promises: u64,
    marks: u64,
    recorded: Vec<Recorded>,
    unchanged: Vec<Unchanged>,
    events: Vec<EventId>,
    passed_over: Vec<PassedOver>,
    left_out: Vec<LeftOut>,
    left_out_count: u64,
}

/// A promise with the marks that came in; `new` is whether it came in too.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Imported")]
pub struct Recorded {
    id: ThingId,
    name: Option<String>,
    text: Option<String>,
    new: bool,
    marks: u64,
    from: Option<Day>,
    to: Option<Day>,
}

/// A promise with marks that are here already, or with days of which something else was said here.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unchanged {
    id: ThingId,
    name: Option<String>,
    marks: u64,
    said_otherwise: u64,
}

/// Rows that say nothing that could be taken in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PassedOver {
    why: &'static str,
    rows: u64,
}

/// A row that was left out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    file: String,
    line: u64,
    message: String,
    hint: String,
}

/// The document of what an import came to.
pub fn document(desk: &Desk<'_>, sum: &Sum, inputs: &Inputs, dry_run: bool) -> Document {
    let promise = |id| desk.book.promise(id);
    let name = |id| promise(id).and_then(|promise| promise.name.as_ref()).map(ToString::to_string);
    let text =
        |id| promise(id).and_then(|promise| promise.text.as_ref()).map(|text| text.as_str().to_owned());
    let recorded = sum.promises.iter().filter(|(_, of)| of.new || of.marks > 0).map(|(id, of)| Recorded {
        id: *id,
        name: name(*id),
        text: text(*id),
        new: of.new,
        marks: of.marks,
        from: of.span.map(|span| span.0),
        to: of.span.map(|span| span.1),
    });
    let unchanged = sum
        .promises
        .iter()
        .filter(|(_, of)| !of.new && of.marks == 0 || of.stand > 0 || of.said_otherwise > 0);
    let unchanged = unchanged.map(|(id, of)| Unchanged {
        id: *id,
        name: name(*id),
        marks: of.stand,
        said_otherwise: of.said_otherwise,
    });
    let left_out = sum.left_out.iter().map(|out| LeftOut {
        file: inputs.name(out.place),
        line: out.place.line,
        message: out.message.clone(),
        hint: out.hint.clone(),
    });
    Document {
        schema: "ourword.import/1",
        by: desk.actor(),
        dry_run,
        promises: sum.promises.values().filter(|of| of.new).count() as u64,
        marks: sum.promises.values().map(|of| of.marks).sum(),
        recorded: recorded.collect(),
        unchanged: unchanged.collect(),
        events: if dry_run { Vec::new() } else { sum.events.clone() },
        passed_over: sum.passed_over.iter().map(|(why, rows)| PassedOver { why, rows: *rows }).collect(),
        left_out: left_out.collect(),
        left_out_count: sum.left_out_count,
    }
}

/// The same for people.
pub fn text(document: &Document, page: &Page) -> String {
    let number = |number: u64, one: &str| count(u32::try_from(number).unwrap_or(u32::MAX), one);
    let what = match (document.promises, document.marks) {
        (0, 0) => "nothing that is not here already".to_owned(),
        (0, marks) => number(marks, "mark"),
        (promises, 0) => number(promises, "promise"),
        (promises, marks) => format!("{} and {}", number(promises, "promise"), number(marks, "mark")),
    };
    let verb = if document.dry_run { "would import" } else { "imported" };
    let mut text = format!("{}: {verb} {what}.\n", document.by);
    for one in document.recorded.iter().take(SHOWN) {
        let label = match (&one.name, &one.text) {
            (Some(name), _) => format!("{name} ({})", one.id),
            (None, Some(text)) => format!("{}, \"{}\"", one.id, page.cut(&shown(text), 40)),
            (None, None) => one.id.to_string(),
        };
        let days = match (one.from, one.to) {
            (Some(from), Some(to)) if from == to => format!(": {}, {from}", number(one.marks, "mark")),
            (Some(from), Some(to)) => format!(": {}, {from} to {to}", number(one.marks, "mark")),
            _ => String::new(),
        };
        let new = if one.new { "new " } else { "" };
        text.push_str(&format!("  {new}{label}{days}\n"));
    }
    match document.recorded.len().saturating_sub(SHOWN) {
        0 => {}
        more => text.push_str(&format!("  and {more} more\n")),
    }
    let mut line = |rows: u64, one: &str, more: &str| match rows {
        0 => {}
        1 => text.push_str(&format!("1 {one}.\n")),
        rows => text.push_str(&format!("{rows} {more}.\n")),
    };
    line(
        document.unchanged.iter().map(|one| one.marks).sum(),
        "mark is here already",
        "marks are here already",
    );
    line(
        document.unchanged.iter().map(|one| one.said_otherwise).sum(),
        "day was said otherwise here, which stands",
        "days were said otherwise here, which stands",
    );
    line(document.left_out_count, "row was left out", "rows were left out");
    for passed in &document.passed_over {
        text.push_str(&format!("Passed over: {}, {}.\n", passed.why, number(passed.rows, "row")));
    }
    if document.dry_run {
        text.push_str("Nothing was recorded.\n");
    }
    text
}

/// How a row would be right.
fn way_out(fault: &Fault) -> String {
    match fault {
        Fault::Form { hint, .. } => hint.clone(),
        Fault::Rejected(rejection) => hint_of_line(rejection),
    }
}

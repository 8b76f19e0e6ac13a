//! What is told window by window is what the marks come to, however few windows are read at a time.

use serde_json::{Value, json};

use crate::cli::accounts::Accounts;
use crate::cli::desk::Reading;
use crate::cli::progress::Progress;
use crate::cli::retold::Retold;
use crate::cli::verbs::report::report_of;
use crate::domain::past::is_to_talk_about;
use crate::domain::period::Period;
use crate::domain::{Judged, Promise, Verdict};
use crate::report::calendar::{calendar, days};
use crate::report::shape::{Given, WindowShape};
use crate::report::weekly::Between;

/// The report as programs are told it.
pub fn report(reading: &Reading, accounts: Accounts<'_>, period: &Period, between: Between<'_>) -> Value {
    let retold = Retold::new(reading, Progress::untold("windows"));
    let between = Between { windows: Some(&retold), ..between };
    let report = value(report_of(reading, accounts, period, &between).unwrap());
    hold(&report, reading, period);
    for promise in &reading.book.promises {
        let sheets = retold.sheets(period.span, Some(promise.id));
        let calendar = calendar(&sheets, &period.label).unwrap();
        let told = reported(&value(&calendar), promise).map_or(json!([]), |promise| promise["days"].clone());
        let accounts = reading.accounts().since(period.span.from);
        let account = accounts.of(promise).unwrap();
        let wanted = days(account.begun()).into_iter().filter(|(on, _)| period.span.holds(*on));
        let wanted = wanted.map(|(on, verdict)| json!({ "on": on, "verdict": verdict }));
        assert_eq!(told, wanted.collect::<Value>(), "{}", promise.id);
    }
    report
}

/// Its windows are those of each promise, all read at once.
fn hold(report: &Value, reading: &Reading, period: &Period) {
    let mut to_talk = Vec::new();
    for promise in &reading.book.promises {
        let windows = windows(reading, period, promise);
        let wanted: Vec<Value> =
            windows.iter().map(|judged| value(WindowShape::new(judged, &reading.book))).collect();
        let told = reported(report, promise).map_or(&Value::Null, |promise| &promise["windows"]);
        assert_eq!(told.as_array().map_or(&[][..], Vec::as_slice), wanted, "{}", promise.id);
        to_talk.extend(windows.into_iter().map(|judged| (promise, judged)));
    }
    to_talk.retain(|(promise, judged)| is_to_talk_about(judged, promise, &reading.book));
    let rank = |verdict| match verdict {
        Verdict::Disputed => 0,
        Verdict::Broken => 1,
        _ => 2,
    };
    to_talk.sort_by_key(|(promise, judged)| (rank(judged.verdict), judged.window.from, promise.id));
    let wanted = to_talk.iter().map(|(promise, judged)| {
        let mut one = value(Given::new(promise, &reading.book));
        let window = json!({ "from": judged.window.from, "to": judged.window.to, "verdict": judged.verdict });
        one.as_object_mut().unwrap().extend(window.as_object().unwrap().clone());
        one
    });
    assert_eq!(report["to_talk_about"], wanted.collect::<Value>());
}

/// The windows of a promise that belong to the period.
fn windows(reading: &Reading, period: &Period, promise: &Promise) -> Vec<Judged> {
    let account = reading.account(promise).unwrap();
    let is_of_it = |judged: &&Judged| period.span.holds(judged.counted_on(reading.reckoning.today));
    account.begun().iter().filter(is_of_it).cloned().collect()
}

/// The promise in the report, where it has a window in the period.
fn reported<'a>(report: &'a Value, promise: &Promise) -> Option<&'a Value> {
    let blocks = report["partners"].as_array().unwrap().iter().chain([&report["joint"]]);
    let mut promises = blocks.flat_map(|block| block["promises"].as_array().unwrap());
    promises.find(|one| one["id"] == promise.id.to_string())
}

fn value(of: impl serde::Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

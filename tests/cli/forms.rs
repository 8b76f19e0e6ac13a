//! Every report in every form that it has, from the command line.

use crate::harness::Home;

/// A verb, its arguments, and the forms that it has besides text and JSON.
const FORMS: [(&[&str], &[&str]); 9] = [
    (&["report"], &["csv", "md", "html"]),
    (&["report", "12w"], &["csv", "md", "html"]),
    (&["report", "--promise", "dishes"], &["csv", "md", "html"]),
    (&["calendar", "2026-11"], &["csv"]),
    (&["streaks"], &["csv", "md"]),
    (&["list", "--all"], &["csv", "md"]),
    (&["due"], &["csv", "md", "ics"]),
    (&["show", "dishes"], &["csv", "md"]),
    (&["history"], &["csv", "md"]),
];

fn home() -> Home {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--on", "yesterday"]);
    home.ok(&[
        "broke",
        "dishes",
        "--on",
        "2026-11-14",
        "--note",
        "=cmd|' /C calc'!A0 <script>alert(1)</script>",
    ]);
    home
}

#[test]
fn every_form_of_every_report() {
    let home = home();
    for (verb, forms) in FORMS {
        for form in ["csv", "md", "html", "ics"] {
            let args = [verb, &["--format", form]].concat();
            if !forms.contains(&form) {
                home.refused(&args, 2);
                continue;
            }
            let ran = home.ok(&args);
            let begins = match form {
                "csv" => "id,",
                "md" => "",
                "html" => "<!DOCTYPE html>",
                _ => "BEGIN:VCALENDAR\r\n",
            };
            assert!(ran.stdout.starts_with(begins) && ran.stdout.len() > 40, "{args:?}\n{ran}");
            let before = [&["--format", form], verb].concat();
            assert_eq!(home.run(&before).code, 2, "the form follows the verb that has it: {before:?}");
        }
    }
    home.refused(&["kept", "dishes", "--format", "csv"], 2);
}

#[test]
fn a_page_of_one_promise_is_of_it_alone() {
    let home = home();
    home.ok(&["promise", "call home", "--every", "week", "--name", "call", "-a", "ben"]);
    for form in ["text", "md", "html"] {
        let ran = home.ok(&["report", "--promise", "dishes", "--format", form]);
        ran.says("of one promise: dishes").never_says("call home").never_says("steady week");
        ran.never_says("no promise in this time");
    }
}

#[test]
fn what_people_wrote_stays_what_it_is() {
    let home = home();
    home.ok(&["thank", "<img src=x onerror=alert(1)> [a](http://x.example) =1+1"]);
    let html = home.ok(&["report", "--format", "html"]);
    html.says("&lt;img src=x onerror=alert(1)&gt;").never_says("<img").never_says("href");
    home.ok(&["report", "--format", "md"]).never_says("[a](").never_says(" <img");
    home.ok(&["promise", "=SUM(A1:A9)", "--every", "day", "--name", "sum"]);
    home.ok(&["list", "--format", "csv"]).says("'=SUM(A1:A9)").never_says(",=SUM");
}

#[test]
fn a_calendar_is_of_this_ledger_and_stays_the_same() {
    let home = home();
    let uids = |home: &Home| -> Vec<String> {
        let feed = home.ok(&["due", "--format", "ics"]).stdout;
        feed.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let first = uids(&home);
    assert_eq!(first.len(), 1);
    home.at("2026-11-18");
    assert_eq!(uids(&home), first, "the same series tomorrow");
    let other = Home::with_dishes();
    assert_ne!(uids(&other), first, "and another one in another ledger");
    home.ok(&["promise", "mine", "--due", "fri", "-a", "ben"]);
    assert_eq!(uids(&home).len(), 2);
    let mine = home.ok(&["due", "--mine", "--format", "ics"]).stdout;
    assert_eq!(mine.matches("BEGIN:VEVENT").count(), 1);
}

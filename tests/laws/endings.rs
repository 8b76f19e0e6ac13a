//! What an ending leaves of a promise's windows, by filtering the whole list.

use ourword::domain::promise::{Ending, Standing};
use ourword::domain::terms::{Terms, When};
use ourword::domain::window::Window;
use ourword::domain::{Day, Giver, Partner, Promise, Reckoning};
use proptest::prelude::*;

use crate::cadences::cadence;
use crate::common::{cases, fixed, week_start};

fn promise(when: When, ending: Option<Ending>) -> Promise {
    Promise {
        id: "a1".parse().unwrap(),
        name: None,
        text: None,
        plan: None,
        giver: Giver::One(Partner::First),
        terms: Terms { when, from: fixed(), avoid: false },
        standing: Standing::Given,
        ending,
        replaces: None,
        answers: None,
        given: 1,
    }
}

fn when() -> impl Strategy<Value = When> {
    let every = (cadence(), prop::option::of(0..300_i64)).prop_map(|(written, until)| When::Every {
        cadence: written.text.parse().unwrap(),
        times: 1,
        until: until.map(|days| fixed().plus(days)),
    });
    prop_oneof![
        1 => Just(When::Whenever),
        2 => (0..60_i64).prop_map(|days| When::Due(fixed().plus(days))),
        8 => every,
    ]
}

proptest! {
    #![proptest_config(cases(600))]

    /// Windows that would begin after it are gone, and the one that holds it counts only where that was
    /// settled; an ending that lies ahead of the day from which one looks is not to be seen.
    #[test]
    fn an_ending_takes_what_begins_after_it(
        when in when(), weeks in week_start(), on in 0..200_i64, keeps_window: bool,
        today in 0..250_i64, as_of: bool, at in prop::collection::vec(-10..300_i64, 4),
    ) {
        let reckoning = Reckoning { today: fixed().plus(today), as_of, weeks };
        let on = fixed().plus(on);
        let horizon = fixed().plus(400);
        let upto = |promise: &Promise, from: Day| -> Vec<Window> {
            promise.windows(&reckoning, from).take_while(|window| window.from <= horizon).collect()
        };
        let seen = !as_of || on <= reckoning.today;
        let all = upto(&promise(when.clone(), None), fixed());
        let left: Vec<Window> = all
            .into_iter()
            .filter(|window| !seen || (window.from <= on && (keeps_window || !window.holds(on))))
            .collect();
        let ended = promise(when, Some(Ending { on, keeps_window, replaced_by: None }));
        prop_assert_eq!(upto(&ended, fixed()), left.clone());
        for day in at.into_iter().map(|days| fixed().plus(days)) {
            let rest: Vec<Window> = left.iter().filter(|w| w.to.is_none_or(|to| day <= to)).copied().collect();
            prop_assert_eq!(upto(&ended, day), rest, "from {}", day);
            let before = left.iter().rfind(|w| w.to.is_some_and(|to| to < day)).copied();
            prop_assert_eq!(ended.window_before(&reckoning, day), before, "before {}", day);
        }
    }
}

//! Histories by chance: who does what on which day.

use chrono::NaiveDate;
use serde_json::Value;

use crate::days::{before, iso, moved, span, week_of};
use crate::expect::state;
use crate::session::{Session, told, words};
use crate::verdict::{Verdict, see, see_all};
use crate::wishes::{refused, wish};
use crate::world::{Act, Answer, AsOf, Pause, Promise, Terms, standing};

const MOST_COMMANDS: usize = 50;
const MOST_PROMISES: usize = 9;

/// Plays one history and holds it against the model; `every` checks after each command.
pub fn play(session: &mut Session, every: bool) -> Result<(), String> {
    session.found()?;
    let weeks = session.chance.between(3, 20);
    let last = moved(session.today, weeks * 7);
    let stride = (weeks * 7 / 16).max(2);
    let middle = session.chance.between(10, 40);
    let setup = session.program.script.len();
    let mut looked = false;
    while session.today < last {
        let first = session.program.script.len() == setup;
        let busy = if first { 4 } else { session.chance.between(1, 6) };
        for _ in 0..busy {
            command(session)?;
            if every {
                session.check(session.now())?;
            }
        }
        let commands = session.program.script.len() - setup;
        if commands >= MOST_COMMANDS {
            break;
        }
        if !looked && commands >= usize::try_from(middle).unwrap() {
            looked = true;
            session.check(session.now())?;
        }
        let day = moved(session.today, session.chance.between(1, stride));
        session.set_day(day);
    }
    session.check(session.now())?;
    session.check(AsOf { today: session.today, cut: true })?;
    for _ in 0..2 {
        let lived = (session.today - session.opened).num_days();
        let today = moved(session.today, session.chance.between(-lived - 15, 20));
        session.check(AsOf { today, cut: true })?;
    }
    Ok(())
}

fn command(session: &mut Session) -> Result<(), String> {
    let by = usize::from(session.chance.percent(50));
    let counting = session.world().promises.iter().filter(|p| p.answer == Answer::Counts).count();
    match session.chance.between(1, 100) {
        _ if counting < 2 => promise(session, by),
        1..=12 if session.given < MOST_PROMISES => promise(session, by),
        13..=24 => answer(session),
        25..=29 => pause(session, by),
        30..=32 => lift(session),
        33..=35 => end(session, by),
        36..=42 => undo(session, by),
        43 => {
            let args = refused(&mut session.chance, session.today);
            session.refused(by, args, None, &[2])
        }
        _ => crate::saying::say(session, by),
    }
}

fn recorded_id(echo: &Value) -> Result<String, String> {
    let id = echo["recorded"][0]["id"].as_str();
    id.map(str::to_owned).ok_or_else(|| format!("no id in {echo}"))
}

fn promise(session: &mut Session, by: usize) -> Result<(), String> {
    session.given += 1;
    let wish = wish(&mut session.chance, by, session.today, session.starts, session.given);
    if wish.bad {
        return session.refused(by, wish.args, None, &[2]);
    }
    let echo = session.taken(by, wish.args, None)?;
    let id = recorded_id(&echo)?;
    let event = session.event(by, Act::Promise(Terms { id: id.clone(), ..wish.terms }));
    session.events.push(event);
    session.check_echo(&id, &echo)
}

/// The answer to a joint promise, by the one who did not propose it; sometimes by the one who did, in vain.
fn answer(session: &mut Session) -> Result<(), String> {
    let world = session.world();
    let waiting: Vec<&Promise> =
        world.promises.iter().filter(|p| matches!(p.answer, Answer::Waiting(_))).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let promise = (*session.chance.pick(&waiting)).clone();
    let Answer::Waiting(asked) = promise.answer else { return Ok(()) };
    let handle = session.handle(&promise);
    let id = promise.terms.id.clone();
    let other = 1 - promise.terms.giver;
    let accept = words(&["accept", &handle]);
    if session.chance.percent(8) {
        return session.refused(promise.terms.giver, accept, None, &[1, 2, 3]);
    }
    let lapsed = session.today >= moved(asked, 14);
    let last = promise.terms.cadence.due().or(promise.terms.until);
    if lapsed || last.is_some_and(|last| session.today > last) {
        return session.refused(other, accept, None, &[1, 2, 3]);
    }
    let from = promise.terms.from.max(session.today);
    if promise.terms.cadence.windows(from, promise.terms.until, session.starts).is_empty() {
        return Ok(());
    }
    let accepts = session.chance.percent(80);
    let (args, act) = if accepts {
        (accept, Act::Accept(id.clone()))
    } else {
        (words(&["decline", &handle]), Act::Decline(id.clone()))
    };
    let echo = session.taken(other, args, None)?;
    let event = session.event(other, act);
    session.events.push(event);
    session.check_echo(&id, &echo)
}

fn state_now(session: &Session, promise: &Promise) -> &'static str {
    let world = session.world();
    state(promise, &see_all(&world, promise, session.now()), session.now())
}

fn pause(session: &mut Session, by: usize) -> Result<(), String> {
    let world = session.world();
    let mut args = words(&["pause"]);
    let mut of = None;
    let mut refused = false;
    if session.chance.percent(65) {
        let active: Vec<&Promise> =
            world.promises.iter().filter(|p| state_now(session, p) == "active").collect();
        if active.is_empty() {
            return Ok(());
        }
        let promise = (*session.chance.pick(&active)).clone();
        refused = !promise.terms.joint && promise.terms.giver != by;
        // Mostly one's own: another's is refused, which need not be tried so often.
        if refused && session.chance.percent(80) {
            return Ok(());
        }
        args.push(session.handle(&promise));
        of = Some(promise.terms.id);
    }
    let past = session.chance.percent(8);
    let from = moved(session.today, if past { -2 } else { session.chance.between(0, 8) });
    args.extend(["--from".to_owned(), from.to_string()]);
    let until = session.chance.percent(75).then(|| moved(from, session.chance.between(0, 16)));
    if let Some(until) = until {
        args.extend(["--until".to_owned(), until.to_string()]);
    }
    if refused || past {
        return session.refused(by, args, None, &[1, 2, 3]);
    }
    let echo = session.taken(by, args, None)?;
    let id = recorded_id(&echo)?;
    let whose = crate::world::NAMES[by];
    let expected = serde_json::json!({"recorded": [{"promise": of, "by": whose, "from": iso(from), "until": iso(until)}]});
    told("the echo of the pause", &crate::compare::differences(&expected, &echo))?;
    let event = session.event(by, Act::Pause { id, promise: of, from, until });
    session.events.push(event);
    Ok(())
}

fn lift(session: &mut Session) -> Result<(), String> {
    let world = session.world();
    let today = session.today;
    let running = |p: &&Pause| p.lifted.is_none() && p.until.is_none_or(|until| until >= today);
    let pauses: Vec<&Pause> = world.pauses.iter().filter(running).collect();
    if pauses.is_empty() {
        return Ok(());
    }
    let pause = (*session.chance.pick(&pauses)).clone();
    session.taken(pause.by, words(&["end", &pause.id]), None)?;
    let event = session.event(pause.by, Act::Lift(pause.id));
    session.events.push(event);
    Ok(())
}

/// Ends a promise, by either; what is over by itself cannot be ended.
fn end(session: &mut Session, by: usize) -> Result<(), String> {
    let world = session.world();
    let promise = session.chance.pick(&world.promises).clone();
    let handle = session.handle(&promise);
    let args = words(&["end", &handle]);
    match (state_now(session, &promise), promise.ended) {
        ("active", None) => {}
        ("ended", None) => return session.refused(by, args, None, &[1, 2, 3]),
        _ => return Ok(()),
    }
    let held = promise.raws.iter().find(|raw| raw.holds(session.today));
    let keeps = held.is_some_and(|raw| see(&world, &promise, raw, session.now()).verdict != Verdict::Open);
    let echo = session.taken(by, args, None)?;
    let id = promise.terms.id;
    let event = session.event(by, Act::End { promise: id.clone(), keeps });
    session.events.push(event);
    session.check_echo(&id, &echo)
}

/// Takes back one's own latest command, where nothing later leans on it.
pub fn undo(session: &mut Session, by: usize) -> Result<(), String> {
    let world = session.world();
    let stands = standing(&session.events);
    let Some(target) = session.events.iter().rposition(|e| e.by == by) else { return Ok(()) };
    // What it is about in the end, when it takes back a taking back.
    let mut root = target;
    while let Act::Undo(back) = session.events[root].act {
        root = back;
    }
    let clear = match &session.events[root].act {
        // An undo changes no day that is past, nor what came of a promise since the day of giving.
        Act::Lift(_) | Act::Pause { .. } | Act::Promise(_) if session.events[root].day != session.today => {
            false
        }
        Act::Mark(_) | Act::Lift(_) => true,
        // Meanwhile somebody may have ended the promise again.
        Act::End { promise, .. } => stands[root] || world.find(promise).ended.is_none(),
        Act::Pause { id, .. } => {
            !stands[root] || world.pauses.iter().any(|p| p.id == *id && p.lifted.is_none())
        }
        Act::Promise(_) => !stands[root] || target + 1 == session.events.len(),
        Act::Accept(_) | Act::Decline(_) | Act::Undo(_) => false,
    };
    // Taking a promise back too often would leave little to look at.
    let gone = matches!(session.events[root].act, Act::Promise(_)) && stands[root];
    let rare = gone && session.chance.percent(70);
    if !clear || rare {
        return Ok(());
    }
    session.taken(by, words(&["undo"]), None)?;
    let event = session.event(by, Act::Undo(target));
    session.events.push(event);
    Ok(())
}

/// A day that a word could be about: mostly in a window not long gone, seldom in none.
pub fn day_to_mark(session: &mut Session, promise: &Promise, ahead: bool) -> NaiveDate {
    let today = session.today;
    if session.chance.percent(5) || promise.raws.is_empty() {
        return moved(today, session.chance.between(-20, 6));
    }
    let reach = if ahead { moved(today, 30) } else { today };
    let begun: Vec<_> = promise.raws.iter().filter(|raw| raw.from <= reach).collect();
    if begun.is_empty() {
        return today;
    }
    let back = if session.chance.percent(75) { 6 } else { begun.len() };
    let recent = &begun[begun.len().saturating_sub(back)..];
    let raw = *session.chance.pick(recent);
    let last = raw.to.unwrap_or(reach).min(reach);
    // A long window is mostly spoken of soon after it began, or now.
    let from = if session.chance.percent(30) { before(week_of(last, session.starts)) } else { raw.from };
    *session.chance.pick(&span(from.clamp(raw.from, last), last))
}

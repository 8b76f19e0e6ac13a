//! `init`, `me`, `config`; who acts, and in which ledger.

use crate::harness::{Home, keys, list};

const VERBS: [&[&str]; 18] = [
    &[],
    &["me"],
    &["me", "Ana"],
    &["config"],
    &["config", "day_ends", "03:00"],
    &["promise", "x", "--every", "day"],
    &["accept", "a1"],
    &["decline", "a1"],
    &["end", "a1"],
    &["pause"],
    &["kept", "dishes"],
    &["broke", "dishes"],
    &["undo"],
    &["due"],
    &["list"],
    &["show", "dishes"],
    &["streaks"],
    &["report"],
];

#[test]
fn before_init_every_verb_says_how_to_begin() {
    let home = Home::new();
    for verb in VERBS.into_iter().chain([&["history"] as &[&str], &["excused", "dishes"], &["report", "all"]])
    {
        let refusal = home.refused(verb, 3);
        assert_eq!(refusal.kind, "not_found", "{verb:?}");
        assert!(refusal.hint.contains("ourword init"), "{verb:?}: {}", refusal.hint);
    }
    assert!(!home.path().join("data").exists(), "a refused command leaves no folder behind");
    assert!(!home.path().join("state").exists(), "nor a key");
}

#[test]
fn two_names_make_a_shared_ledger() {
    let home = Home::new();
    insta::assert_snapshot!("init", home.run(&["init", "Ana", "Ben"]));
    insta::assert_snapshot!("me", home.run(&["me", "Ana"]));
    let who = home.json(&["me"]);
    assert_eq!(keys(&who), ["acting", "partners", "schema"]);
    assert_eq!(who["acting"], "Ana");
    assert_eq!(who["partners"][0]["joined"], "2026-11-16");
    assert!(who["partners"][1]["joined"].is_null(), "Ben has not said yes");
}

#[test]
fn init_as_json() {
    let home = Home::new();
    let made = home.json(&["init", "Ana", "Ben"]);
    assert_eq!(keys(&made), ["recorded", "schema", "unchanged"]);
    assert_eq!(made["schema"], "ourword.init/1");
    assert_eq!(made["recorded"][0]["kind"], "shared");
    assert_eq!(made["recorded"][0]["partners"], serde_json::json!(["Ana", "Ben"]));
    let apart = Home::new();
    assert_eq!(apart.json(&["init", "Ana"])["recorded"][0]["kind"], "own");
}

#[test]
fn nothing_is_made_over_a_ledger() {
    let home = Home::with_dishes();
    let refusal = home.refused(&["init", "Cleo", "Dan"], 1);
    assert_eq!(refusal.kind, "refused");
    assert!(refusal.hint.contains("--ledger"));
}

#[test]
fn names_that_cannot_be_partners() {
    let home = Home::new();
    for names in [
        &["init", "Ana", "ANA"],
        &["init", "", "Ben"],
        &["init", "Zoë", "Zoe\u{308}"],
        &["init", "a\u{7}b", "Ben"],
    ] {
        assert_eq!(home.refused(names, 2).kind, "usage", "{names:?}");
        assert!(!home.ledger().exists(), "{names:?}");
    }
    let long = "x".repeat(41);
    assert!(home.refused(&["init", &long, "Ben"], 2).hint.contains("40"));
    let three = home.run(&["init", "A", "B", "C"]);
    assert_eq!(three.code, 2, "{three}");
    home.ok(&["init", &long[1..], "Ben"]);
}

#[test]
fn one_name_makes_ones_own() {
    let home = Home::new();
    home.ok(&["init", "Zoë"]);
    let refusal = home.refused(&["list"], 3);
    assert!(refusal.hint.contains("--own"), "{refusal:?}");
    // Nobody else could be meant, so nobody has to say who they are.
    home.ok(&["--own", "promise", "read", "--every", "day", "--name", "read"]);
    assert_eq!(home.json(&["--own", "list"])["promises"][0]["by"][0], "Zoë");
    let through_env = home.call(&["kept", "read"]).env("OURWORD_OWN", "1").json();
    assert_eq!(through_env["recorded"][0]["by"], "Zoë");
    assert_eq!(home.call(&["list"]).env("OURWORD_OWN", "0").refused(3).kind, "not_found");
    assert!(home.refused(&["--own", "promise", "x", "--every", "day", "--both"], 1).hint.contains("init"));
}

#[test]
fn ones_own_ledger_has_one_name() {
    let home = Home::new();
    assert_eq!(home.refused(&["--own", "init", "Ana", "Ben"], 2).kind, "usage");
    assert!(!home.path().join("data").exists());
}

#[test]
fn the_environment_asks_for_ones_own_as_the_flag_does() {
    let home = Home::new();
    let ran = home.call(&["init", "Ana", "Ben"]).env("OURWORD_OWN", "1").run();
    assert_ne!(ran.code, 0, "a ledger of two where one's own belongs\n{ran}");
}

#[test]
fn an_init_that_fails_leaves_nothing_in_the_way() {
    let home = Home::new();
    std::fs::write(home.path().join("file"), "").unwrap();
    let nowhere = home.path().join("file").display().to_string();
    let failed = home.call(&["init", "Ana", "Ben"]).env("XDG_STATE_HOME", &nowhere).run();
    assert_eq!(failed.code, 1, "there is no place for the device's key\n{failed}");
    home.ok(&["init", "Ana", "Ben"]);
    assert_eq!(list(&home.json(&["me"])["partners"]).len(), 2);
}

#[test]
fn an_init_that_was_interrupted_can_be_done_again() {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("data/ourword")).unwrap();
    std::fs::write(home.ledger(), "").unwrap();
    home.ok(&["init", "Ana", "Ben"]);
}

#[test]
fn own_and_shared_lie_side_by_side() {
    let home = Home::with_dishes();
    home.ok(&["init", "Ana"]);
    home.ok(&["--own", "promise", "read", "--every", "day"]);
    assert_eq!(home.json(&["list"])["promises"][0]["name"], "dishes");
    assert_eq!(home.json(&["--own", "list"])["promises"][0]["text"], "read");
}

#[test]
fn which_ledger() {
    let home = Home::couple();
    let there = |name: &str| home.path().join(name).display().to_string();
    let (by_env, by_flag) = (there("env.db"), there("flag/deep/er.db"));
    home.call(&["init", "Cleo", "Dan"]).env("OURWORD_LEDGER", &by_env).ok();
    home.call(&["--ledger", &by_flag, "init", "Eve", "Fay"]).env("OURWORD_LEDGER", &by_env).ok();
    let first = |args: &[&str], env: &str| {
        let call = home.call(args);
        let call = if env.is_empty() { call } else { call.env("OURWORD_LEDGER", env) };
        call.json()["partners"][0]["name"].clone()
    };
    assert_eq!(first(&["me"], ""), "Ana");
    assert_eq!(first(&["me"], &by_env), "Cleo");
    assert_eq!(first(&["--ledger", &by_flag, "me"], &by_env), "Eve");
    assert_eq!(first(&["me", "--ledger", "flag/deep/er.db"], ""), "Eve", "relative, and behind the verb");
    let both = home.run(&["--own", "--ledger", &by_flag, "me"]);
    assert_eq!(both.code, 2, "{both}");
}

#[test]
fn without_a_home_a_ledger_has_to_be_named() {
    let home = Home::new();
    let homeless = |args: &[&str]| {
        let call = home.call(args).without_env("HOME").without_env("XDG_DATA_HOME");
        call.without_env("XDG_STATE_HOME").without_env("XDG_CONFIG_HOME").run()
    };
    // The system may still know a home for the user, who has no ledger there or here.
    let ran = homeless(&["list", "--ledger", "none.db"]);
    assert_eq!(ran.code, 3, "{ran}");
    assert_eq!(homeless(&["--help"]).code, 0);
}

#[test]
fn who_acts() {
    let home = Home::couple();
    let promise = ["promise", "x", "--every", "day"];
    let by = |call: crate::harness::Call<'_>| call.json()["recorded"][0]["by"][0].clone();
    assert_eq!(by(home.call(&promise)), "Ana", "for whom the device speaks");
    assert_eq!(by(home.call(&promise).env("OURWORD_AS", "ben")), "Ben");
    assert_eq!(by(home.call(&["promise", "x", "-a", "BEN"])), "Ben");
    assert_eq!(by(home.call(&["--as", "ana", "promise", "x"]).env("OURWORD_AS", "ben")), "Ana");
    home.ok(&["me", "ben"]);
    assert_eq!(by(home.call(&promise)), "Ben", "`me` changes hands");
}

#[test]
fn who_acts_has_to_be_known_to_write() {
    let home = Home::couple();
    std::fs::remove_dir_all(home.path().join("state")).unwrap();
    let refusal = home.refused(&["promise", "x"], 2);
    for way in ["ourword me", "--as", "OURWORD_AS"] {
        assert!(refusal.hint.contains(way), "{way}: {}", refusal.hint);
    }
    assert_eq!(home.refused(&["due", "--mine"], 2).kind, "usage");
    for verb in [&[] as &[&str], &["due"], &["list"], &["streaks"], &["report"], &["history"], &["me"]] {
        home.ok(verb);
    }
    assert!(home.refused(&["list", "--as", "zoe"], 3).hint.contains("Ana and Ben"));
}

#[test]
fn nobody_speaks_for_who_has_not_joined() {
    let home = Home::new();
    home.ok(&["init", "Ana", "Ben"]);
    home.ok(&["me", "Ana"]);
    home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes"]);
    for verb in [&["kept", "dishes"] as &[&str], &["promise", "x"], &["pause"], &["undo"], &["end", "dishes"]]
    {
        let refusal = home.call(verb).env("OURWORD_AS", "Ben").refused(1);
        assert!(refusal.message.contains("Ben has not joined"), "{refusal:?}");
        assert!(refusal.hint.contains("ourword me Ben"), "{refusal:?}");
    }
    home.ok(&["report"]).says("has not joined");
    assert!(home.json(&["report"])["partners"][1]["joined"].is_null());
}

#[test]
fn me_twice_changes_nothing() {
    let home = Home::couple();
    let before = home.bytes();
    let again = home.json(&["me", "ana"]);
    assert!(list(&again["recorded"]).is_empty());
    assert_eq!(again["unchanged"][0]["name"], "Ana");
    assert_eq!(home.bytes(), before);
    assert!(home.refused(&["me", "zoe"], 3).hint.contains("Ana and Ben"));
}

#[test]
fn a_home_that_moved_away_still_reads() {
    let home = Home::with_dishes();
    std::fs::remove_dir_all(home.path().join("state")).unwrap();
    assert!(home.json(&[])["acting"].is_null());
    home.ok(&["me", "Ana"]);
    let event = home.json(&["kept", "dishes"]);
    assert_eq!(event["recorded"][0]["by"], "Ana");
    let letters = home.json(&["history", "all"]);
    let devices: Vec<_> = list(&letters["events"]).iter().map(|event| event["device"].clone()).collect();
    assert_eq!(devices.last().unwrap(), "b", "without its key it is another device");
}

#[test]
fn a_key_cut_short_is_made_anew() {
    let home = Home::with_dishes();
    let key = home.path().join("state/ourword/device.key");
    std::fs::write(&key, "short").unwrap();
    home.ok(&["list"]);
    assert_eq!(home.json(&["promise", "x", "-a", "ana"])["recorded"][0]["id"], "b1", "as another device");
    assert_eq!(std::fs::read(&key).unwrap().len(), 32);
}

#[test]
fn settings() {
    let home = Home::couple();
    insta::assert_snapshot!("config", home.run(&["config"]));
    let set = home.json(&["config", "day_ends", "03:00"]);
    assert_eq!(keys(&set), ["recorded", "schema", "unchanged"]);
    assert_eq!(set["recorded"][0], serde_json::json!({"key": "day_ends", "value": "03:00"}));
    assert!(list(&home.json(&["config", "day_ends", "03:00"])["recorded"]).is_empty());
    assert_eq!(home.ok(&["config", "day_ends", "--quiet"]).stdout, "03:00\n");
    for (key, value) in
        [("day_ends", "12:00"), ("day_ends", "3"), ("week_starts", "someday"), ("colour", "x")]
    {
        assert_eq!(home.refused(&["config", key, value], 2).kind, "usage", "{key} {value}");
    }
    assert!(home.refused(&["config", "colour"], 2).hint.contains("week_starts"));
    home.ok(&["config", "week_starts", "sunday"]);
    home.ok(&["promise", "x", "--every", "week"]);
    assert_eq!(home.json(&["report"])["from"], "2026-11-15", "weeks start on Sunday now");
    assert!(home.refused(&["config", "week_starts", "monday"], 1).message.contains("fixed"));
    assert!(home.refused(&["report", "2026-W47"], 2).message.contains("Monday"));
}

#[test]
fn the_night_belongs_to_the_day_before() {
    let home = Home::couple();
    home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes"]);
    home.ok(&["config", "day_ends", "03:00"]);
    home.at("2026-11-18T02:30:00Z");
    assert_eq!(home.json(&["kept", "dishes"])["recorded"][0]["on"], "2026-11-17");
    home.at("2026-11-18T23:30:00Z");
    let abroad = home.call(&["kept", "dishes"]).env("TZ", "Asia/Tokyo").json();
    assert_eq!(abroad["recorded"][0]["on"], "2026-11-19", "half past eight in the morning there");
}

#[test]
fn demo_keeps_nothing() {
    let home = Home::new();
    home.ok(&["demo"]).says("Ana");
    assert!(!home.path().join("data").exists() && !home.path().join("state").exists());
}

#[cfg(unix)]
mod modes {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::Home;
    use crate::harness::PROGRAM;

    fn under(home: &Home, umask: &str, args: &[&str]) {
        let script = format!("umask {umask}; exec \"$@\"");
        let words: Vec<&str> = ["-c", &script, "sh", PROGRAM].iter().chain(args).copied().collect();
        home.call_through("/bin/sh", &words).ok();
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_ledger_is_its_owners_alone_whatever_the_umask() {
        for umask in ["000", "022", "077"] {
            let home = Home::new();
            under(&home, umask, &["init", "Ana", "Ben"]);
            under(&home, umask, &["me", "Ana"]);
            under(&home, umask, &["promise", "x", "--every", "day"]);
            for folder in ["data", "data/ourword", "state", "state/ourword"] {
                assert_eq!(mode(&home.path().join(folder)), 0o700, "{folder} under {umask}");
            }
            for folder in ["data/ourword", "state/ourword"] {
                for file in std::fs::read_dir(home.path().join(folder)).unwrap() {
                    let file = file.unwrap().path();
                    assert_eq!(mode(&file), 0o600, "{} under {umask}", file.display());
                }
            }
        }
    }

    #[test]
    fn an_empty_file_becomes_a_ledger_that_is_its_owners_alone() {
        let home = Home::new();
        let file = home.path().join("empty.db");
        std::fs::write(&file, "").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        home.ok(&["--ledger", "empty.db", "init", "Ana", "Ben"]);
        assert_eq!(mode(&file), 0o600);
    }
}

//! What people write lies in the ledger, readable by its owner alone, and nowhere else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Home, PROGRAM};

/// Every file and folder below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        }
        found.push(path);
    }
    found
}

#[cfg(unix)]
#[test]
fn whatever_the_umask_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let script = r#"umask 000; set -e
        "$OURWORD" init Ana Ben; "$OURWORD" me Ana; "$OURWORD" promise "wash up" --every day --name dishes
        "$OURWORD" kept dishes --note "late night"; "$OURWORD" report --output report.html --format html
        "$OURWORD" backup copy.db; "$OURWORD" export --output record.ndjson; "$OURWORD" init Ana
        "$OURWORD" --own note slept badly; "$OURWORD" leave --output mine.json --yes"#;
    let ran = home.call_through("bash", &["-c", script]).env("OURWORD", PROGRAM).run();
    assert_eq!(ran.code, 0, "{ran}");
    let mut seen = 0;
    for path in below(home.path()) {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let name = path.strip_prefix(home.path()).unwrap().to_owned();
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        // The folders of the platform, which the program shares with others, it makes as private as its own.
        assert_eq!(mode, wanted, "{}: {mode:o}", name.display());
        seen += 1;
    }
    assert!(seen >= 8, "{seen} files and folders");
}

/// After every kind of command, done and refused, the words are in the ledger and in what was asked for, and in no other
/// file of the home or of the folder for temporary files.
#[test]
fn words_are_in_the_ledger_and_nowhere_else() {
    const WORD: &str = "xylophone-lullaby";
    let home = Home::with_dishes();
    let temporary = home.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let run = |args: &[&str]| home.call(args).env("TMPDIR", temporary.to_str().unwrap()).run();
    let text = |more: &str| format!("{WORD} {more}");
    for args in [
        ["promise", &text("1"), "--every", "day"].as_slice(),
        &["kept", "dishes", "--note", &text("2")],
        &["thank", &text("3")],
        &["boundary", &text("4"), "--will", &text("5")],
        &["ask", &text("6"), "--every", "week"],
        &["chapter", &text("7"), "--hope", &text("8")],
        &["checkin", "--feeling", &text("9"), "--show"],
        &["promise", &text("10"), "--every", "noday"],
        &["kept", &text("11")],
        &["report", "--format", "html"],
        &["report"],
        &["export"],
        &["history", "all"],
        &["doctor"],
        &["undo"],
        &["kept", "dishes", "--as", &text("12")],
    ] {
        run(args);
        for path in below(home.path()).into_iter().filter(|path| path.is_file() && *path != home.ledger()) {
            let bytes = fs::read(&path).unwrap();
            let found = bytes.windows(WORD.len()).any(|part| part == WORD.as_bytes());
            assert!(!found, "{args:?} left words in {}", path.display());
        }
    }
    assert!(home.bytes().windows(WORD.len()).any(|part| part == WORD.as_bytes()), "the ledger has them");
    assert_eq!(below(&temporary), Vec::<PathBuf>::new(), "nothing is left among the temporary files");
}

/// The packages of `Cargo.lock`.
fn locked() -> BTreeSet<String> {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    names.map(str::to_owned).collect()
}

/// Nothing in the program can speak to a network: none of the crates by which Rust programs do is among those that it is
/// built of. `mio` is: crossterm waits for keys with it, without its part for networks.
#[test]
fn no_crate_for_networks_is_built_in() {
    let locked = locked();
    assert!(locked.contains("rusqlite") && locked.len() > 100, "the list is read: {}", locked.len());
    for network in [
        "actix-web",
        "async-std",
        "attohttpc",
        "axum",
        "curl",
        "curl-sys",
        "git2",
        "h2",
        "hickory-resolver",
        "hyper",
        "hyper-util",
        "isahc",
        "lettre",
        "libssh2-sys",
        "minreq",
        "native-tls",
        "openssl",
        "openssl-sys",
        "quinn",
        "reqwest",
        "rustls",
        "sentry",
        "smol",
        "socket2",
        "ssh2",
        "surf",
        "tokio",
        "tungstenite",
        "ureq",
        "warp",
        "webbrowser",
        "ws",
    ] {
        assert!(!locked.contains(network), "{network}");
    }
}

/// The list of what may be used is the one that cargo-deny reads.
#[test]
fn every_licence_is_one_that_asks_for_no_more_than_its_own_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let metadata = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform"])
        .arg(format!("{}-unknown-linux-gnu", std::env::consts::ARCH))
        .current_dir(root)
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let deny = fs::read_to_string(root.join("deny.toml")).unwrap();
    let allowed: BTreeSet<&str> =
        deny.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",")).collect();
    assert!(allowed.len() > 5, "{allowed:?}");
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        // One of the alternatives, all parts of which may be used.
        let may = licence
            .split(" OR ")
            .any(|one| one.split(" AND ").all(|part| allowed.contains(part.trim_matches(['(', ')', ' ']))));
        assert!(may, "{} is under `{licence}`", package["name"]);
    }
}

//! What stands in for the C library's copying in the program that has musl in it.

#![cfg(all(target_arch = "x86_64", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::process::Command;

#[test]
fn bytes_are_copied_and_compared_as_byte_by_byte() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let check = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-copy");
    let names = ["memmove=moved", "memcpy=copied", "memcmp=compared", "bcmp=differs"];
    let built = Command::new("cc")
        .args(["-O2", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-fno-tree-loop-distribute-patterns"])
        .args(names.map(|name| format!("-D{name}")))
        .args(["src/musl/copy.c", "tests/copy/check.c"].map(|file| root.join(file)))
        .arg("-o")
        .arg(&check)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let ran = Command::new(check).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "all copied\n");
}

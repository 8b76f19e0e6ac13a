//! What has to be built besides Rust: see `src/musl/copy.c`.

#![allow(clippy::disallowed_methods, reason = "Cargo tells a build in the environment")]

fn main() {
    println!("cargo:rerun-if-changed=src/musl/copy.c");
    let is = |key: &str, value: &str| std::env::var(key).is_ok_and(|told| told == value);
    if is("CARGO_CFG_TARGET_ENV", "musl") && is("CARGO_CFG_TARGET_ARCH", "x86_64") {
        cc::Build::new()
            .file("src/musl/copy.c")
            .opt_level(2)
            .flag("-ffreestanding")
            .flag("-fno-tree-loop-distribute-patterns")
            .compile("ourword_copy");
    }
}

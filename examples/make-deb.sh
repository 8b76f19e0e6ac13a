#!/usr/bin/env bash
# A package for Debian and its kin: the program, its manual pages, and completions for bash, zsh and fish, all made here
# from the sources. It needs cargo-deb (`cargo install cargo-deb --locked`). The package is left in target/debian.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release --locked
# Where cargo builds to, unless told otherwise.
target=${CARGO_TARGET_DIR:-target}
assets=target/deb-assets
rm -rf -- "$assets"
mkdir -p "$assets/man1"
# Called by its bare name, since that is how shells will find it once it is installed.
PATH=$(realpath "$target/release"):$PATH
for shell in bash zsh fish; do ourword completions "$shell" >"$assets/ourword.$shell"; done
ourword man --output "$assets/man1" --quiet
cargo deb --no-build --locked

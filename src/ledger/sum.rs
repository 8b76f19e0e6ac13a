//! SHA-256, by the library that is the quicker one for so much.

use std::sync::atomic::{AtomicUsize, Ordering};

use hmac_sha256::Hash;
use sha2::{Digest, Sha256};

/// From so many bytes in one run on, the processor is asked for its instructions that hash. On a virtual machine the host
/// answers that, three times, and meanwhile as much as this is hashed without them. An ordinary command hashes a few hundred.
const MUCH: usize = 16 << 10;

/// The SHA-256 of these parts, one behind the other.
pub(crate) fn sum(parts: &[&[u8]]) -> [u8; 32] {
    static HASHED: AtomicUsize = AtomicUsize::new(0);
    let long = parts.iter().map(|part| part.len()).sum();
    let before = HASHED.fetch_add(long, Ordering::Relaxed);
    if before.saturating_add(long) < MUCH { of_little(parts) } else { of_much(parts) }
}

fn of_little(parts: &[&[u8]]) -> [u8; 32] {
    let mut sum = Hash::new();
    for part in parts {
        sum.update(part);
    }
    sum.finalize()
}

fn of_much(parts: &[&[u8]]) -> [u8; 32] {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update(part);
    }
    sum.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::hex;

    /// Known sums: FIPS 180-2, appendix B, and the empty message of NIST's test vectors.
    #[test]
    fn both_know_the_sums_that_are_known() {
        let known = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
        ];
        for (text, sum) in known {
            assert_eq!(hex(&of_little(&[text.as_bytes()])), sum, "{text}");
            assert_eq!(hex(&of_much(&[text.as_bytes()])), sum, "{text}");
        }
    }

    #[test]
    fn both_say_the_same_however_long_and_in_however_many_parts() {
        let bytes: Vec<u8> = (0..2_000_u32).map(|at| (at * 167 % 251) as u8).collect();
        for long in 0..bytes.len() {
            let (first, second) = bytes[..long].split_at(long / 3);
            let whole = of_much(&[&bytes[..long]]);
            for parts in [&[first, second] as &[&[u8]], &[&bytes[..long]], &[first, &[], second]] {
                assert_eq!(of_little(parts), whole, "{long}");
                assert_eq!(of_much(parts), whole, "{long}");
            }
        }
    }

    #[test]
    fn nothing_is_to_be_seen_of_the_change_from_one_to_the_other() {
        let bytes = [7; 1000];
        let sums: Vec<[u8; 32]> = (0..40).map(|_| sum(&[&bytes])).collect();
        assert!(sums.iter().all(|one| *one == of_little(&[&bytes])));
    }
}

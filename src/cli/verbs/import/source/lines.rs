//! Lines of a stream, each with its number, none of them held longer than it is looked at.

use std::io::{self, BufRead, Read};
use std::path::Path;

use crate::cli::error::Failure;
use crate::exchange::Fault;

/// No line is longer; what is, is no text that this program reads.
pub(super) const MOST: u64 = 1 << 20;

/// No file that has to be read whole is longer.
const MOST_WHOLE: u64 = 1 << 28;

/// Each line with its number.
pub fn each_line(
    mut from: impl BufRead,
    mut take: impl FnMut(u64, Result<&str, Fault>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = from.by_ref().take(MOST + 1).read_until(b'\n', &mut bytes);
        if read.map_err(failed)? == 0 {
            break;
        }
        if bytes.len() as u64 > MOST {
            return Err(Failure::usage(
                format!("line {number} is longer than 1 MiB"),
                "this is no such file",
            ));
        }
        let text = match (number, bytes.strip_prefix(b"\xef\xbb\xbf")) {
            (1, Some(rest)) => rest,
            _ => bytes.as_slice(),
        };
        let text = std::str::from_utf8(text.trim_ascii_end());
        take(number, text.map_err(|_| Fault::form("the line is not UTF-8 text", "write it as UTF-8")))?;
    }
    Ok(())
}

/// A text whole.
pub fn whole(from: impl BufRead, path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    from.take(MOST_WHOLE + 1).read_to_end(&mut bytes).map_err(failed)?;
    let name = path.display();
    if bytes.len() as u64 > MOST_WHOLE {
        return Err(Failure::usage(format!("{name} is longer than 256 MiB"), "import it in parts"));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(text)
        .map_err(|_| Failure::usage(format!("{name} is not UTF-8 text"), "write it as UTF-8"))
}

/// What stands between the cells: of comma, semicolon and tab the one that the heading has most of.
pub fn delimiter(from: &mut impl BufRead) -> Result<u8, Failure> {
    let start = from.fill_buf().map_err(failed)?;
    let heading = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| heading.split(|byte| *byte == delimiter).count();
    Ok([b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b','))
}

pub(super) fn failed(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::IsADirectory => Failure::usage("that is a folder", "name the file in it"),
        _ => Failure::Io("what is imported".to_owned(), error),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_bytes_come_every_line_is_told(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut numbers = Vec::new();
            each_line(bytes.as_slice(), |number, _| {
                numbers.push(number);
                Ok(())
            })
            .unwrap();
            let lines = bytes.split_inclusive(|byte| *byte == b'\n').count() as u64;
            prop_assert_eq!(numbers, (1..=lines).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_delimiter_is_what_the_heading_has_most_of() {
        for (heading, expected) in
            [("a,b;c,d\n;;;;", b','), ("a;b;c,d", b';'), ("a\tb", b'\t'), ("a", b','), ("", b',')]
        {
            assert_eq!(delimiter(&mut heading.as_bytes()).unwrap(), expected, "{heading:?}");
        }
    }

    #[test]
    fn a_mark_of_the_byte_order_is_no_text_and_a_line_has_an_end() {
        let mut texts = Vec::new();
        let bytes: &[u8] = b"\xef\xbb\xbfone\r\n\xff\ntwo";
        each_line(bytes, |_, text| {
            texts.push(text.map(str::to_owned).ok());
            Ok(())
        })
        .unwrap();
        assert_eq!(texts, [Some("one".to_owned()), None, Some("two".to_owned())]);
        let endless = io::repeat(b'x');
        assert!(each_line(io::BufReader::new(endless), |_, _| Ok(())).is_err());
    }
}

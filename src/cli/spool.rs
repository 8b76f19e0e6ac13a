//! What is made before it goes anywhere, however long it is.

use std::io::{self, BufWriter, IntoInnerError, Seek, Write};

use tempfile::{SpooledTempFile, spooled_tempfile};

use super::error::Failure;

/// So many bytes are held in memory.
const ROOM: usize = 1 << 20;

/// What is being made. What has no room in memory is in a file without a name, in the system's folder for such (`TMPDIR`).
/// So it is made whole before any of it is sent: a slow reader keeps nobody from writing, and of what cannot be read no half
/// is left.
#[derive(Debug)]
pub struct Spool(BufWriter<SpooledTempFile>);

impl Spool {
    /// What that writes.
    pub fn of<E: Into<io::Error>>(
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<Self, Failure> {
        let mut spool = Self::new();
        write(&mut spool).map_err(|error| failed(error.into()))?;
        Ok(spool)
    }

    /// Nothing yet.
    pub fn new() -> Self {
        Self(BufWriter::new(spooled_tempfile(ROOM)))
    }

    /// All of it goes there.
    pub fn send(self, to: &mut dyn Write) -> io::Result<()> {
        let mut made = self.0.into_inner().map_err(IntoInnerError::into_error)?;
        made.rewind()?;
        io::copy(&mut made, to).map(drop)
    }
}

/// What went wrong below a table.
pub fn of_csv(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// A table could not be kept until it is whole.
pub fn unwritten(error: csv::Error) -> Failure {
    failed(of_csv(error))
}

/// It could not be kept until it is whole.
fn failed(error: io::Error) -> Failure {
    Failure::Io("the folder for temporary files (TMPDIR)".to_owned(), error)
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

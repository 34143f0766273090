//! Lines and rows of a text, never longer than they may be.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of one row. Without a bound, a quote that is never closed would pull the rest of the file
/// into memory.
const MAX_ROW: u64 = 1 << 20;
/// What may stand between columns, the most usual first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// The next line, without its end. Of a line beyond the bound only the beginning is kept: enough to
/// see that it is too long.
pub fn read_line(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if reader.by_ref().take(MAX_ROW).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 == MAX_ROW {
        reader.skip_until(b'\n')?;
    }
    line.truncate(line.trim_ascii_end().len());
    Ok(Some(line))
}

/// What stands between the columns of the first line most often, outside of quotes.
pub fn guess_delimiter(start: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in start.iter().take_while(|byte| **byte != b'\n') {
        quoted ^= *byte == b'"';
        if let Some(at) = DELIMITERS
            .iter()
            .position(|known| known == byte)
            .filter(|_| !quoted)
        {
            counts[at] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let at = counts
        .iter()
        .position(|count| *count == most)
        .unwrap_or_default();
    DELIMITERS[at]
}

/// Refuses to go on when one row has become too long.
pub struct Bounded {
    /// What is read.
    pub inner: Box<dyn Read + Send>,
    /// Bytes read since the row began.
    pub since: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let many = self.inner.read(buffer)?;
        if self.since.fetch_add(many as u64, Ordering::Relaxed) > MAX_ROW {
            return Err(io::Error::other(format!(
                "a row is longer than {MAX_ROW} bytes; a quote is probably never closed"
            )));
        }
        Ok(many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_seen_in_the_first_line() {
        assert_eq!(guess_delimiter(b"name,email\na;b;c;d"), b',');
        assert_eq!(guess_delimiter(b"name;email;phone\n1,2,3,4,5"), b';');
        assert_eq!(guess_delimiter(b"name\temail\n"), b'\t');
        assert_eq!(guess_delimiter(b"\"a,b,c\";email"), b';');
        assert_eq!(guess_delimiter(b"email"), b',');
        assert_eq!(guess_delimiter(b""), b',');
    }

    #[test]
    fn lines_are_bounded() {
        let long = "x".repeat(3 * MAX_ROW as usize);
        let text = format!("a\r\n{long}\nb");
        let mut reader = text.as_bytes();
        let mut lines = std::iter::from_fn(|| read_line(&mut reader).expect("memory can be read"));
        assert_eq!(lines.next().as_deref(), Some(&b"a"[..]));
        assert_eq!(lines.next().map(|line| line.len()), Some(MAX_ROW as usize));
        assert_eq!(lines.next().as_deref(), Some(&b"b"[..]));
        assert_eq!(lines.next(), None);
    }
}

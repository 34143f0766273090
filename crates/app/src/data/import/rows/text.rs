//! Lines of a text, never longer than they may be, and what stands between their columns.

use std::io::{self, BufRead, Read};

/// Bytes of one row. Without a bound, a quote that is never closed would pull the rest of the file
/// into memory.
pub const MAX_ROW: u64 = 1 << 20;
/// What may stand between columns, the most usual first.
pub const DELIMITERS: [u8; 4] = *b",;\t|";

/// The next line, without its end. Of a line beyond the bound only the beginning is kept: enough to
/// see that it is too long.
pub fn read_line(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if reader
        .by_ref()
        .take(MAX_ROW + 1)
        .read_until(b'\n', &mut line)?
        == 0
    {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 > MAX_ROW {
        reader.skip_until(b'\n')?;
    }
    line.truncate(line.trim_ascii_end().len());
    Ok(Some(line))
}

/// The first line of spreadsheets that says what stands between the columns, `sep=;`: that, and the
/// bytes that the line takes up with its end.
pub fn said_delimiter(start: &[u8]) -> Option<(u8, usize)> {
    let line = start.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let said = line.trim_ascii_start();
    let said = said.strip_prefix(b"\"").unwrap_or(said);
    let (name, value) = said.split_at_checked(4)?;
    let delimiter = match value {
        [one, rest @ ..] if matches!(rest.trim_ascii(), b"" | b"\"") => *one,
        b"\\t" | b"\\t\"" => b'\t',
        _ => return None,
    };
    let end = match &start[line.len()..] {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    };
    let sound = name.eq_ignore_ascii_case(b"sep=")
        && delimiter.is_ascii()
        && !delimiter.is_ascii_alphanumeric();
    sound.then_some((delimiter, line.len() + end))
}

/// What stands between the columns of the first line most often, outside of quotes.
pub fn guess_delimiter(start: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    let mut begun = false;
    for byte in start {
        match byte {
            b'\n' | b'\r' if !quoted && begun => break,
            b'"' => quoted = !quoted,
            _ => {}
        }
        begun |= !byte.is_ascii_whitespace();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_seen_in_the_first_line() {
        assert_eq!(guess_delimiter(b"name,email\na;b;c;d"), b',');
        assert_eq!(guess_delimiter(b"name;email;phone\n1,2,3,4,5"), b';');
        assert_eq!(guess_delimiter(b"\r\nname;email\r\n1,2,3,4,5"), b';');
        assert_eq!(guess_delimiter(b"name;email\r1,2,3,4,5"), b';');
        assert_eq!(guess_delimiter(b"name\temail\n"), b'\t');
        assert_eq!(guess_delimiter(b"\"a,b,c\";email"), b';');
        assert_eq!(guess_delimiter(b"\"Country,\nRegion,\";email"), b';');
        assert_eq!(guess_delimiter(b"email"), b',');
        assert_eq!(guess_delimiter(b""), b',');
    }

    #[test]
    fn a_first_line_of_spreadsheets_says_the_delimiter() {
        for (text, expected) in [
            ("sep=;\r\na;b", Some((b';', 7))),
            ("SEP=,\na,b", Some((b',', 6))),
            ("\"sep=;\"\na;b", Some((b';', 8))),
            ("sep=\t\na\tb", Some((b'\t', 6))),
            ("sep=\\t\ra", Some((b'\t', 7))),
            ("sep=|", Some((b'|', 5))),
            ("sep=ab\n", None),
            ("separator;b\n", None),
            ("sep=\n", None),
            ("", None),
        ] {
            assert_eq!(said_delimiter(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_are_bounded() {
        let long = "x".repeat(3 * MAX_ROW as usize);
        let text = format!("a\r\n{long}\nb");
        let mut reader = text.as_bytes();
        let mut lines = std::iter::from_fn(|| read_line(&mut reader).expect("memory can be read"));
        assert_eq!(lines.next().as_deref(), Some(&b"a"[..]));
        assert_eq!(
            lines.next().map(|line| line.len()),
            Some(MAX_ROW as usize + 1)
        );
        assert_eq!(lines.next().as_deref(), Some(&b"b"[..]));
        assert_eq!(lines.next(), None);
    }
}

//! Messages as JSON: one a line, or all in one list.

use std::io::{self, BufRead};

use super::text::{MAX_ROW, read_line};

/// Brackets within each other that are followed: more than any reader of JSON takes, so that a message of nothing else
/// takes no memory.
const DEEPEST: usize = 1_024;

/// The messages of a file, with the lines that they begin on.
pub struct Lines<R> {
    reader: R,
    line: u64,
    layout: Layout,
}

/// How a file holds its messages; seen in its first sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Nothing was read yet.
    Unseen,
    /// One a line.
    Lines,
    /// In a list.
    List,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            line: 0,
            layout: Layout::Unseen,
        }
    }

    /// The next message that is not blank. Of one beyond the bound only the beginning is kept.
    pub fn next(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        if self.layout == Layout::Unseen {
            self.begin()?;
        }
        match self.layout {
            Layout::List => self.next_of_list(),
            _ => self.next_line(),
        }
    }

    /// Reads up to the first sign, and over it where it opens a list.
    fn begin(&mut self) -> io::Result<()> {
        self.layout = Layout::Lines;
        while let Some(&byte) = self.reader.fill_buf()?.first() {
            match byte {
                b'[' => self.layout = Layout::List,
                b'\n' => self.line += 1,
                byte if byte.is_ascii_whitespace() => {}
                _ => break,
            }
            self.reader.consume(1);
            if self.layout == Layout::List {
                self.line += 1;
                break;
            }
        }
        Ok(())
    }

    fn next_line(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        while let Some(text) = read_line(&mut self.reader)? {
            self.line += 1;
            if !text.trim_ascii().is_empty() {
                return Ok(Some((self.line, text)));
            }
        }
        Ok(None)
    }

    /// The text up to the next comma of the list, or its end; of a broken message up to where another begins.
    fn next_of_list(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        let (mut text, mut begins) = (Vec::new(), self.line);
        let mut place = Place::default();
        while let Some(&byte) = self.reader.fill_buf()?.first() {
            if place.is_broken_by(byte) {
                break;
            }
            self.reader.consume(1);
            self.line += u64::from(byte == b'\n');
            if place.is_between(byte) {
                match text.is_empty() {
                    true => continue,
                    false => break,
                }
            }
            place.pass(byte);
            if text.is_empty() {
                if byte.is_ascii_whitespace() {
                    continue;
                }
                begins = self.line;
            }
            if text.len() as u64 <= MAX_ROW {
                text.push(byte);
            }
        }
        text.truncate(text.trim_ascii_end().len());
        Ok((!text.is_empty()).then_some((begins, text)))
    }
}

/// Where in a message of a list the reading is.
#[derive(Default)]
struct Place {
    /// The brackets that are open, the innermost last.
    open: Vec<u8>,
    quoted: bool,
    escaped: bool,
    /// The last sign outside of texts.
    last: u8,
}

impl Place {
    /// Whether no JSON goes on like this, so that a quote or a bracket was never closed: the rest of the list is
    /// not lost with it.
    fn is_broken_by(&self, byte: u8) -> bool {
        let is_no_name = byte == b'{' && self.last == b',' && self.open.last() == Some(&b'{');
        match self.quoted {
            true => byte == b'\n',
            false => is_no_name,
        }
    }

    /// Whether this ends a message.
    fn is_between(&self, byte: u8) -> bool {
        !self.quoted && self.open.is_empty() && matches!(byte, b',' | b']')
    }

    fn pass(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            b'{' | b'[' if self.open.len() < DEEPEST => self.open.push(byte),
            b'}' | b']' => drop(self.open.pop()),
            _ => {}
        }
        if !self.quoted && !byte.is_ascii_whitespace() {
            self.last = byte;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, String)> {
        let mut lines = Lines::new(text.as_bytes());
        let next = || lines.next().expect("memory can be read");
        std::iter::from_fn(next)
            .map(|(line, text)| (line, String::from_utf8(text).expect("it is UTF-8")))
            .collect()
    }

    #[test]
    fn messages_come_one_a_line_or_in_a_list() {
        let (one, other) = (r#"{"a":[1,"],\\\""]}"#, r#"{"b":{}}"#);
        let expected = |lines: [u64; 2]| {
            let texts = [one, other].map(str::to_owned);
            lines.into_iter().zip(texts).collect::<Vec<_>>()
        };
        for (text, lines) in [
            (format!("{one}\n\n{other}"), [1, 3]),
            (format!("[{one},{other}]"), [1, 1]),
            (format!("\n [\n{one} ,\r\n  {other}\n]\n"), [3, 4]),
            (format!("[{one},,{other},"), [1, 1]),
        ] {
            assert_eq!(read(&text), expected(lines), "{text}");
        }
        assert_eq!(read("[]"), []);
        // What was never closed ends where no JSON goes on.
        for broken in [r#"{"a":"x},"#, r#"{"a":{"b":1},"#, r#"{"a":1,"#] {
            let text = format!("[{one},\n{broken}\n{other},\n{one}]");
            let good = [(1, one), (3, other), (4, one)];
            let mut found = read(&text);
            assert_eq!(found.remove(1).0, 2, "{broken}");
            assert_eq!(
                found,
                good.map(|(line, text)| (line, text.to_owned())),
                "{broken}"
            );
        }
        assert_eq!(read(" \n"), []);
        let deep = format!("[{}", "[".repeat(4 * DEEPEST));
        assert_eq!(read(&deep).len(), 1);
        let long = format!("[\"{}\",{other}]", "x".repeat(2 * MAX_ROW as usize));
        let lengths: Vec<usize> = read(&long).iter().map(|(_, text)| text.len()).collect();
        assert_eq!(lengths, [MAX_ROW as usize + 1, other.len()]);
    }
}

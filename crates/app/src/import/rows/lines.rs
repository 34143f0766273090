//! Messages as JSON: one a line, or all in one list.

use std::io::{self, BufRead};

use super::text::{MAX_ROW, read_line};

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

    /// The text up to the next comma of the list, or its end.
    fn next_of_list(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        let (mut text, mut begins) = (Vec::new(), self.line);
        let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
        while let Some(&byte) = self.reader.fill_buf()?.first() {
            self.reader.consume(1);
            self.line += u64::from(byte == b'\n');
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth > 0 => depth -= 1,
                b',' | b']' if depth == 0 => match text.is_empty() {
                    true => continue,
                    false => break,
                },
                _ => {}
            }
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
        assert_eq!(read(" \n"), []);
        let long = format!("[\"{}\",{other}]", "x".repeat(2 * MAX_ROW as usize));
        let lengths: Vec<usize> = read(&long).iter().map(|(_, text)| text.len()).collect();
        assert_eq!(lengths, [MAX_ROW as usize + 1, other.len()]);
    }
}

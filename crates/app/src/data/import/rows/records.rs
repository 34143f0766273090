//! Records of a table in text: cells, and the line that each record begins on.

use std::io::{self, BufRead};

use csv::ByteRecord;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::text::MAX_ROW;

use super::unclosed::is_unclosed;

/// Cells of one record.
pub const MAX_CELLS: usize = 4_000;

/// One record of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The line that it begins on.
    pub line: u64,
    /// Its cells.
    pub cells: ByteRecord,
    /// Whether a quote is opened in it that is never closed, so that the line was cut without regard to quotes.
    pub unclosed: bool,
}

/// Reads records one by one.
///
/// The lines are counted here, between the records: a parser that ends a record at the first half of
/// `\r\n` counts the second half to the next one, and what it skips as empty to nothing.
pub struct Records<R> {
    source: Source<R>,
    parser: Reader,
    delimiter: u8,
    /// Columns of the table, once they are known.
    columns: usize,
    /// The record at hand as it stands in the file.
    raw: Vec<u8>,
    /// The line at hand, from 1.
    line: u64,
    /// Whether the last byte passed over was `\r`, so that `\n` ends the same line.
    half: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: BufRead> Records<R> {
    /// Begins at a line.
    pub fn new(reader: R, delimiter: u8, line: u64) -> Self {
        Self {
            source: Source {
                again: Vec::new(),
                at: 0,
                reader,
            },
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            columns: 0,
            raw: Vec::new(),
            line,
            half: false,
            cells: vec![0; 4 << 10],
            ends: vec![0; 64],
        }
    }

    /// Says how many columns the table has: rows that a quote has swallowed are told by it.
    pub fn expect(&mut self, columns: usize) {
        self.columns = columns;
    }

    /// The next record; empty lines are passed over. Where a quote is opened that is never closed, the record
    /// is the line that it stands on, and the next lines are records of their own.
    ///
    /// # Errors
    /// When it cannot be read, or is longer than a row may be.
    pub fn next(&mut self) -> io::Result<Option<Record>> {
        if !self.pass_line_ends()? {
            return Ok(None);
        }
        let line = self.line;
        self.raw.clear();
        let (cells, at_end, is_too_long) = match self.read(line)? {
            Read::Record { cells, at_end } => (cells, at_end, false),
            Read::TooLong => (ByteRecord::new(), false, true),
            Read::Nothing => return Ok(None),
        };
        let table = (self.delimiter, self.columns);
        let is_one_line = self.line == line && !is_too_long;
        if !is_one_line && is_unclosed(&self.raw, table, cells.len(), at_end) {
            return Ok(Some(Record {
                line,
                cells: self.first_line_again(line),
                unclosed: true,
            }));
        }
        if is_too_long {
            return Err(too_long(line));
        }
        Ok(Some(Record {
            line,
            cells,
            unclosed: false,
        }))
    }

    /// Reads up to the end of a record that begins on a line.
    fn read(&mut self, line: u64) -> io::Result<Read> {
        let (mut used, mut ended) = (0, 0);
        loop {
            let input = self.source.fill_buf()?;
            let at_end = input.is_empty();
            let (result, read, wrote, ends) =
                self.parser
                    .read_record(input, &mut self.cells[used..], &mut self.ends[ended..]);
            let consumed = &input[..read];
            self.line += lines_in(consumed, &mut self.half);
            self.raw.extend_from_slice(consumed);
            self.source.consume(read);
            (used, ended) = (used + wrote, ended + ends);
            if ended > MAX_CELLS {
                return Err(too_many(line));
            }
            if self.raw.len() as u64 > MAX_ROW {
                return Ok(Read::TooLong);
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(2 * self.cells.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => {
                    let cells = self.record(ended);
                    return Ok(Read::Record { cells, at_end });
                }
                ReadRecordResult::End => return Ok(Read::Nothing),
            }
        }
    }

    /// The cells of the first line of what was read, cut without regard to quotes; what follows it is read again.
    fn first_line_again(&mut self, line: u64) -> ByteRecord {
        let end = self
            .raw
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'));
        let (first, rest) = self.raw.split_at(end.unwrap_or(self.raw.len()));
        self.source.again(rest);
        self.parser.reset();
        (self.line, self.half) = (line, false);
        let cells = first.split(|byte| *byte == self.delimiter);
        cells
            .map(|cell| cell.strip_prefix(b"\"").unwrap_or(cell))
            .collect()
    }

    fn record(&self, cells: usize) -> ByteRecord {
        let mut from = 0;
        let mut record = ByteRecord::new();
        for end in &self.ends[..cells] {
            record.push_field(&self.cells[from..*end]);
            from = *end;
        }
        record
    }

    /// Goes to the next byte that ends no line; false at the end of the file.
    fn pass_line_ends(&mut self) -> io::Result<bool> {
        loop {
            let input = self.source.fill_buf()?;
            if input.is_empty() {
                return Ok(false);
            }
            let ends = input
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            let more = ends == input.len();
            self.line += lines_in(&input[..ends], &mut self.half);
            self.source.consume(ends);
            if !more {
                self.half = false;
                return Ok(true);
            }
        }
    }
}

/// What was read up to the end of a record.
enum Read {
    /// A record, and whether the file ended with it.
    Record { cells: ByteRecord, at_end: bool },
    /// More bytes than a row may have.
    TooLong,
    /// Nothing.
    Nothing,
}

/// Where bytes come from: what is to be read again, and then the rest of the file.
struct Source<R> {
    again: Vec<u8>,
    at: usize,
    reader: R,
}

impl<R: BufRead> Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.at < self.again.len() {
            true => Ok(&self.again[self.at..]),
            false => self.reader.fill_buf(),
        }
    }

    fn consume(&mut self, bytes: usize) {
        match self.at < self.again.len() {
            true => self.at += bytes,
            false => self.reader.consume(bytes),
        }
    }

    /// Has bytes that were read come again.
    fn again(&mut self, bytes: &[u8]) {
        let left = self.again.split_off(self.at.min(self.again.len()));
        self.again = [bytes, &left].concat();
        self.at = 0;
    }
}

/// How many lines end in these bytes: at `\n`, `\r\n` and `\r`.
fn lines_in(bytes: &[u8], half: &mut bool) -> u64 {
    let mut lines = 0;
    for byte in bytes {
        lines += u64::from(*byte == b'\r' || *byte == b'\n' && !*half);
        *half = *byte == b'\r';
    }
    lines
}

fn too_many(line: u64) -> io::Error {
    io::Error::other(format!(
        "the row on line {line} has more than {MAX_CELLS} cells"
    ))
}

fn too_long(line: u64) -> io::Error {
    io::Error::other(format!(
        "the row that begins on line {line} is longer than {MAX_ROW} bytes; a quote is probably never closed"
    ))
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>)> {
        // A buffer of three bytes cuts everywhere.
        let reader = BufReader::with_capacity(3, text.as_bytes());
        let mut records = Records::new(reader, b',', 1);
        let text = |cell: &[u8]| String::from_utf8_lossy(cell).into_owned();
        std::iter::from_fn(|| records.next().expect("it can be read"))
            .map(|record| (record.line, record.cells.iter().map(text).collect()))
            .collect()
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "c,d", "", "", "\"e", "f\",g", "h"].join(end);
            let lines: Vec<u64> = read(&text).iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 5, 7], "{end:?}");
            let begun_empty = format!("{end}{end}a,b{end}c,d{end}");
            let lines: Vec<u64> = read(&begun_empty).iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [3, 4], "{end:?}");
        }
    }

    #[test]
    fn quotes_are_read_as_spreadsheets_write_them() {
        let cells = |text: &str| {
            read(text)
                .into_iter()
                .map(|(_, cells)| cells)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            cells("\"a \"\"b\"\" c\",\"d,e\"\r\n\"\",x\r\n"),
            [["a \"b\" c", "d,e"], ["", "x"]]
        );
        assert_eq!(
            cells("5\" pipe,x\n\"a\"b,c"),
            [["5\" pipe", "x"], ["ab", "c"]]
        );
        assert_eq!(cells("\"one\r\ntwo\",x"), [["one\r\ntwo", "x"]]);
    }

    #[test]
    fn rows_are_bounded() {
        let endless = format!("a\n\"{}", "x\n".repeat(MAX_ROW as usize));
        let mut records = Records::new(endless.as_bytes(), b',', 1);
        assert!(records.next().is_ok());
        let error = records.next().expect_err("it is too long").to_string();
        assert!(
            error.contains("line 2") && error.contains("never closed"),
            "{error}"
        );
        let wide = ",".repeat(MAX_CELLS + 5);
        let error = Records::new(wide.as_bytes(), b',', 1)
            .next()
            .expect_err("too wide")
            .to_string();
        assert!(error.contains("cells"), "{error}");
    }
}

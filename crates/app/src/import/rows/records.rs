//! Records of a table in text: cells, and the line that each record begins on.

use std::io::{self, BufRead};

use csv::ByteRecord;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::text::MAX_ROW;

/// Cells of one record.
pub const MAX_CELLS: usize = 4_000;

/// Reads records one by one.
///
/// The lines are counted here, between the records: a parser that ends a record at the first half of
/// `\r\n` counts the second half to the next one, and what it skips as empty to nothing.
pub struct Records<R> {
    reader: R,
    parser: Reader,
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
            reader,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            line,
            half: false,
            cells: vec![0; 4 << 10],
            ends: vec![0; 64],
        }
    }

    /// The next record with the line that it begins on; empty lines are passed over.
    ///
    /// # Errors
    /// When it cannot be read, or is longer than a row may be.
    pub fn next(&mut self) -> io::Result<Option<(u64, ByteRecord)>> {
        if !self.pass_line_ends()? {
            return Ok(None);
        }
        let begin = self.line;
        let (mut bytes, mut used, mut ended) = (0, 0, 0);
        loop {
            let input = self.reader.fill_buf()?;
            let (result, read, wrote, ends) =
                self.parser
                    .read_record(input, &mut self.cells[used..], &mut self.ends[ended..]);
            let consumed = &input[..read];
            self.line += lines_in(consumed, &mut self.half);
            self.reader.consume(read);
            (bytes, used, ended) = (bytes + read as u64, used + wrote, ended + ends);
            if bytes > MAX_ROW || ended > MAX_CELLS {
                return Err(too_long(begin, ended));
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(2 * self.cells.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => return Ok(Some((begin, self.record(ended)))),
                ReadRecordResult::End => return Ok(None),
            }
        }
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
            let input = self.reader.fill_buf()?;
            if input.is_empty() {
                return Ok(false);
            }
            let ends = input
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            let more = ends == input.len();
            self.line += lines_in(&input[..ends], &mut self.half);
            self.reader.consume(ends);
            if !more {
                self.half = false;
                return Ok(true);
            }
        }
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

fn too_long(line: u64, cells: usize) -> io::Error {
    io::Error::other(match cells > MAX_CELLS {
        true => format!("the row on line {line} has more than {MAX_CELLS} cells"),
        false => format!(
            "the row that begins on line {line} is longer than {MAX_ROW} bytes; a quote is probably never closed"
        ),
    })
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
            .map(|(line, record)| (line, record.iter().map(text).collect()))
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

//! Rows of a file, in groups: records of a table or JSON lines.

mod lines;
mod records;
mod text;
mod unclosed;

use std::io::{self, BufReader, Cursor, Read};

use csv::ByteRecord;

use self::lines::Lines;
use self::records::Records;
use self::text::{DELIMITERS, guess_delimiter, said_delimiter};
use super::columns::{self, Column, headers_understood, tell_whose};
use super::orders::FurtherGoods;
use super::source::Source;
use super::{Options, What};
use crate::error::{Error, Result};

pub use self::text::MAX_ROW;

/// Bytes that the delimiter is seen in.
const PEEK: u64 = 64 << 10;
/// Bytes read at once.
const BUFFER: usize = 256 << 10;

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1; the header is none.
    pub number: u64,
    /// The line that it begins on, from 1.
    pub line: u64,
    /// Whether a quote is opened in it that is never closed.
    pub unclosed: bool,
    /// Whether it tells no more than further goods of the order of the row before.
    pub further: bool,
    /// What stands there.
    pub content: Content,
}

/// What stands in a row.
#[derive(Clone, Debug)]
pub enum Content {
    /// Cells of a record.
    Cells(ByteRecord),
    /// A line that should be JSON.
    Json(Vec<u8>),
}

/// The rows of an open file.
pub struct Rows {
    format: Format,
    path: String,
    number: u64,
}

type Text = BufReader<Box<dyn Read + Send>>;

enum Format {
    Table {
        records: Box<Records<Text>>,
        delimiter: u8,
        further: Option<FurtherGoods>,
    },
    Json {
        lines: Lines<Text>,
    },
}

impl Rows {
    /// Begins to read; returns the rows and the columns, of which JSON lines have none.
    ///
    /// # Errors
    /// When the header cannot be read or does not say enough.
    pub fn open(source: &Source, options: &Options) -> Result<(Self, Vec<Column>)> {
        let path = options.path.display().to_string();
        let reader = source.reader()?;
        if options.is_json() {
            if options.what == What::People {
                return Err(Error::invalid(
                    "file",
                    "people come as CSV; JSON lines hold events: import them with `import events`",
                ));
            }
            let lines = Lines::new(BufReader::with_capacity(BUFFER, reader));
            let format = Format::Json { lines };
            return Ok((
                Self {
                    format,
                    path,
                    number: 0,
                },
                Vec::new(),
            ));
        }
        let failed = |source| Error::File {
            path: path.clone(),
            source,
        };
        let (mut records, delimiter) = table(reader, options).map_err(failed)?;
        let header = records.next().map_err(failed)?;
        let headers: Vec<String> = header
            .iter()
            .flat_map(|header| header.cells.iter())
            .map(|name| columns::header(&String::from_utf8_lossy(name)))
            .collect();
        let columns = columns::plan(&headers, options)?;
        records.expect(headers.len());
        let format = Format::Table {
            records: Box::new(records),
            delimiter,
            further: match options.what {
                What::Events => FurtherGoods::of(&columns),
                What::People => None,
            },
        };
        Ok((
            Self {
                format,
                path,
                number: 0,
            },
            columns,
        ))
    }

    /// What stands between the columns; `None` for JSON lines.
    pub fn delimiter(&self) -> Option<u8> {
        match self.format {
            Format::Table { delimiter, .. } => Some(delimiter),
            Format::Json { .. } => None,
        }
    }

    /// The next rows, at most `limit`; none at the end of the file.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn group(&mut self, limit: usize) -> Result<Vec<Row>> {
        let mut group = Vec::new();
        while group.len() < limit {
            let next = self.next().map_err(|source| Error::File {
                path: self.path.clone(),
                source,
            })?;
            let Some((line, unclosed, content)) = next else {
                break;
            };
            let further = self.is_further(&content);
            self.number += 1;
            group.push(Row {
                number: self.number,
                line,
                unclosed,
                further,
                content,
            });
        }
        Ok(group)
    }

    fn is_further(&mut self, content: &Content) -> bool {
        match (&mut self.format, content) {
            (Format::Table { further, .. }, Content::Cells(record)) => further
                .as_mut()
                .is_some_and(|further| further.is_told_by(record)),
            _ => false,
        }
    }

    /// The next row: its line, whether a quote in it is never closed, and what stands there.
    fn next(&mut self) -> io::Result<Option<(u64, bool, Content)>> {
        match &mut self.format {
            Format::Table { records, .. } => {
                let next = records.next()?;
                Ok(next.map(|one| (one.line, one.unclosed, Content::Cells(one.cells))))
            }
            Format::Json { lines } => {
                let next = lines.next()?;
                Ok(next.map(|(line, text)| (line, false, Content::Json(text))))
            }
        }
    }
}

/// The records of a table, the header first, and what stands between its columns: said by the user,
/// by the first line of a spreadsheet's file, or seen in the header.
fn table(mut reader: Box<dyn Read + Send>, options: &Options) -> io::Result<(Records<Text>, u8)> {
    let mut start = Vec::new();
    reader.by_ref().take(PEEK).read_to_end(&mut start)?;
    let said = said_delimiter(&start);
    let (passed, line) = said.map_or((0, 1), |(_, end)| (end, 2));
    let delimiter = options
        .delimiter
        .or(said.map(|(delimiter, _)| delimiter))
        .unwrap_or_else(|| seen_delimiter(&start, options));
    start.drain(..passed);
    let rest: Box<dyn Read + Send> = Box::new(Cursor::new(start).chain(reader));
    let reader = BufReader::with_capacity(BUFFER, rest);
    Ok((Records::new(reader, delimiter, line), delimiter))
}

/// The delimiter under which the header tells whose a row is and most of it is known; where that
/// leaves it open, the one that stands in it most often.
fn seen_delimiter(start: &[u8], options: &Options) -> u8 {
    let most = guess_delimiter(start);
    let fits = |delimiter: u8| {
        let header = Records::new(start, delimiter, 1).next();
        let cells = header
            .ok()
            .flatten()
            .map_or(ByteRecord::new(), |header| header.cells);
        let headers: Vec<_> = cells.iter().map(String::from_utf8_lossy).collect();
        let (known, _) = headers_understood(&headers, options.what);
        let known = known.into_iter().filter(|known| *known).count();
        (tell_whose(&headers, options.what), known, delimiter == most)
    };
    DELIMITERS
        .into_iter()
        .max_by_key(|delimiter| fits(*delimiter))
        .unwrap_or(most)
}

/// Cells of a header line, wherever they are cut.
pub fn header_cells(line: &str) -> Vec<String> {
    line.split(DELIMITERS.map(char::from))
        .map(|cell| columns::header(cell.trim_matches('"')))
        .collect()
}

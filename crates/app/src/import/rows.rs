//! Rows of a file, in groups: CSV records or JSON lines.

mod text;

use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::ByteRecord;

use self::text::{Bounded, guess_delimiter, read_line};
use super::columns::{self, Column};
use super::source::Source;
use super::{Options, What};
use crate::error::{Error, Result};

/// Bytes that the delimiter is guessed from.
const PEEK: u64 = 64 << 10;
/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1; the header is none.
    pub number: u64,
    /// The line that it begins on, from 1.
    pub line: u64,
    /// What stands there.
    pub content: Content,
}

/// What stands in a row.
#[derive(Clone, Debug)]
pub enum Content {
    /// Cells of a CSV record.
    Cells(ByteRecord),
    /// A line that should be JSON.
    Json(Vec<u8>),
}

/// The rows of an open file.
pub struct Rows {
    format: Format,
    number: u64,
}

enum Format {
    Csv {
        reader: csv::Reader<Bounded>,
        since: Arc<AtomicU64>,
        delimiter: u8,
    },
    Json {
        reader: BufReader<Box<dyn Read + Send>>,
        line: u64,
    },
}

impl Rows {
    /// Begins to read; returns the rows and the columns, of which JSON lines have none.
    ///
    /// # Errors
    /// When the header cannot be read or does not say enough.
    pub fn open(source: Source, options: &Options) -> Result<(Self, Vec<Column>)> {
        if is_json(&options.path) {
            if options.what == What::People {
                return Err(Error::invalid(
                    "file",
                    "people come as CSV; JSON lines hold events: import them with `import events`",
                ));
            }
            let reader = BufReader::with_capacity(256 << 10, source.reader);
            return Ok((
                Self {
                    format: Format::Json { reader, line: 0 },
                    number: 0,
                },
                Vec::new(),
            ));
        }
        let failed = |source| Error::File {
            path: options.path.display().to_string(),
            source,
        };
        let mut rest = source.reader;
        let mut start = Vec::new();
        rest.by_ref()
            .take(PEEK)
            .read_to_end(&mut start)
            .map_err(failed)?;
        let delimiter = options.delimiter.unwrap_or_else(|| guess_delimiter(&start));
        let since = Arc::new(AtomicU64::new(0));
        let bounded = Bounded {
            inner: Box::new(Cursor::new(start).chain(rest)),
            since: since.clone(),
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .buffer_capacity(PEEK as usize)
            .from_reader(bounded);
        let header = reader
            .byte_headers()
            .map_err(|error| unreadable(options, error))?;
        let headers: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_owned())
            .collect();
        let columns = columns::plan(&headers, options)?;
        Ok((
            Self {
                format: Format::Csv {
                    reader,
                    since,
                    delimiter,
                },
                number: 0,
            },
            columns,
        ))
    }

    /// What stands between the columns; `None` for JSON lines.
    pub fn delimiter(&self) -> Option<u8> {
        match self.format {
            Format::Csv { delimiter, .. } => Some(delimiter),
            Format::Json { .. } => None,
        }
    }

    /// The next rows, at most `limit`; none at the end of the file.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn group(&mut self, limit: usize, options: &Options) -> Result<Vec<Row>> {
        let mut group = Vec::with_capacity(limit);
        while group.len() < limit {
            match self.next(options)? {
                Some((line, content)) => {
                    self.number += 1;
                    group.push(Row {
                        number: self.number,
                        line,
                        content,
                    });
                }
                None => break,
            }
        }
        Ok(group)
    }

    fn next(&mut self, options: &Options) -> Result<Option<(u64, Content)>> {
        match &mut self.format {
            Format::Csv { reader, since, .. } => {
                since.store(0, Ordering::Relaxed);
                let mut record = ByteRecord::new();
                if !reader
                    .read_byte_record(&mut record)
                    .map_err(|error| unreadable(options, error))?
                {
                    return Ok(None);
                }
                let line = record.position().map_or(0, csv::Position::line);
                Ok(Some((line, Content::Cells(record))))
            }
            Format::Json { reader, line } => {
                let failed = |source| Error::File {
                    path: options.path.display().to_string(),
                    source,
                };
                loop {
                    let Some(text) = read_line(reader).map_err(failed)? else {
                        return Ok(None);
                    };
                    *line += 1;
                    if !text.trim_ascii().is_empty() {
                        return Ok(Some((*line, Content::Json(text))));
                    }
                }
            }
        }
    }
}

/// Whether a file of this name holds JSON lines.
fn is_json(path: &Path) -> bool {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    matches!(extension.as_str(), "jsonl" | "ndjson" | "json")
}

fn unreadable(options: &Options, error: csv::Error) -> Error {
    let source = match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    Error::File {
        path: options.path.display().to_string(),
        source,
    }
}

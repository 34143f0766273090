//! Where rows are written to, as a table or as objects.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::Format;
use crate::data::formula;
use crate::error::{Error, Result};

/// Where rows are written to.
pub enum Sink<'w> {
    /// A table.
    Csv(Box<csv::Writer<&'w mut dyn Write>>, &'static [&'static str]),
    /// Objects.
    Jsonl(&'w mut dyn Write),
}

impl<'w> Sink<'w> {
    /// Begins; a table gets its header.
    pub fn new(
        format: Format,
        columns: &'static [&'static str],
        out: &'w mut dyn Write,
    ) -> Result<Self> {
        if format == Format::Jsonl {
            return Ok(Self::Jsonl(out));
        }
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(columns).map_err(unwritten)?;
        Ok(Self::Csv(Box::new(csv), columns))
    }

    /// Writes a row; a table leaves out what has no column.
    pub fn row(&mut self, mut row: Map<String, Value>) -> Result<()> {
        match self {
            Self::Csv(csv, columns) => csv
                .write_record(columns.iter().map(|column| cell(row.get(*column))))
                .map_err(unwritten),
            Self::Jsonl(out) => {
                row.retain(|_, value| !value.is_null());
                writeln!(out, "{}", Value::Object(row)).map_err(failed)
            }
        }
    }

    /// Hands on what was kept back.
    pub fn end(self) -> Result<()> {
        match self {
            Self::Csv(mut csv, _) => csv.flush().map_err(failed),
            Self::Jsonl(out) => out.flush().map_err(failed),
        }
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => formula::guarded(text.clone()),
        Some(other) => other.to_string(),
    }
}

fn failed(source: io::Error) -> Error {
    Error::File {
        path: "output".into(),
        source,
    }
}

fn unwritten(error: csv::Error) -> Error {
    failed(io::Error::from(error))
}

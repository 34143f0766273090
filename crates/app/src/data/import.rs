//! Import: files of people or of events into the interaction log.
//!
//! An import is another way in to the log and nothing else. Each row becomes one message of the
//! Segment API and takes the way that every message takes, so a row is checked, judged and stored
//! as if a client had sent it. People become `identify` messages.
//!
//! Message ids are made from the contents of the file and the row, unless a column holds them, and
//! each transaction keeps how far the file was read. So an import can be cut off and started again,
//! and running one twice changes nothing.

mod cells;
mod columns;
mod contact_notes;
mod convert;
mod encoding;
mod event_row;
mod messages;
mod notes;
mod numbers;
mod orders;
mod person_row;
mod plain;
mod reading;
mod report;
mod rows;
mod run;
mod source;
mod table_row;
mod understood;

use std::path::PathBuf;

pub use crate::capture::dates::DateOrder;
pub use crate::project::Foreseen;
pub use columns::{Column, Field, field_of_person};
pub use notes::{ColumnNotes, Note, Notes, shown};
pub use reading::{Progress, Step};
pub use report::{FirstRow, Report};
pub use understood::{Dates, Understood};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// One person a row.
    People,
    /// One event a row, or one order.
    Events,
}

/// What to import and how to read it.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the rows are.
    pub what: What,
    /// The file. Events are read as JSON lines when its name ends in `.jsonl`, `.ndjson` or `.json`.
    pub path: PathBuf,
    /// Columns with the field that each fills, where the guess would be wrong.
    pub map: Vec<(String, String)>,
    /// Columns to leave out.
    pub skip: Vec<String>,
    /// What stands between the columns; seen in the header when it is not said.
    pub delimiter: Option<u8>,
    /// Name of the encoding; found when it is not said.
    pub encoding: Option<String>,
    /// Order of day and month where a date leaves it open.
    pub date_order: Option<DateOrder>,
    /// Only look, write nothing.
    pub dry_run: bool,
}

impl Options {
    /// The import of a file as it is, with everything guessed.
    pub fn new(what: What, path: impl Into<PathBuf>) -> Self {
        Self {
            what,
            path: path.into(),
            map: Vec::new(),
            skip: Vec::new(),
            delimiter: None,
            encoding: None,
            date_order: None,
            dry_run: false,
        }
    }

    /// Whether the file holds JSON lines, by its name.
    fn is_json(&self) -> bool {
        let extension = self.path.extension().unwrap_or_default();
        let extension = extension.to_string_lossy().to_ascii_lowercase();
        matches!(extension.as_str(), "jsonl" | "ndjson" | "json")
    }
}

#[cfg(test)]
mod tests;

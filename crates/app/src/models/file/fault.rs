//! What is wrong with a model file, and where.

use std::fmt;

use ripen_domain::scoring::ModelError;

/// Something wrong with a model file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: e.g. `engagement rule "Pricing page"`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Line of the file, from 1, where it is known.
    pub line: Option<u32>,
    /// Column of the line, from 1, where it is known.
    pub column: Option<u32>,
}

impl Fault {
    /// A fault at a byte of a text, if it is known at which.
    pub fn at(place: &str, message: &str, text: &str, at: Option<usize>) -> Self {
        let (line, column) = at.and_then(|at| line_and_column(text, at)).unzip();
        Self {
            place: place.to_owned(),
            message: message.to_owned(),
            line,
            column,
        }
    }
}

impl Fault {
    /// Its place, line and column included, and its message.
    pub(super) fn into_parts(self) -> (String, String) {
        (self.whole_place(), self.message)
    }

    fn whole_place(&self) -> String {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("line {line}, column {column}, {}", self.place),
            _ => self.place.clone(),
        }
    }
}

impl From<ModelError> for Fault {
    fn from(error: ModelError) -> Self {
        Self {
            place: error.place,
            message: error.message,
            line: None,
            column: None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.whole_place(), self.message)
    }
}

fn line_and_column(text: &str, at: usize) -> Option<(u32, u32)> {
    let before = text.get(..at.min(text.len()))?;
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    Some((line as u32, column as u32))
}

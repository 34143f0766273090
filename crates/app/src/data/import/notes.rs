//! Notes: what of a row was left out, and why.

use std::collections::BTreeMap;

/// Notes of one column that are listed one by one.
const LISTED: usize = 5;
/// Letters shown of a value.
const SHOWN: usize = 60;

/// Something that could not be read and was left out; the rest of its row went in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line that the row begins on.
    pub line: u64,
    /// Header of the column; none when it is about the whole row.
    pub column: Option<String>,
    /// What stood there, shortened.
    pub value: String,
    /// Why it could not be read.
    pub why: String,
}

impl Note {
    /// A note about a cell.
    pub fn cell(line: u64, column: &str, value: &str, why: impl Into<String>) -> Self {
        Self {
            line,
            column: Some(column.to_owned()),
            value: shown(value, SHOWN),
            why: why.into(),
        }
    }

    /// A note about a whole row.
    pub fn row(line: u64, value: &str, why: impl Into<String>) -> Self {
        Self {
            line,
            column: None,
            value: shown(value, SHOWN),
            why: why.into(),
        }
    }
}

/// The notes of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNotes {
    /// How many there are.
    pub count: u64,
    /// The first ones.
    pub first: Vec<Note>,
}

/// Notes by column, those about whole rows first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(pub BTreeMap<Option<String>, ColumnNotes>);

impl Notes {
    /// Takes one note in.
    pub fn add(&mut self, note: Note) {
        let column = self.0.entry(note.column.clone()).or_default();
        column.count += 1;
        if column.first.len() < LISTED {
            column.first.push(note);
        }
    }

    /// Takes those of later rows in.
    pub fn extend(&mut self, later: Self) {
        for (name, notes) in later.0 {
            let column = self.0.entry(name).or_default();
            column.count += notes.count;
            let room = LISTED.saturating_sub(column.first.len());
            column.first.extend(notes.first.into_iter().take(room));
        }
    }

    /// How many there are in all.
    pub fn count(&self) -> u64 {
        self.0.values().map(|column| column.count).sum()
    }
}

/// A text of a file as it may be shown on a terminal: without control characters, and short.
pub fn shown(text: &str, letters: usize) -> String {
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut shown: String = text.chars().map(plain).take(letters).collect();
    if text.chars().nth(letters).is_some() {
        shown.push('…');
    }
    shown
}

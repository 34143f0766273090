//! The cells of a record as they count: decoded, restored, as many as there are columns.

use std::borrow::Cow;

use csv::ByteRecord;
use ripen_domain::identity::normalize;

use super::What;
use super::cells::Cells;
use super::columns::{Column, Field};
use super::notes::Note;
use super::plain::plain;
use crate::data::formula;

/// What the rows of a table have in common.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    /// What the rows are.
    pub what: What,
    /// The columns.
    pub columns: &'a [Column],
    /// What stands between the columns.
    pub delimiter: u8,
    /// Whether each row is an order.
    pub of_orders: bool,
}

impl<'a> Table<'a> {
    /// The cells of a record; `None` when they are all empty.
    ///
    /// Cells that are missing at the end are empty. Where there are too many, a separator within a
    /// cell was not quoted, and what stands behind it is in wrong columns; an e-mail address in its
    /// place proves the cells up to it, and those alone are taken.
    ///
    /// # Errors
    /// Why the row cannot be read.
    pub fn cells(
        &self,
        line: u64,
        record: &'a ByteRecord,
        notes: &mut Vec<Note>,
    ) -> Result<Option<Cells<'a>>, String> {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(None);
        }
        let mut texts = Vec::with_capacity(self.columns.len());
        for (nth, (column, cell)) in self.columns.iter().zip(record).enumerate() {
            texts.push(self.text(line, column, cell, notes)?);
            if column.header.is_empty() && column.field == Field::Skip && !texts[nth].is_empty() {
                let name = format!("column {}", nth + 1);
                let why = "was left out: its column has no name";
                notes.push(Note::cell(line, &name, &texts[nth], why));
            }
        }
        texts.resize(self.columns.len(), Cow::Borrowed(""));
        let mut cells = Cells {
            columns: self.columns,
            texts,
            decimal_comma: self.delimiter != b',',
        };
        let surplus = record.iter().skip(self.columns.len());
        if let Some(first) = surplus.clone().find(|cell| !cell.trim_ascii().is_empty()) {
            let first = String::from_utf8_lossy(first);
            self.shorten(line, record.len(), &first, &mut cells, notes)?;
        }
        Ok(Some(cells))
    }

    /// The message of an event that was exported, if the record is one.
    pub fn exported(&self, record: &'a ByteRecord) -> Option<&'a str> {
        let is_message = |column: &Column| column.field == Field::Message;
        let at = self.columns.iter().position(is_message)?;
        let text = std::str::from_utf8(record.get(at)?).ok()?;
        Some(formula::restored(text))
    }

    fn text(
        &self,
        line: u64,
        column: &Column,
        cell: &'a [u8],
        notes: &mut Vec<Note>,
    ) -> Result<Cow<'a, str>, String> {
        match std::str::from_utf8(cell) {
            Ok(text) if column.field == Field::Message => {
                Ok(Cow::Borrowed(formula::restored(text)))
            }
            Ok(text) if self.what == What::People => Ok(plain(formula::restored(text))),
            Ok(text) => Ok(Cow::Borrowed(formula::restored(text).trim())),
            Err(_) if self.what == What::People => {
                let why = "is not UTF-8 as the rest of the file; say what it is, for example --encoding windows-1254";
                notes.push(Note::cell(
                    line,
                    &column.header,
                    &String::from_utf8_lossy(cell),
                    why,
                ));
                Ok(Cow::Borrowed(""))
            }
            Err(_) => {
                Err("it is not UTF-8; say what it is, for example --encoding windows-1254".into())
            }
        }
    }

    /// Leaves out the cells that may stand in wrong columns.
    fn shorten(
        &self,
        line: u64,
        many: usize,
        first: &str,
        cells: &mut Cells,
        notes: &mut Vec<Note>,
    ) -> Result<(), String> {
        let header = self.columns.len();
        let proven = (0..header).rev().find(|at| {
            self.columns[*at].field == Field::Email && normalize::email(&cells.texts[*at]).is_some()
        });
        let Some(proven) = proven.filter(|_| self.what == What::People) else {
            return Err(format!(
                "it has {many} cells, the header has {header}; put quotes around a cell that has {:?} in it",
                char::from(self.delimiter)
            ));
        };
        (proven + 1..header).for_each(|at| cells.clear(at));
        let why = format!(
            "is too much: the row has {many} cells, the header has {header}; those after {} may be in wrong columns and were left out",
            self.columns[proven].header
        );
        notes.push(Note::row(line, first, why));
        Ok(())
    }
}

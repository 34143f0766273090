//! Profile changes, with fields and values by number.

use ripen_domain::profile::{Authority, FieldValue, ProfileChange};
use ripen_domain::time::Timestamp;
use ripen_store::workbench::{ScannedChange, TEXT, field_value};
use ripen_store::{Error, Result};

use super::intern::Interner;

/// Fields that are told apart; a message cannot bring so many, years of them could.
const MAX_FIELDS: usize = u16::MAX as usize;

/// A profile change of some person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which of the person's interactions brought it.
    pub nth: u32,
    /// Number of the value.
    pub value: u32,
    /// Number of the field.
    pub field: u16,
    /// What it may overwrite.
    pub authority: Authority,
}

/// Fields and values by number.
#[derive(Clone, Default)]
pub struct Values {
    field_numbers: Interner,
    fields: Vec<String>,
    value_numbers: Interner,
    /// Reused between rows.
    key: Vec<u8>,
}

impl Values {
    /// Numbers of a field and a value.
    ///
    /// # Errors
    /// When a stored value cannot be read, or there are too many fields.
    pub fn numbers(&mut self, change: &ScannedChange) -> Result<(u16, u32)> {
        let (field, is_new) = self.field_numbers.number(change.field.as_bytes());
        if is_new {
            self.fields.push(change.field.to_owned());
        }
        if self.fields.len() > MAX_FIELDS {
            return Err(Error::Other("more than 65,535 profile fields".into()));
        }
        self.key.clear();
        self.key.push(change.value_type as u8);
        self.key.extend(change.text.unwrap_or_default().as_bytes());
        let (value, is_new) = self.value_numbers.number(&self.key);
        if is_new {
            // What cannot be read is told now, not by whoever folds.
            change.value()?;
        }
        Ok((field as u16, value))
    }

    /// Writes a change out, into memory that was used for another.
    pub fn write(&self, change: &Change, at: i64, into: &mut ProfileChange) {
        into.at = Timestamp::from_micros(at);
        into.seq = i64::from(change.nth);
        into.authority = change.authority;
        into.field
            .clone_from(&self.fields[usize::from(change.field)]);
        let (value_type, text) = self.value(change.value);
        match (value_type, &mut into.value) {
            (TEXT, Some(FieldValue::Text(old))) => text.clone_into(old),
            (_, old) => *old = field_value(value_type, Some(text.to_owned())).unwrap_or_default(),
        }
    }

    /// The stored type and text of a value.
    fn value(&self, number: u32) -> (i64, &str) {
        let (value_type, text) = match self.value_numbers.get(number) {
            [] => (0, &[][..]),
            [value_type, text @ ..] => (i64::from(*value_type), text),
        };
        (value_type, std::str::from_utf8(text).unwrap_or_default())
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        let fields: usize = self.fields.iter().map(|field| field.capacity() + 24).sum();
        self.field_numbers.memory() + self.value_numbers.memory() + fields
    }
}

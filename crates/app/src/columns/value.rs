//! Profile changes, with fields and values by number.

use ripen_domain::profile::{FieldValue, ProfileChange};
use ripen_domain::time::Timestamp;
use ripen_store::scan::ScannedChange;
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
}

/// Fields and values by number.
#[derive(Clone, Default)]
pub struct Values {
    field_numbers: Interner,
    fields: Vec<String>,
    value_numbers: Interner,
    values: Vec<Option<FieldValue>>,
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
            self.values.push(change.value()?);
        }
        Ok((field as u16, value))
    }

    /// Writes a change out, into memory that was used for another.
    pub fn write(&self, change: &Change, at: i64, into: &mut ProfileChange) {
        into.at = Timestamp::from_micros(at);
        into.seq = i64::from(change.nth);
        into.field
            .clone_from(&self.fields[usize::from(change.field)]);
        match (&self.values[change.value as usize], &mut into.value) {
            (Some(FieldValue::Text(text)), Some(FieldValue::Text(old))) => old.clone_from(text),
            (value, old) => old.clone_from(value),
        }
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        let text = |value: &Option<FieldValue>| match value {
            Some(FieldValue::Text(text)) => text.capacity(),
            _ => 0,
        };
        let fields: usize = self.fields.iter().map(|field| field.capacity() + 24).sum();
        self.field_numbers.memory()
            + self.value_numbers.memory()
            + fields
            + self.values.capacity() * std::mem::size_of::<Option<FieldValue>>()
            + self.values.iter().map(text).sum::<usize>()
    }
}

//! A list that gives each value a number, whose copies share what is old.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Values that a copy copies; beyond, they are shared.
const RECENT: usize = 256;

/// Values by number, beginning with 1, and numbers by value.
#[derive(Debug)]
pub struct List<T: ?Sized> {
    /// The first values, shared by copies.
    old: Arc<Part<T>>,
    /// Those after them, at most [`RECENT`].
    recent: Part<T>,
}

#[derive(Debug)]
struct Part<T: ?Sized> {
    values: Vec<Arc<T>>,
    numbers: HashMap<Arc<T>, i64>,
}

impl<T: ?Sized> Default for Part<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

// Derived, these would ask the same of the values, which are never copied.
impl<T: ?Sized> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            numbers: self.numbers.clone(),
        }
    }
}

impl<T: ?Sized> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            old: self.old.clone(),
            recent: self.recent.clone(),
        }
    }
}

impl<T: ?Sized> Default for List<T> {
    fn default() -> Self {
        Self {
            old: Arc::default(),
            recent: Part::default(),
        }
    }
}

impl<T: Hash + Eq + ?Sized> List<T> {
    /// How many values there are: the last number.
    pub fn len(&self) -> i64 {
        (self.old.values.len() + self.recent.values.len()) as i64
    }

    /// The value with this number.
    pub fn get(&self, number: i64) -> Option<&T> {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        let old = self.old.values.len();
        let value = match at < old {
            true => self.old.values.get(at),
            false => self.recent.values.get(at - old),
        };
        value.map(Arc::as_ref)
    }

    /// The number of a value.
    pub fn number(&self, value: &T) -> Option<i64> {
        let known = self.old.numbers.get(value);
        known.or_else(|| self.recent.numbers.get(value)).copied()
    }

    /// Adds a value; returns its number.
    pub fn push(&mut self, value: impl Into<Arc<T>>) -> i64 {
        let (number, value) = (self.len() + 1, value.into());
        self.recent.values.push(value.clone());
        self.recent.numbers.insert(value, number);
        if self.recent.values.len() >= RECENT {
            let recent = std::mem::take(&mut self.recent);
            let old = Arc::make_mut(&mut self.old);
            old.values.extend(recent.values);
            old.numbers.extend(recent.numbers);
        }
        number
    }
}

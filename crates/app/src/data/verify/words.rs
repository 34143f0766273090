//! The words that people are found by.

use std::collections::{BTreeSet, HashMap};

use ripen_store::people::word::{words_are_kept, words_of};
use ripen_store::{Conn, Result};

type Kept = HashMap<i64, BTreeSet<String>>;

/// The words of some people on either side.
#[derive(Default)]
pub struct Words {
    stored: Kept,
    again: Kept,
}

impl Words {
    /// The words of these people; none while those of people from before are still being kept.
    pub fn of(stored: &mut Conn, again: &mut Conn, ids: &[i64]) -> Result<Self> {
        if !words_are_kept(stored)? {
            return Ok(Self::default());
        }
        Ok(Self {
            stored: words_of(stored, ids)?,
            again: words_of(again, ids)?,
        })
    }

    /// Tells what differs between the words of a person.
    pub fn compare(&self, id: i64, told: &mut Vec<String>) {
        let none = BTreeSet::new();
        let of = |kept: &'_ Kept| kept.get(&id).unwrap_or(&none).clone();
        let (one, other) = (of(&self.stored), of(&self.again));
        let mut tell = |word: &String, how: &str| told.push(format!("the word {word} {how}"));
        one.difference(&other)
            .for_each(|word| tell(word, "finds them, but does not follow from the log"));
        other
            .difference(&one)
            .for_each(|word| tell(word, "follows from the log, but does not find them"));
    }
}

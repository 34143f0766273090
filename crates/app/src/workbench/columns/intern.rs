//! Byte strings by number: each is kept once.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Byte strings by number, in the order in which they first came.
#[derive(Clone, Default)]
pub struct Interner {
    bytes: Vec<u8>,
    /// Where each string ends in `bytes`.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// Number of a string; given out if it is new, which the second part tells.
    pub fn number(&mut self, string: &[u8]) -> (u32, bool) {
        let Self {
            bytes,
            ends,
            numbers,
            hasher,
        } = self;
        let hash = hasher.hash_one(string);
        if let Some(&known) = numbers.find(hash, |known| get(bytes, ends, *known) == string) {
            return (known, false);
        }
        let number = ends.len() as u32;
        bytes.extend_from_slice(string);
        ends.push(bytes.len());
        numbers.insert_unique(hash, number, |other| {
            hasher.hash_one(get(bytes, ends, *other))
        });
        (number, true)
    }

    /// The string of a number.
    pub fn get(&self, number: u32) -> &[u8] {
        get(&self.bytes, &self.ends, number)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 8 + self.numbers.capacity() * 5
    }
}

fn get<'a>(bytes: &'a [u8], ends: &[usize], number: u32) -> &'a [u8] {
    let number = number as usize;
    let from = number.checked_sub(1).map_or(0, |before| ends[before]);
    &bytes[from..ends[number]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_string_keeps_its_number(strings: Vec<Vec<u8>>) {
            let mut interner = Interner::default();
            let numbers: Vec<u32> = strings.iter().map(|string| interner.number(string).0).collect();
            for (string, number) in strings.iter().zip(&numbers) {
                prop_assert_eq!(interner.get(*number), string.as_slice());
                prop_assert_eq!(interner.number(string), (*number, false));
            }
            let distinct: std::collections::HashSet<_> = strings.iter().collect();
            prop_assert_eq!(interner.len(), distinct.len());
        }
    }
}

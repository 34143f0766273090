//! A stretch of people with their histories, column by column.

use std::collections::BTreeMap;

use super::value::Change;

/// People of one chunk; enough to keep a core busy, few enough to be written again when one grows.
pub const PEOPLE: usize = 4_096;
/// Interactions of one chunk, unless one person alone has more.
pub const INTERACTIONS: usize = 65_536;

/// The history of one person, ready to be put into a chunk.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// When, rising; microseconds since the epoch.
    pub at: Vec<i64>,
    /// Shape of each interaction.
    pub shape: Vec<u32>,
    /// Person that the identifier of each interaction was first given to.
    pub home: Vec<i64>,
    /// Profile changes, in the order of the interactions that brought them.
    pub changes: Vec<Change>,
}

impl Own {
    /// Empties it for the next person.
    pub fn clear(&mut self) {
        self.at.clear();
        self.shape.clear();
        self.home.clear();
        self.changes.clear();
    }
}

/// The history of one person in a chunk.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The person.
    pub person: i64,
    /// When, rising; microseconds since the epoch.
    pub at: &'a [i64],
    /// Shape of each interaction.
    pub shape: &'a [u32],
    /// Profile changes.
    pub changes: &'a [Change],
    /// Home of each interaction, where they are not all the same.
    pub homes: Option<&'a [i64]>,
}

/// A stretch of people.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    people: Vec<i64>,
    /// End of each person's interactions.
    ends: Vec<u32>,
    at: Vec<i64>,
    shape: Vec<u32>,
    /// End of each person's profile changes.
    change_ends: Vec<u32>,
    changes: Vec<Change>,
    /// Homes of the few people whose interactions came by several.
    homes: BTreeMap<i64, Box<[i64]>>,
    /// Counts how often it was written, so that what was made of it can be recognised as old.
    pub written: u64,
}

impl Chunk {
    /// Puts a person behind the others.
    pub fn push(&mut self, person: i64, own: &Own) {
        self.people.push(person);
        self.at.extend_from_slice(&own.at);
        self.shape.extend_from_slice(&own.shape);
        self.changes.extend_from_slice(&own.changes);
        self.ends.push(self.at.len() as u32);
        self.change_ends.push(self.changes.len() as u32);
        if own.home.windows(2).any(|pair| pair[0] != pair[1]) {
            self.homes.insert(person, own.home.clone().into());
        }
    }

    fn push_rows(&mut self, rows: &Rows) {
        self.people.push(rows.person);
        self.at.extend_from_slice(rows.at);
        self.shape.extend_from_slice(rows.shape);
        self.changes.extend_from_slice(rows.changes);
        self.ends.push(self.at.len() as u32);
        self.change_ends.push(self.changes.len() as u32);
        if let Some(homes) = rows.homes {
            self.homes.insert(rows.person, homes.into());
        }
    }

    /// Whether the next person should go into the next chunk.
    pub fn is_full(&self) -> bool {
        self.people.len() >= PEOPLE || self.at.len() >= INTERACTIONS
    }

    /// Gives back memory that was kept for more.
    pub fn shrink(&mut self) {
        self.people.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.at.shrink_to_fit();
        self.shape.shrink_to_fit();
        self.change_ends.shrink_to_fit();
        self.changes.shrink_to_fit();
    }

    /// Number of people.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody in it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Number of interactions.
    pub fn interactions(&self) -> usize {
        self.at.len()
    }

    /// Number of the first person.
    pub fn first(&self) -> Option<i64> {
        self.people.first().copied()
    }

    /// Earliest interaction.
    pub fn earliest(&self) -> Option<i64> {
        self.at.iter().copied().min()
    }

    /// Latest interaction up to `now`.
    pub fn latest(&self, now: i64) -> Option<i64> {
        self.at.iter().copied().filter(|at| *at <= now).max()
    }

    /// The person at a place.
    pub fn rows(&self, place: usize) -> Rows<'_> {
        let range = |ends: &[u32]| {
            let from = place.checked_sub(1).map_or(0, |before| ends[before]);
            from as usize..ends[place] as usize
        };
        let own = range(&self.ends);
        Rows {
            person: self.people[place],
            at: &self.at[own.clone()],
            shape: &self.shape[own],
            changes: &self.changes[range(&self.change_ends)],
            homes: self.homes.get(&self.people[place]).map(|homes| &**homes),
        }
    }

    /// The place of a person.
    pub fn place(&self, person: i64) -> Option<usize> {
        self.people.binary_search(&person).ok()
    }

    /// All people, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = Rows<'_>> {
        (0..self.len()).map(|place| self.rows(place))
    }

    /// The chunk with these people's histories in place of what it holds of them; those without
    /// interactions are left out. `fresh` is in rising order. Becomes several when it grows.
    pub fn with(&self, fresh: &[(i64, Own)]) -> Vec<Self> {
        let next = || Self {
            written: self.written + 1,
            ..Self::default()
        };
        let (mut done, mut chunk) = (Vec::new(), next());
        let mut fresh = fresh.iter().peekable();
        let mut kept = self.iter().peekable();
        loop {
            let turn = match (kept.peek(), fresh.peek()) {
                (None, None) => break,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(old), Some((id, _))) => old.person.cmp(id),
            };
            let old = if turn.is_le() { kept.next() } else { None };
            match (turn.is_ge().then(|| fresh.next()).flatten(), old) {
                (Some((_, own)), _) if own.at.is_empty() => {}
                (Some((id, own)), _) => chunk.push(*id, own),
                (None, Some(old)) => chunk.push_rows(&old),
                (None, None) => {}
            }
            // Twice the usual size, so that a chunk that has just been cut is not cut again.
            if chunk.len() >= 2 * PEOPLE || chunk.interactions() >= 2 * INTERACTIONS {
                done.push(std::mem::replace(&mut chunk, next()));
            }
        }
        if !chunk.is_empty() || done.is_empty() {
            done.push(chunk);
        }
        done
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        let homes = self.homes.values().map(|homes| 48 + homes.len() * 8);
        self.people.capacity() * 8
            + (self.ends.capacity() + self.change_ends.capacity() + self.shape.capacity()) * 4
            + self.at.capacity() * 8
            + self.changes.capacity() * std::mem::size_of::<Change>()
            + homes.sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn own(length: usize) -> Own {
        Own {
            at: (0..length as i64).collect(),
            shape: (0..length as u32).rev().collect(),
            home: (0..length as i64).map(|at| at % 3).collect(),
            changes: Vec::new(),
        }
    }

    proptest! {
        /// Replacing people in a chunk is replacing them in a map.
        #[test]
        fn people_are_replaced(
            old in proptest::collection::btree_map(0..60_i64, 1..9_usize, 0..40),
            new in proptest::collection::btree_map(0..60_i64, 0..9_usize, 0..40),
        ) {
            let mut chunk = Chunk::default();
            old.iter().for_each(|(id, length)| chunk.push(*id, &own(*length)));
            let fresh: Vec<(i64, Own)> = new.iter().map(|(id, length)| (*id, own(*length))).collect();
            let mut expected: BTreeMap<i64, usize> = old.clone();
            expected.extend(&new);
            expected.retain(|_, length| *length > 0);
            let made = chunk.with(&fresh);
            let found: BTreeMap<i64, usize> =
                made.iter().flat_map(Chunk::iter).map(|rows| (rows.person, rows.at.len())).collect();
            prop_assert_eq!(&found, &expected);
            for rows in made.iter().flat_map(Chunk::iter) {
                let own = own(rows.at.len());
                prop_assert_eq!((rows.at, rows.shape), (own.at.as_slice(), own.shape.as_slice()));
                prop_assert_eq!(rows.homes.is_some(), rows.at.len() > 1);
            }
        }
    }
}

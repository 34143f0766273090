//! What is known of identifiers: each is kept once, and told by its place.

use foldhash::HashMap;

use super::Held;
use crate::identity::Identifier;

/// What is known of one identifier.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Who holds it.
    pub held: Option<Held>,
    /// What has the same bond was said to be one person's.
    pub bond: Option<i64>,
    /// Whether nobody held it before.
    pub is_fresh: bool,
}

/// The identifiers that something is known of.
#[derive(Debug, Default)]
pub(super) struct KnownIds {
    places: HashMap<Identifier, usize>,
    known: Vec<Known>,
}

impl KnownIds {
    /// What is known of an identifier.
    pub fn get(&self, identifier: &Identifier) -> Option<&Known> {
        self.places.get(identifier).map(|place| &self.known[*place])
    }

    /// Who holds an identifier.
    pub fn held(&self, identifier: &Identifier) -> Option<&Held> {
        self.get(identifier)?.held.as_ref()
    }

    /// Who hold identifiers.
    pub fn all_held(&self) -> impl Iterator<Item = &Held> {
        self.known.iter().filter_map(|known| known.held.as_ref())
    }

    /// The place of an identifier, of which something becomes known.
    pub fn place(&mut self, identifier: &Identifier) -> usize {
        if let Some(place) = self.places.get(identifier) {
            return *place;
        }
        let place = self.known.len();
        self.places.insert(identifier.clone(), place);
        self.known.push(Known::default());
        place
    }

    /// What is known of the identifier at a place.
    pub fn at(&self, place: usize) -> Known {
        self.known[place]
    }

    /// What is known of the identifier at a place, to be changed.
    pub fn at_mut(&mut self, place: usize) -> &mut Known {
        &mut self.known[place]
    }
}

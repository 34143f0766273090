//! What a resolver knows, and is told.

use super::{Claim, Held, Resolver};
use crate::identity::names::Name;
use crate::identity::{Identifier, Proof, Standing, Traits};

impl Resolver {
    /// Takes in who holds an identifier.
    pub fn learn(&mut self, identifier: Identifier, held: Held) {
        let place = self.ids.place(&identifier);
        self.ids.at_mut(place).held = Some(held);
    }

    /// Takes in that somebody gave a contact point that another person holds.
    pub fn learn_sharer(&mut self, identifier: Identifier, held: Held) {
        self.sharers.entry(identifier).or_default().push(held);
    }

    /// Takes in an identifier of a person, for what it says of how they are identified.
    pub fn learn_standing(&mut self, person: i64, identifier: &Identifier) {
        let traits = self.traits.entry(person).or_default();
        traits.standing = traits.standing.with(identifier);
    }

    /// Takes in the name of a person.
    pub fn learn_name(&mut self, person: i64, name: Name) {
        self.hear(person, &name);
        self.traits.entry(person).or_default().name = name;
    }

    /// Takes in that the homes `home` and `other` were taken apart, and that `person` has the first by
    /// now. Each pair is told for both sides.
    pub fn learn_apart(&mut self, person: i64, home: i64, other: i64) {
        self.apart.push((home, other));
        self.whose.insert(home, person);
    }

    /// Everybody whom it has heard of as holding or sharing an identifier.
    pub fn people(&self) -> Vec<i64> {
        let sharers = self.sharers.values().flatten();
        let mut people: Vec<i64> = self
            .ids
            .all_held()
            .chain(sharers)
            .map(|held| held.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Who holds an identifier now.
    pub fn holder(&self, identifier: &Identifier) -> Option<i64> {
        self.ids.held(identifier).map(|held| self.find(held.person))
    }

    /// Who holds an identifier now, and who was first given it.
    pub fn held(&self, identifier: &Identifier) -> Option<Held> {
        let held = self.ids.held(identifier)?;
        Some(Held {
            person: self.find(held.person),
            ..*held
        })
    }

    /// The person that this one is part of by now.
    pub fn find(&self, mut person: i64) -> i64 {
        while let Some(&winner) = self.merged.get(&person) {
            person = winner;
        }
        person
    }

    /// Whether two people have parts that were taken apart: they are never merged by themselves again.
    pub(super) fn is_apart(&self, one: i64, other: i64) -> bool {
        let whose = |home: &i64| self.whose.get(home).map(|person| self.find(*person));
        self.apart
            .iter()
            .any(|(home, from)| whose(home) == Some(one) && whose(from) == Some(other))
    }

    /// Everybody who gave a contact point: its holder first, then those who share it.
    pub(super) fn people_at(&self, contact: &Identifier) -> Vec<Held> {
        let mut people: Vec<Held> = Vec::new();
        let sharers = self.sharers.get(contact).into_iter().flatten();
        for held in self.ids.held(contact).into_iter().chain(sharers) {
            let person = self.find(held.person);
            if people.iter().all(|known| known.person != person) {
                people.push(Held { person, ..*held });
            }
        }
        people
    }

    /// Whether several people have given a contact point.
    pub(super) fn is_contested(&self, contact: &Identifier) -> bool {
        self.people_at(contact).len() > 1
    }

    /// Whether a person is among those who share a contact point that several people may have.
    pub(super) fn shares(&self, person: i64, contact: &Identifier) -> bool {
        let sharers = self.sharers.get(contact).into_iter().flatten();
        contact.proof() == Proof::Shared
            && sharers
                .into_iter()
                .any(|held| self.find(held.person) == person)
    }

    pub(super) fn standing(&self, person: i64) -> Standing {
        self.traits
            .get(&person)
            .map(|traits| traits.standing)
            .unwrap_or_default()
    }

    /// What tells a person from others, as far as it counts beside a claim.
    pub(super) fn traits(&self, person: i64, claim: &Claim) -> Traits {
        let mut traits = self.traits.get(&person).cloned().unwrap_or_default();
        if let Some((_, name)) = claim.called.iter().find(|(one, _)| *one == person) {
            traits.name = name.clone();
        }
        traits
    }

    /// What tells whom a claim is of from others: the name that it gives goes first.
    pub(super) fn stated(&self, person: i64, claim: &Claim) -> Traits {
        let mut traits = self.traits(person, claim);
        if claim.name != Name::default() {
            traits.name = claim.name.clone();
        }
        traits
    }
}

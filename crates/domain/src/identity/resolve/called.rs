//! Names that only keys which everybody can read have claimed: they stand against nothing that the business says.

use super::{Claim, Resolver};
use crate::identity::names::{Likeness, Name};
use crate::identity::{Identifier, Proof};

impl Resolver {
    /// Takes in that the name of a person was only claimed, of somebody who was named by what is theirs alone.
    pub fn learn_claimed_name(&mut self, person: i64) {
        self.claimed_names.insert(person);
    }

    /// Whose claimed name stands between what a statement of the business ties together by a contact point that
    /// several people may have: what the business calls them goes before it.
    pub fn called_by_claims(&self, claim: &Claim) -> Vec<i64> {
        if !claim.may_join || self.claimed_names.is_empty() {
            return Vec::new();
        }
        // A contact point that was only claimed as well goes to whom the business names.
        let is_said = |one: &&Identifier| one.proof() == Proof::Shared && self.bond(one).is_some();
        let at: Vec<i64> = claim
            .identifiers
            .iter()
            .filter(is_said)
            .filter_map(|one| self.holder(one))
            .collect();
        if at.is_empty() {
            return Vec::new();
        }
        let own = claim
            .identifiers
            .iter()
            .filter(|one| one.proof() == Proof::Own);
        let mut people: Vec<i64> = own.filter_map(|one| self.holder(one)).chain(at).collect();
        people.sort_unstable();
        people.dedup();
        let name = |person: &i64| self.traits.get(person).map(|traits| &traits.name);
        let is_contradicted = |person: &i64| {
            let others = people.iter().filter(|other| *other != person);
            let mut others = others.filter_map(name).chain([&claim.name]);
            let own = name(person);
            own.is_some_and(|own| others.any(|other| own.likeness(other) == Likeness::Other))
        };
        let claimed = people.iter().filter(|one| self.claimed_names.contains(one));
        claimed
            .filter(|one| is_contradicted(one))
            .copied()
            .collect()
    }

    /// Whether interactions were found to be from a person: what they are called by now is not known here.
    pub fn is_met(&self, person: i64) -> bool {
        self.met.contains(&person)
    }

    /// Notes with which authority a person is called by the name that they are given now. What somebody is called who
    /// has another name already is not known before it is stored.
    pub(super) fn note_authority(&mut self, person: i64, proof: Proof, may_join: bool) {
        let known = self.traits.get(&person).map(|traits| &traits.name);
        let is_named = known.is_some_and(|name| *name != Name::default());
        match (proof, may_join) {
            (Proof::Own, true) => drop(self.claimed_names.remove(&person)),
            (Proof::Own, false) if !is_named => drop(self.claimed_names.insert(person)),
            _ => {}
        }
    }

    /// Gives the winner of a merge, who takes over the name of the loser where they have none, the authority of it.
    pub(super) fn merge_authority(&mut self, winner: i64, loser: i64) {
        let known = self.traits.get(&winner).map(|traits| &traits.name);
        let is_named = known.is_some_and(|name| *name != Name::default());
        if self.claimed_names.remove(&loser) && !is_named {
            self.claimed_names.insert(winner);
        }
    }
}

#[cfg(test)]
#[path = "called_tests.rs"]
mod tests;

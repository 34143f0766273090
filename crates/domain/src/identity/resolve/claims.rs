//! Addresses of one's own that a key everybody can read says of somebody who does not hold them.
//!
//! As long as the business has not said whose such an address is, it is said of whoever claimed it as well.
//! From then on it is not, whichever came first.

use super::{Change, Claim, Held, Resolver};
use crate::identity::{Evidence, Identifier, IdentifierKind, Proof};

/// By how many an address is claimed at most; what more say of it is not theirs.
pub(super) const CLAIMANTS: usize = 20;

impl Identifier {
    /// Whether it is an address that nobody else has.
    pub fn is_own_address(&self) -> bool {
        self.kind == IdentifierKind::Email && self.proof() == Proof::Own
    }
}

impl Resolver {
    /// Keeps that an address which somebody else holds was said to be this person's. By the word of the business two
    /// may have it; a claim says nothing against that word.
    pub(super) fn say_held(
        &mut self,
        address: &Identifier,
        held: Held,
        claim: &Claim,
        changes: &mut Vec<Change>,
    ) {
        if !address.is_own_address() {
            return;
        }
        if claim.may_join {
            // Whoever claimed it has it by the word of the business from now on.
            let claimants = self.sharers.remove(address).unwrap_or_default();
            let (own, others): (Vec<Held>, Vec<Held>) = claimants
                .into_iter()
                .partition(|one| self.find(one.person) == held.person);
            self.sharers.insert(address.clone(), others);
            if !own.is_empty() {
                changes.push(Change::Unshared {
                    identifier: address.clone(),
                    person: held.person,
                });
            }
            self.keep_shared(address, held, changes);
        } else if self.bond(address).is_some() {
            changes.push(Change::Unsaid {
                identifier: address.clone(),
            });
        } else {
            self.note_claimant(address, held, changes);
        }
    }

    /// Keeps that somebody claimed an address of which the business has said nothing.
    pub(super) fn note_claimant(
        &mut self,
        address: &Identifier,
        held: Held,
        changes: &mut Vec<Change>,
    ) {
        let claimants = self.sharers.entry(address.clone()).or_default();
        if claimants.iter().any(|one| one.home == held.home) {
            return;
        }
        if claimants.len() >= CLAIMANTS {
            changes.push(Change::Unsaid {
                identifier: address.clone(),
            });
            return;
        }
        claimants.push(held);
        self.keep_shared(address, held, changes);
    }

    /// Suggests whoever claimed an address to its new holder, who is no claimant any more.
    pub(super) fn meet_claimants(
        &mut self,
        address: &Identifier,
        holder: i64,
        changes: &mut Vec<Change>,
    ) {
        if !address.is_own_address() {
            return;
        }
        let mut others = Vec::new();
        for home in self.sharers.remove(address).unwrap_or_default() {
            let person = self.find(home.person);
            if person == holder {
                changes.push(Change::Unshared {
                    identifier: address.clone(),
                    person,
                });
                continue;
            }
            self.suggest(
                (person, holder),
                Evidence::Identifier(address.kind),
                changes,
            );
            others.push(home);
        }
        if !others.is_empty() {
            self.sharers.insert(address.clone(), others);
        }
    }

    /// Takes an address from whoever claimed it, once the business has said whose it is.
    pub(super) fn take_claims_back(&mut self, address: &Identifier, changes: &mut Vec<Change>) {
        if !address.is_own_address() || self.bond(address).is_none() {
            return;
        }
        let claimants = self.sharers.remove(address).unwrap_or_default();
        if claimants.is_empty() {
            return;
        }
        for one in claimants {
            self.forget_had(self.find(one.person), address);
        }
        changes.push(Change::Unclaimed {
            identifier: address.clone(),
        });
    }
}

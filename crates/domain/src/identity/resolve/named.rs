//! Names that the business gives: two that clearly differ are those of two people, where nothing but a claim
//! says that they are one.

use super::{Claim, Held, Resolver};
use crate::identity::names::{Likeness, Name};
use crate::identity::{Identifier, Proof};

/// Somebody whom the business calls by clearly another name than they are known by, and who may have been
/// joined with somebody else by no more than a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misnamed {
    /// The identifier that was named.
    pub named: Identifier,
    /// Who holds it.
    pub person: i64,
    /// Who is meant, where what was named beside says so.
    pub meant: Option<Held>,
    /// Whether other interactions were found to be theirs: what they are called by now is not known here.
    pub is_met: bool,
}

impl Resolver {
    /// Whom a statement of the business calls by clearly another name than they are known by.
    pub fn misnamed(&self, claim: &Claim) -> Vec<Misnamed> {
        if !claim.may_join || claim.name == Name::default() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (at, one) in claim.identifiers.iter().enumerate() {
            // A device tells whom it names only where nothing else does.
            let Some(person) = self
                .holder(one)
                .filter(|_| at == 0 || one.proof() != Proof::Device)
            else {
                continue;
            };
            let is_met = self.met.contains(&person);
            let mut heard = self.heard.get(&person).into_iter().flatten();
            let is_other = heard.any(|name| name.likeness(&claim.name) == Likeness::Other);
            // Where nothing is theirs by a mere claim, there is nothing to take out.
            if is_other && self.has_untied(person, one) {
                let first = claim.identifiers[..at]
                    .iter()
                    .find_map(|one| self.held(one));
                all.push(Misnamed {
                    named: one.clone(),
                    person,
                    meant: first.filter(|held| held.person != person),
                    is_met,
                });
            }
        }
        all
    }

    /// Whether somebody of whom a claim may be was called by another name than before: which of them they go by from
    /// now on hangs on who said so and when, which is not known here, and has to be stored and read.
    pub fn is_of_renamed(&self, claim: &Claim) -> bool {
        let is_renamed = |held: &Held| self.renamed.contains(&self.find(held.person));
        let has_renamed = |one: &Identifier| {
            let sharers = self.sharers.get(one).into_iter().flatten();
            self.ids
                .held(one)
                .into_iter()
                .chain(sharers)
                .any(is_renamed)
        };
        !self.renamed.is_empty() && claim.identifiers.iter().any(has_renamed)
    }

    /// Notes that a person is called so now.
    pub(super) fn note_name(&mut self, person: i64, name: &Name) {
        let known = self.traits.get(&person).map(|traits| &traits.name);
        if known.is_some_and(|known| ![known, name].contains(&&Name::default()) && known != name) {
            self.renamed.insert(person);
        }
    }

    /// Notes a name that a person is known by.
    pub(super) fn hear(&mut self, person: i64, name: &Name) {
        if *name == Name::default() {
            return;
        }
        let heard = self.heard.entry(person).or_default();
        if !heard.contains(name) {
            heard.push(name.clone());
        }
    }

    /// Gives the winner of a merge the names of the loser.
    pub(super) fn merge_heard(&mut self, winner: i64, loser: i64) {
        let lost = self.heard.remove(&loser).unwrap_or_default();
        lost.iter().for_each(|name| self.hear(winner, name));
    }
}

//! Bonds: which identifiers were said to be one person's by somebody who may say so, a server, an import
//! or a hand. What only a key that everybody can read has tied together gives way to that.

use foldhash::{HashMap, HashSet};

use super::{Change, Claim, Held, Resolver};
use crate::identity::names::Name;
use crate::identity::{Identifier, IdentifierKind, Proof};

/// What is known of bonds.
#[derive(Debug, Default)]
pub(super) struct Bonds {
    /// The places of what has each bond.
    members: HashMap<i64, Vec<usize>>,
    /// Those of the user ids of each person; none for one that was only claimed.
    accounts: HashMap<i64, Vec<Option<i64>>>,
    /// The bonds of what each person holds; none for what was only claimed.
    ties: HashMap<i64, HashSet<Option<i64>>>,
}

/// A contact point that has to be taken out of a person before an interaction is resolved: it is somebody
/// else's by the word of the business, and only a claim ties it to that person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    /// The contact point.
    pub contact: Identifier,
    /// Who is meant; none where that is somebody new.
    pub meant: Option<Held>,
}

impl Resolver {
    /// Takes in the bond of an identifier that a person holds.
    pub fn learn_bond(&mut self, person: i64, identifier: &Identifier, bond: Option<i64>) {
        if identifier.kind == IdentifierKind::UserId {
            self.bonds.accounts.entry(person).or_default().push(bond);
        }
        if let Some(bond) = bond {
            let place = self.ids.place(identifier);
            self.give_bond(place, bond);
        }
    }

    fn give_bond(&mut self, place: usize, bond: i64) {
        if self.ids.at_mut(place).bond.replace(bond) != Some(bond) {
            self.bonds.members.entry(bond).or_default().push(place);
        }
    }

    /// Takes in that a person holds something with this bond, or without any.
    pub fn learn_tie(&mut self, person: i64, bond: Option<i64>) {
        self.bonds.ties.entry(person).or_default().insert(bond);
    }

    /// Whether a person may hold something that no word of the business ties to one of their identifiers, as
    /// far as was taken in.
    pub(super) fn has_untied(&self, person: i64, one: &Identifier) -> bool {
        let bond = self.bond(one);
        let mut ties = self.bonds.ties.get(&person).into_iter().flatten();
        bond.is_none() || ties.any(|tie| *tie != bond)
    }

    /// The bond of an identifier.
    pub fn bond(&self, identifier: &Identifier) -> Option<i64> {
        self.ids.get(identifier)?.bond
    }

    /// What a statement of the business takes out of somebody first: a contact point that it names together
    /// with another user id than that of its holder, where only a claim ties it to that one.
    pub fn overruled(&self, claim: &Claim) -> Option<Overruled> {
        if !claim.may_join {
            return None;
        }
        let tells =
            |one: &&Identifier| one.kind == IdentifierKind::UserId || self.ids.held(one).is_some();
        let first = claim.identifiers.iter().find(tells)?;
        let others = claim.identifiers.iter().filter(|one| *one != first);
        others
            .filter(|one| one.proof() != Proof::Device && one.kind != IdentifierKind::UserId)
            .find_map(|other| self.overruled_of(first, other))
    }

    fn overruled_of(&self, first: &Identifier, other: &Identifier) -> Option<Overruled> {
        let (ours, theirs) = (self.held(first), self.held(other)?);
        let is_user = first.kind == IdentifierKind::UserId;
        let is_one = ours.is_some_and(|ours| ours.person == theirs.person);
        let has_account = |held: Held| self.standing(held.person).account;
        let conflict = (is_user || ours.is_some_and(has_account)) && has_account(theirs);
        let apart = ours.is_some_and(|ours| self.is_apart(ours.person, theirs.person));
        if is_one || !conflict || apart {
            return None;
        }
        if !self.has_user(other, theirs.person) {
            return Some(Overruled {
                contact: other.clone(),
                meant: ours,
            });
        }
        let ours = ours
            .filter(|ours| first.proof() != Proof::Device && !self.has_user(first, ours.person));
        ours.map(|_| Overruled {
            contact: first.clone(),
            meant: Some(theirs),
        })
    }

    /// Whether an identifier is a user id, or was said to be that of one.
    fn has_user(&self, identifier: &Identifier, holder: i64) -> bool {
        identifier.kind == IdentifierKind::UserId
            || self.bond(identifier).is_some_and(|bond| {
                let accounts = self.bonds.accounts.get(&holder);
                accounts.is_some_and(|accounts| accounts.contains(&Some(bond)))
            })
    }

    /// Notes that an identifier is held from now on.
    pub(super) fn begin_bond(&mut self, identifier: &Identifier, held: Held) {
        let place = self.ids.place(identifier);
        let known = self.ids.at_mut(place);
        known.held = Some(held);
        known.is_fresh = true;
        if identifier.kind == IdentifierKind::UserId {
            let accounts = self.bonds.accounts.entry(held.person).or_default();
            accounts.push(None);
        }
    }

    /// Gives the winner of a merge the user ids of the loser.
    pub(super) fn merge_bonds(&mut self, winner: i64, loser: i64) {
        let lost = self.bonds.accounts.remove(&loser).unwrap_or_default();
        self.bonds.accounts.entry(winner).or_default().extend(lost);
    }

    /// Bonds what an interaction of somebody who may say so names, as far as one person holds it.
    pub(super) fn tie(&mut self, seq: i64, person: i64, claim: &Claim, changes: &mut Vec<Change>) {
        if !claim.may_join {
            return;
        }
        let named = claim.identifiers.iter();
        let named: Vec<&Identifier> = named
            .filter(|one| self.holder(one) == Some(person))
            .collect();
        let mut bonds: Vec<i64> = named.iter().filter_map(|one| self.bond(one)).collect();
        bonds.sort_unstable();
        bonds.dedup();
        let to = bonds.first().copied().unwrap_or(seq);
        for from in bonds.into_iter().skip(1) {
            self.rebond(person, from, to, changes);
        }
        let alone = named.len() == 1;
        for one in named {
            let is_fresh = self.ids.get(one).is_some_and(|known| known.is_fresh);
            // Said alone, what was claimed is tied to nothing; of an address it says that it is somebody's. Of what
            // several people may have it says whose it is only where it names them.
            let says = match one.proof() {
                Proof::Own => one.is_own_address() || is_fresh,
                Proof::Shared => claim.name != Name::default(),
                Proof::Device => is_fresh,
            };
            if self.bond(one).is_some() || (alone && !says) {
                self.take_claims_back(one, changes);
                continue;
            }
            let place = self.ids.place(one);
            self.give_bond(place, to);
            if one.kind == IdentifierKind::UserId {
                let accounts = self.bonds.accounts.entry(person).or_default();
                if let Some(unbound) = accounts.iter_mut().find(|bond| bond.is_none()) {
                    *unbound = Some(to);
                }
            }
            // A link that is new is kept with the bond that it has in the end.
            if !is_fresh {
                changes.push(Change::Bonded {
                    identifier: one.clone(),
                    bond: to,
                });
            }
            self.take_claims_back(one, changes);
        }
    }

    fn rebond(&mut self, person: i64, from: i64, to: i64, changes: &mut Vec<Change>) {
        let members = self.bonds.members.remove(&from).unwrap_or_default();
        // After a merge that was undone another person may have the same bond.
        let is_theirs = |place: &usize| {
            let held = self.ids.at(*place).held;
            held.is_some_and(|held| self.find(held.person) == person)
        };
        let (theirs, others): (Vec<usize>, Vec<usize>) = members.into_iter().partition(is_theirs);
        for place in theirs {
            self.give_bond(place, to);
        }
        self.bonds.members.insert(from, others);
        let accounts = self.bonds.accounts.get_mut(&person);
        for bond in accounts.into_iter().flatten() {
            if *bond == Some(from) {
                *bond = Some(to);
            }
        }
        changes.push(Change::Rebonded { person, from, to });
    }
}

#[cfg(test)]
#[path = "bond_tests.rs"]
mod tests;

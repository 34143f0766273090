//! Resolution: which person an interaction belongs to, and what it teaches about identity.
//!
//! Pure bookkeeping over what is known: the caller loads the identifiers that a batch names, asks
//! for each interaction in log order, and stores the [`Change`]s.

mod bonds;
mod called;
mod claims;
mod known;
mod known_ids;
mod named;
mod room;
mod settle;
mod yielded;

use foldhash::{HashMap, HashSet};

use super::names::{Likeness, Name};
use super::{Evidence, Identifier, IdentifierKind, Proof, Standing, Traits};

use bonds::Bonds;
pub use bonds::Overruled;
use known_ids::KnownIds;
pub use named::Misnamed;
use room::Room;
pub use room::{CONTACTS, DEVICES};

/// How many people who share a contact point are suggested to each other; with more it is a
/// switchboard, and no sign.
const SUGGESTED: usize = 20;
/// How many people who share a contact point are known beside its holder; whoever else gives it is not kept.
pub const SHARERS: usize = 50;

/// Who holds an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// The person today.
    pub person: i64,
    /// The person it was first given to; never changes, so that a merge can be undone exactly.
    pub home: i64,
}

/// What an interaction says about who it is from.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// The identifiers that it names, strongest first; not empty.
    pub identifiers: Vec<Identifier>,
    /// The name that it gives.
    pub name: Name,
    /// A former id of the person, which an alias call names; one of the identifiers.
    pub former: Option<Identifier>,
    /// Whether the sender may say that two user ids are one person.
    pub may_join: bool,
    /// What the business calls people whose name is only claimed, where that would stand against what it says now.
    pub called: Vec<(i64, Name)>,
}

impl Claim {
    /// Whether this is an address beside the first, of somebody by clearly another name than theirs: such a one joins
    /// nobody.
    fn is_beside(&self, address: &Identifier, [ours, theirs]: [&Name; 2]) -> bool {
        let is_mail = |one: &&Identifier| one.kind == IdentifierKind::Email;
        let first = self.identifiers.iter().find(is_mail);
        is_mail(&address) && first != Some(address) && ours.is_other_at(theirs, &address.value)
    }
}

/// Whose an interaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The person and the home of the interaction.
    pub held: Held,
    /// How far what led to the person proves that it is them.
    pub proof: Proof,
}

/// What a resolution teaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A person was seen for the first time.
    Born {
        /// The new person.
        person: i64,
    },
    /// An identifier was given to a person.
    Linked {
        /// The identifier.
        identifier: Identifier,
        /// Who holds it.
        held: Held,
        /// Kind of the identifier that it came together with, or its own.
        evidence: IdentifierKind,
    },
    /// A contact point that somebody else holds is this person's as well.
    Shared {
        /// The contact point.
        identifier: Identifier,
        /// Who shares it.
        held: Held,
    },
    /// Two people became one.
    Merged {
        /// Goes on.
        winner: i64,
        /// Is part of the winner from now on.
        loser: i64,
        /// Why.
        evidence: Evidence,
        /// Whether it was only claimed, by a key that everybody can read.
        claimed: bool,
    },
    /// An identifier that a person holds was said to be theirs by somebody who may say so.
    Bonded {
        /// The identifier.
        identifier: Identifier,
        /// Its bond: what has the same was said to be one person's.
        bond: i64,
    },
    /// Two bonds of a person are one.
    Rebonded {
        /// The person.
        person: i64,
        /// The bond that is no more.
        from: i64,
        /// What takes its place.
        to: i64,
    },
    /// A browser's key claimed an identifier for somebody who has as many as may be claimed.
    Refused {
        /// The identifier.
        identifier: Identifier,
    },
    /// What a browser's key claimed is not said of whom it was claimed for: the identifier is somebody else's.
    Unsaid {
        /// The identifier.
        identifier: Identifier,
    },
    /// The business has said whose an address is: others who only claimed it do not have it.
    Unclaimed {
        /// The address.
        identifier: Identifier,
    },
    /// Whoever claimed an address holds it.
    Unshared {
        /// The address.
        identifier: Identifier,
        /// The person.
        person: i64,
    },
    /// Two people may be one.
    Suggested {
        /// One.
        first: i64,
        /// The other.
        second: i64,
        /// Why.
        evidence: Evidence,
    },
}

/// What is known about identity, as far as a batch needs it.
#[derive(Debug, Default)]
pub struct Resolver {
    ids: KnownIds,
    /// Who gave a contact point that somebody else holds; who only claimed one that is somebody's own.
    sharers: HashMap<Identifier, Vec<Held>>,
    traits: HashMap<i64, Traits>,
    merged: HashMap<i64, i64>,
    /// Homes that were taken apart, and whose they are.
    apart: Vec<(i64, i64)>,
    whose: HashMap<i64, i64>,
    bonds: Bonds,
    room: Room,
    /// Every name that a person was heard to have.
    heard: HashMap<i64, Vec<Name>>,
    /// Whom interactions were found to be from.
    met: HashSet<i64>,
    /// Who was called by another name than before.
    renamed: HashSet<i64>,
    /// Whose name only a key that everybody can read has claimed, of somebody whom it named by what is theirs alone.
    claimed_names: HashSet<i64>,
}

impl Resolver {
    /// Resolves one interaction at log position `seq`.
    pub fn resolve(&mut self, seq: i64, claim: &Claim, changes: &mut Vec<Change>) -> Resolved {
        let settled = self.settle(seq, claim, changes);
        let mut held = settled.held;
        for (at, other) in claim.identifiers.iter().enumerate() {
            if Some(at) != settled.by {
                let anchor = settled.by.map(|by| &claim.identifiers[by]);
                held.person = self.take(held, other, anchor, claim, changes);
            }
        }
        if claim.name != Name::default() {
            self.note_name(held.person, &claim.name);
            self.note_authority(held.person, settled.proof, claim.may_join);
            self.learn_name(held.person, claim.name.clone());
        }
        self.tie(seq, held.person, claim, changes);
        self.met.insert(held.person);
        Resolved {
            held,
            proof: settled.proof,
        }
    }

    /// Takes in one more identifier that an interaction of a person names; returns the person, who may
    /// be part of another by then.
    fn take(
        &mut self,
        held: Held,
        other: &Identifier,
        anchor: Option<&Identifier>,
        claim: &Claim,
        changes: &mut Vec<Change>,
    ) -> i64 {
        if self.shares(held.person, other) {
            return held.person;
        }
        if !claim.may_join && !self.has_room(held.person, other, anchor) {
            let identifier = other.clone();
            changes.push(Change::Unsaid { identifier });
            let identifier = other.clone();
            changes.push(Change::Refused { identifier });
            return held.person;
        }
        if self.is_mere_claim(held.person, other, claim) {
            self.note_claimant(other, held, changes);
            return held.person;
        }
        let Some(second) = self.holder(other) else {
            let evidence = anchor.map_or(other.kind, |anchor| anchor.kind);
            self.link(other.clone(), held, evidence, changes);
            return held.person;
        };
        if second == held.person {
            return held.person;
        }
        let evidence = match claim.former.as_ref() == Some(other) {
            true => Evidence::Alias,
            false => Evidence::Identifier(other.kind),
        };
        let pair = (held.person, second);
        match self.union(pair, other, evidence, claim) {
            Union::Merge => self.merge(pair, evidence, !claim.may_join, changes),
            Union::Suggest => {
                self.say_held(other, held, claim, changes);
                self.suggest(pair, evidence, changes);
                held.person
            }
            Union::Share => {
                self.share(other, held, pair, changes);
                held.person
            }
            Union::Keep => {
                self.say_held(other, held, claim, changes);
                held.person
            }
        }
    }

    /// Decides what an identifier of another person, `second`, makes of the two.
    ///
    /// Two people who each hold a user id merge only where a sender who may says so. What several people
    /// may have, a device or a contact point, joins nobody who differs.
    fn union(
        &self,
        (first, second): (i64, i64),
        other: &Identifier,
        evidence: Evidence,
        claim: &Claim,
    ) -> Union {
        let apart = self.is_apart(first, second);
        let (ours, theirs) = (self.stated(first, claim), self.traits(second, claim));
        let accounts = ours.standing.account && theirs.standing.account;
        let said = evidence == Evidence::Alias && claim.may_join;
        match other.proof() {
            Proof::Own if apart => Union::Keep,
            Proof::Own if accounts && !said => Union::Suggest,
            // Anybody could join whomever they like, one address after the other.
            Proof::Own if !claim.may_join && ours.standing.address && theirs.standing.address => {
                Union::Suggest
            }
            Proof::Own if !claim.may_join && self.is_somebody_else(first, &theirs, claim) => {
                Union::Suggest
            }
            Proof::Own if self.is_beside_other(first, other, &theirs, claim) => Union::Suggest,
            Proof::Own => Union::Merge,
            Proof::Shared if apart || self.is_contested(other) || ours.differ(&theirs) => {
                Union::Share
            }
            Proof::Shared => Union::Merge,
            Proof::Device if apart => Union::Keep,
            Proof::Device if said && !accounts => Union::Merge,
            Proof::Device if ours.name.likeness(&theirs.name) == Likeness::Other => Union::Keep,
            Proof::Device => at_device(ours.standing, theirs.standing),
        }
    }

    /// Whether somebody who is identified is known by clearly another name, whatever name is claimed now.
    fn is_somebody_else(&self, person: i64, theirs: &Traits, claim: &Claim) -> bool {
        let known = self.traits(person, claim);
        known.standing.is_identified() && known.name.likeness(&theirs.name) == Likeness::Other
    }

    /// Whether somebody, or whoever is named, is clearly another than whose address was given beside the first.
    fn is_beside_other(
        &self,
        person: i64,
        address: &Identifier,
        theirs: &Traits,
        claim: &Claim,
    ) -> bool {
        let known = self.traits(person, claim).name;
        let mut ours = [&known, &claim.name].into_iter();
        ours.any(|ours| claim.is_beside(address, [ours, &theirs.name]))
    }

    fn merge(
        &mut self,
        (first, second): (i64, i64),
        evidence: Evidence,
        claimed: bool,
        changes: &mut Vec<Change>,
    ) -> i64 {
        let (winner, loser) = ordered(
            (first, self.standing(first)),
            (second, self.standing(second)),
        );
        let lost = self.traits.get(&loser).cloned().unwrap_or_default();
        self.note_name(winner, &lost.name);
        self.merge_authority(winner, loser);
        let kept = self.traits.entry(winner).or_default();
        kept.standing = kept.standing.join(lost.standing);
        if kept.name == Name::default() {
            kept.name = lost.name;
        }
        self.merged.insert(loser, winner);
        self.merge_bonds(winner, loser);
        self.merge_room(winner, loser);
        self.merge_heard(winner, loser);
        for noted in [&mut self.met, &mut self.renamed] {
            if noted.contains(&loser) {
                noted.insert(winner);
            }
        }
        changes.push(Change::Merged {
            winner,
            loser,
            evidence,
            claimed,
        });
        winner
    }

    /// Keeps that a person gave a contact point of somebody else's.
    fn share(
        &mut self,
        other: &Identifier,
        held: Held,
        pair: (i64, i64),
        changes: &mut Vec<Change>,
    ) {
        let Some(many) = self.note_sharer(other, held, changes) else {
            return;
        };
        let traits = self.traits.entry(held.person).or_default();
        traits.standing = traits.standing.with(other);
        if many < SUGGESTED {
            self.suggest(pair, Evidence::Identifier(other.kind), changes);
        }
    }

    /// Whether all that is said is that somebody who has an address has another one that nobody holds, by a key
    /// that everybody can read: whoever that one reaches is not given to them.
    fn is_mere_claim(&self, person: i64, other: &Identifier, claim: &Claim) -> bool {
        !claim.may_join
            && other.is_own_address()
            && self.standing(person).address
            && self.holder(other).is_none()
    }

    /// Keeps that a person gave a contact point without holding it; how many did before. Nothing where there are
    /// [`SHARERS`] already: what is looked through for each interaction must not grow with what strangers send.
    fn note_sharer(
        &mut self,
        other: &Identifier,
        held: Held,
        changes: &mut Vec<Change>,
    ) -> Option<usize> {
        let sharers = self.sharers.entry(other.clone()).or_default();
        let many = sharers.len();
        if many >= SHARERS {
            return None;
        }
        sharers.push(held);
        self.keep_shared(other, held, changes);
        Some(many)
    }

    fn keep_shared(&mut self, other: &Identifier, held: Held, changes: &mut Vec<Change>) {
        self.learn_had(held.person, other);
        changes.push(Change::Shared {
            identifier: other.clone(),
            held,
        });
    }

    fn suggest(&self, (first, second): (i64, i64), evidence: Evidence, changes: &mut Vec<Change>) {
        if !self.is_apart(first, second) {
            changes.push(Change::Suggested {
                first,
                second,
                evidence,
            });
        }
    }

    fn link(
        &mut self,
        identifier: Identifier,
        held: Held,
        evidence: IdentifierKind,
        changes: &mut Vec<Change>,
    ) {
        self.learn_standing(held.person, &identifier);
        self.learn_had(held.person, &identifier);
        self.begin_bond(&identifier, held);
        self.meet_claimants(&identifier, held.person, changes);
        changes.push(Change::Linked {
            identifier,
            held,
            evidence,
        });
    }
}

/// What is to happen when one interaction names identifiers of two people.
enum Union {
    /// They are one person.
    Merge,
    /// They may be one person; a human decides.
    Suggest,
    /// They share a contact point, and may be one person.
    Share,
    /// One device, several people, or two who were taken apart: no sign that they are one.
    Keep,
}

/// What a device makes of two people who have used it: a visitor is whoever signs in there. Two who are
/// identified may be one where one is known by a user id alone and the other by an address alone.
fn at_device(ours: Standing, theirs: Standing) -> Union {
    let one_of_each = ours.account != theirs.account && ours.address != theirs.address;
    match ours.is_identified() && theirs.is_identified() {
        true if ours.is_keyed() && theirs.is_keyed() && one_of_each => Union::Suggest,
        true => Union::Keep,
        false => Union::Merge,
    }
}

/// Which of two people goes on when they become one, and who is part of them: the better identified goes
/// on; between equals the one known for longer.
pub fn ordered((one, first): (i64, Standing), (other, second): (i64, Standing)) -> (i64, i64) {
    let rank = |person, standing: Standing| {
        let identified = (standing.account, standing.address, standing.shared);
        (identified, std::cmp::Reverse(person))
    };
    match rank(one, first) >= rank(other, second) {
        true => (one, other),
        false => (other, one),
    }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;

//! Whom an interaction is from: the holder of the strongest identifier that tells, or somebody new.

use super::{Change, Claim, Held, Resolver};
use crate::identity::names::{Likeness, Name};
use crate::identity::{Identifier, IdentifierKind, Proof, Standing, Traits};

/// Whom an interaction is from.
pub(super) struct Settled {
    /// The person and the home of the interaction.
    pub held: Held,
    /// Place of the identifier that told; none where none of them did.
    pub by: Option<usize>,
    /// How far it proves who it was.
    pub proof: Proof,
}

/// Whom an interaction is from, before anything is made of it.
pub(super) struct Told {
    /// Place of the identifier that tells.
    by: usize,
    /// The person; none where that is somebody new.
    pub held: Option<Held>,
    /// Kind of what told, where they are to be given the identifier.
    given: Option<IdentifierKind>,
}

/// Who is meant by a contact point that several people may have.
enum Meant {
    /// Nobody has given it yet.
    Nobody,
    /// This person.
    One(Held),
    /// Somebody else than those who gave it, or one of them, but not which.
    Another,
}

impl Resolver {
    /// Finds or makes the person of an interaction.
    pub(super) fn settle(&mut self, seq: i64, claim: &Claim, changes: &mut Vec<Change>) -> Settled {
        let (person, home) = (seq, seq);
        let new = Held { person, home };
        let Some(told) = self.told(claim) else {
            changes.push(Change::Born { person: seq });
            return Settled {
                held: new,
                by: None,
                proof: Proof::Device,
            };
        };
        let identifier = &claim.identifiers[told.by];
        let held = told.held.unwrap_or(new);
        if told.held.is_none() {
            changes.push(Change::Born { person: seq });
        }
        if let Some(evidence) = told.given {
            self.link(identifier.clone(), held, evidence, changes);
        }
        Settled {
            held,
            by: Some(told.by),
            proof: identifier.proof(),
        }
    }

    /// Whom an interaction is from, by the strongest identifier that tells; none where none does.
    pub(super) fn told(&self, claim: &Claim) -> Option<Told> {
        let traits = Traits {
            standing: standing(&claim.identifiers),
            name: claim.name.clone(),
        };
        for (by, identifier) in claim.identifiers.iter().enumerate() {
            let weaker = &claim.identifiers[by + 1..];
            let known = match identifier.proof() {
                Proof::Shared => match self.meant(identifier, claim, !weaker.is_empty()) {
                    Meant::One(held) => Some(held),
                    Meant::Nobody => None,
                    Meant::Another => continue,
                },
                Proof::Device if by > 0 => match self.at_device(identifier, claim) {
                    Meant::One(held) => Some(held),
                    Meant::Nobody => None,
                    Meant::Another => continue,
                },
                Proof::Own | Proof::Device => self.ids.held(identifier).copied(),
            };
            if let Some(held) = known {
                let person = self.find(held.person);
                return Some(Told {
                    by,
                    held: Some(Held { person, ..held }),
                    given: None,
                });
            }
            // Nobody holds it: it is given to whom a weaker one tells, or to a new person.
            let adopter = self.adopter(weaker, claim, &traits);
            return Some(Told {
                by,
                held: adopter.map(|(held, _)| held),
                given: Some(adopter.map_or(identifier.kind, |(_, evidence)| evidence)),
            });
        }
        None
    }

    /// Who may be given what is new, by the strongest of these identifiers that somebody holds; its kind.
    fn adopter(
        &self,
        weaker: &[Identifier],
        claim: &Claim,
        traits: &Traits,
    ) -> Option<(Held, IdentifierKind)> {
        for identifier in weaker {
            let Some(known) = self.ids.held(identifier) else {
                continue;
            };
            let person = self.find(known.person);
            let held = Held { person, ..*known };
            let holder = self.traits(person, claim);
            let follows = match identifier.proof() {
                Proof::Own if claim.is_beside(identifier, [&traits.name, &holder.name]) => continue,
                // Whoever states the address of a contact is that contact; another account is not.
                Proof::Own => !(traits.standing.account && holder.standing.account),
                Proof::Shared => match self.without_key(identifier, traits, claim) {
                    Some(held) => return Some((held, identifier.kind)),
                    // A device may still tell whom it is.
                    None => continue,
                },
                Proof::Device => traits.may_follow_device(&holder),
            };
            return follows.then_some((held, identifier.kind));
        }
        None
    }

    /// Of those who gave a contact point, the one whom nothing tells from somebody with these traits.
    /// Where several gave it, only the name says which.
    fn without_key(&self, contact: &Identifier, traits: &Traits, claim: &Claim) -> Option<Held> {
        let people = self.people_at(contact);
        let contested = people.len() > 1;
        people.into_iter().find(|held| {
            let holder = self.traits(held.person, claim);
            let named = holder.name.likeness(&traits.name) == Likeness::Alike;
            !holder.differ(traits) && (named || !contested)
        })
    }

    /// Whom a contact point means in an interaction that names nothing stronger.
    fn meant(&self, contact: &Identifier, claim: &Claim, has_weaker: bool) -> Meant {
        let people = self.people_at(contact);
        let likeness = |held: &Held| {
            let holder = self.traits(held.person, claim);
            holder.name.likeness(&claim.name)
        };
        match people.as_slice() {
            [] => Meant::Nobody,
            [only] if likeness(only) == Likeness::Other => Meant::Another,
            [only] => Meant::One(*only),
            [first, ..] => match people.iter().find(|one| likeness(one) == Likeness::Alike) {
                Some(alike) => Meant::One(*alike),
                // A call from the switchboard is the first one's as much as anybody's.
                None if claim.name == Name::default() && !has_weaker => Meant::One(*first),
                None => Meant::Another,
            },
        }
    }

    /// Whom a device means in an interaction whose contact points are somebody else's.
    fn at_device(&self, device: &Identifier, claim: &Claim) -> Meant {
        let Some(held) = self.ids.held(device) else {
            return Meant::Nobody;
        };
        let holder = self.traits(self.find(held.person), claim);
        match holder.name.likeness(&claim.name) {
            Likeness::Other => Meant::Another,
            Likeness::Alike | Likeness::Unknown => Meant::One(*held),
        }
    }
}

/// What somebody who names these identifiers is identified by.
pub(super) fn standing(identifiers: &[Identifier]) -> Standing {
    identifiers
        .iter()
        .fold(Standing::default(), |standing, one| standing.with(one))
}

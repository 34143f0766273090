//! Resolution: which person an interaction belongs to, and what it teaches about identity.
//!
//! Pure bookkeeping over what is known: the caller loads the identifiers that a batch names, asks
//! for each interaction in log order, and stores the [`Change`]s.

use std::collections::{HashMap, HashSet};

use super::{Identifier, IdentifierKind, Standing, Union, adopts, union};

/// Who holds an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// The person today.
    pub person: i64,
    /// The person it was first given to; never changes, so that a merge can be undone exactly.
    pub home: i64,
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
    /// Two people became one.
    Merged {
        /// Goes on.
        winner: i64,
        /// Is part of the winner from now on.
        loser: i64,
        /// Kind of the identifier that they share.
        evidence: IdentifierKind,
    },
    /// Two people may be one.
    Suggested {
        /// One.
        first: i64,
        /// The other.
        second: i64,
        /// Kind of the identifier that they share.
        evidence: IdentifierKind,
    },
}

/// What is known about identity, as far as a batch needs it.
#[derive(Debug, Default)]
pub struct Resolver {
    held: HashMap<Identifier, Held>,
    standings: HashMap<i64, Standing>,
    merged: HashMap<i64, i64>,
    apart: HashSet<(i64, i64)>,
}

impl Resolver {
    /// Takes in who holds an identifier.
    pub fn learn(&mut self, identifier: Identifier, held: Held) {
        self.held.insert(identifier, held);
    }

    /// Takes in what kinds of identifier a person holds.
    pub fn learn_standing(&mut self, person: i64, kind: IdentifierKind) {
        let standing = self.standings.entry(person).or_default();
        *standing = standing.with(kind);
    }

    /// Takes in that a merge of these two was undone: they are never merged by themselves again.
    pub fn learn_apart(&mut self, one: i64, other: i64) {
        self.apart.insert((one.min(other), one.max(other)));
    }

    /// Who holds an identifier now.
    pub fn holder(&self, identifier: &Identifier) -> Option<i64> {
        self.held.get(identifier).map(|held| self.find(held.person))
    }

    /// Who holds an identifier now, and who was first given it.
    pub fn held(&self, identifier: &Identifier) -> Option<Held> {
        let held = self.held.get(identifier)?;
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

    /// Resolves one interaction at log position `seq`. `identifiers` come strongest first and are
    /// not empty. Returns the person and the home of the interaction.
    pub fn resolve(
        &mut self,
        seq: i64,
        identifiers: &[Identifier],
        changes: &mut Vec<Change>,
    ) -> Held {
        let first = &identifiers[0];
        let mut held = match self.held.get(first) {
            Some(held) => Held {
                person: self.find(held.person),
                ..*held
            },
            None => self.settle_first(seq, identifiers, changes),
        };
        for other in &identifiers[1..] {
            match self.held.get(other).copied() {
                Some(second) => {
                    held.person =
                        self.meet(held.person, self.find(second.person), other.kind, changes)
                }
                None if adopts(self.standing(held.person), other.kind, first.kind) => {
                    self.link(other.clone(), held, first.kind, changes);
                }
                None => {}
            }
        }
        held
    }

    /// Gives the strongest identifier, which nobody holds, to the person of the next one that
    /// somebody does, or to a new person.
    fn settle_first(
        &mut self,
        seq: i64,
        identifiers: &[Identifier],
        changes: &mut Vec<Change>,
    ) -> Held {
        let first = &identifiers[0];
        let known = identifiers[1..]
            .iter()
            .find_map(|other| Some((other.kind, *self.held.get(other)?)));
        let adopted = known.filter(|(kind, held)| {
            adopts(self.standing(self.find(held.person)), first.kind, *kind)
        });
        let (held, evidence) = match adopted {
            Some((kind, held)) => (
                Held {
                    person: self.find(held.person),
                    ..held
                },
                kind,
            ),
            None => {
                changes.push(Change::Born { person: seq });
                (
                    Held {
                        person: seq,
                        home: seq,
                    },
                    first.kind,
                )
            }
        };
        self.link(first.clone(), held, evidence, changes);
        held
    }

    fn meet(
        &mut self,
        first: i64,
        second: i64,
        evidence: IdentifierKind,
        changes: &mut Vec<Change>,
    ) -> i64 {
        if first == second {
            return first;
        }
        let apart = self.apart.contains(&(first.min(second), first.max(second)));
        match union(self.standing(first), self.standing(second), evidence) {
            Union::Merge if !apart => self.merge(first, second, evidence, changes),
            Union::Suggest if !apart => {
                changes.push(Change::Suggested {
                    first,
                    second,
                    evidence,
                });
                first
            }
            _ => first,
        }
    }

    fn merge(
        &mut self,
        first: i64,
        second: i64,
        evidence: IdentifierKind,
        changes: &mut Vec<Change>,
    ) -> i64 {
        // The better identified goes on; between equals the one known for longer.
        let rank = |person| {
            let standing = self.standing(person);
            (
                standing.account,
                standing.contact,
                std::cmp::Reverse(person),
            )
        };
        let (winner, loser) = if rank(first) >= rank(second) {
            (first, second)
        } else {
            (second, first)
        };
        let joined = self.standing(winner).join(self.standing(loser));
        self.standings.insert(winner, joined);
        self.merged.insert(loser, winner);
        changes.push(Change::Merged {
            winner,
            loser,
            evidence,
        });
        winner
    }

    fn link(
        &mut self,
        identifier: Identifier,
        held: Held,
        evidence: IdentifierKind,
        changes: &mut Vec<Change>,
    ) {
        self.learn_standing(held.person, identifier.kind);
        self.held.insert(identifier.clone(), held);
        changes.push(Change::Linked {
            identifier,
            held,
            evidence,
        });
    }

    fn standing(&self, person: i64) -> Standing {
        self.standings.get(&person).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IdentifierKind::{AnonymousId, Email, UserId};

    fn id(kind: IdentifierKind, value: &str) -> Identifier {
        Identifier {
            kind,
            value: value.into(),
        }
    }

    fn run(resolver: &mut Resolver, seq: i64, identifiers: &[Identifier]) -> (i64, Vec<Change>) {
        let mut changes = Vec::new();
        let held = resolver.resolve(seq, identifiers, &mut changes);
        (held.person, changes)
    }

    #[test]
    fn identify_attaches_the_anonymous_history() {
        let mut resolver = Resolver::default();
        assert_eq!(run(&mut resolver, 1, &[id(AnonymousId, "a")]).0, 1);
        assert_eq!(
            run(&mut resolver, 2, &[id(UserId, "u"), id(AnonymousId, "a")]).0,
            1
        );
        assert_eq!(run(&mut resolver, 3, &[id(UserId, "u")]).0, 1);
    }

    #[test]
    fn a_visitor_is_merged_into_the_account_that_signs_in() {
        let mut resolver = Resolver::default();
        run(&mut resolver, 1, &[id(AnonymousId, "a")]);
        run(&mut resolver, 2, &[id(UserId, "u")]);
        let (person, changes) = run(&mut resolver, 3, &[id(UserId, "u"), id(AnonymousId, "a")]);
        assert_eq!(person, 2);
        assert_eq!(
            changes,
            [Change::Merged {
                winner: 2,
                loser: 1,
                evidence: AnonymousId
            }]
        );
        assert_eq!(run(&mut resolver, 4, &[id(AnonymousId, "a")]).0, 2);
    }

    #[test]
    fn two_accounts_at_one_device_stay_two_people() {
        let mut resolver = Resolver::default();
        run(&mut resolver, 1, &[id(UserId, "u"), id(AnonymousId, "a")]);
        let (person, changes) = run(&mut resolver, 2, &[id(UserId, "v"), id(AnonymousId, "a")]);
        assert_eq!(person, 2);
        assert!(
            !changes
                .iter()
                .any(|change| matches!(change, Change::Merged { .. }))
        );
    }

    #[test]
    fn an_address_held_by_another_account_is_a_suggestion() {
        let mut resolver = Resolver::default();
        run(
            &mut resolver,
            1,
            &[id(UserId, "u"), id(Email, "x@example.com")],
        );
        let (person, changes) = run(
            &mut resolver,
            2,
            &[id(UserId, "v"), id(Email, "x@example.com")],
        );
        assert_eq!(person, 2);
        assert_eq!(
            changes.last(),
            Some(&Change::Suggested {
                first: 2,
                second: 1,
                evidence: Email
            })
        );
    }

    #[test]
    fn what_was_taken_apart_stays_apart() {
        let mut resolver = Resolver::default();
        run(&mut resolver, 1, &[id(AnonymousId, "a")]);
        run(&mut resolver, 2, &[id(UserId, "u")]);
        resolver.learn_apart(2, 1);
        assert_eq!(
            run(&mut resolver, 3, &[id(UserId, "u"), id(AnonymousId, "a")]),
            (2, vec![])
        );
    }
}

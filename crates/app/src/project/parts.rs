//! What goes when people are taken apart: identifiers, and what came by them.

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::split::{came_by, came_with};
use ripen_domain::identity::{Identifier, Proof};
use ripen_store::identity::Link;
use ripen_store::split::{Split, log_named, timeline_named};
use ripen_store::{Conn, Result};

use super::named::identifiers;

/// How all that a home has came to it: read out of the log once, whatever is taken out one after the other.
#[derive(Debug, Default)]
pub struct Came {
    /// The identifiers of the home.
    of_home: HashSet<Identifier>,
    /// What the interactions name that gave these.
    given: HashMap<i64, Vec<Identifier>>,
    /// The interactions, by the identifier that each came by.
    by: HashMap<Identifier, Vec<i64>>,
    /// What the interactions name that is not of the home.
    beside: HashSet<Identifier>,
}

impl Came {
    /// Reads it for the home of `held`; `links` are all identifiers of the person.
    pub fn read(conn: &mut Conn, links: &[Link], held: Held) -> Result<Self> {
        let Held { person, home } = held;
        let named = |(seq, interaction)| (seq, identifiers(&interaction));
        let given = log_named(conn, person, home)?.into_iter().map(named);
        let mut came = Self {
            of_home: of_home(links, home).map(|(one, _)| one).collect(),
            given: given.collect(),
            ..Self::default()
        };
        timeline_named(conn, (person, home), |seq, interaction| {
            came.note(seq, identifiers(interaction));
        })?;
        Ok(came)
    }

    /// Takes in one more interaction of the home.
    pub fn note(&mut self, seq: i64, named: Vec<Identifier>) {
        if let Some(by) = came_by(&named, &self.of_home) {
            match self.by.get_mut(by) {
                Some(all) => all.push(seq),
                None => drop(self.by.insert(by.clone(), vec![seq])),
            }
        }
        let beside = named.into_iter().filter(|one| !self.of_home.contains(one));
        self.beside.extend(beside);
    }

    /// Takes in one more identifier of the home, which the interaction at `seq` gave; whether all else is as it
    /// was. What was named before it was given may have come by it.
    pub fn link(&mut self, seq: i64, identifier: Identifier, named: Vec<Identifier>) -> bool {
        let is_new = !self.beside.contains(&identifier);
        self.of_home.insert(identifier);
        self.given.insert(seq, named);
        is_new
    }

    /// Takes out what came only by `some` of the identifiers, which the interaction of `first` gave.
    pub fn take(&mut self, links: &[Link], first: &Link, some: HashSet<Identifier>) -> Parts {
        let own: Vec<(Identifier, i64)> = of_home(links, first.held.home).collect();
        let with = came_with(&own, some, &self.given);
        let of_home: HashSet<Identifier> = own.into_iter().map(|(one, _)| one).collect();
        let came = with.iter().filter_map(|one| self.by.remove(one));
        let mut interactions: Vec<i64> = came.flatten().collect();
        interactions.sort_unstable();
        self.of_home.retain(|one| !with.contains(one));
        let stays = |one: &&Identifier| of_home.contains(*one) && !with.contains(*one);
        let shared = self.given.get(&first.seq).into_iter().flatten();
        let shared = shared.filter(stays);
        let shared = shared.filter(|one| one.proof() == Proof::Shared);
        Parts {
            shared: shared.cloned().collect(),
            stay: of_home.difference(&with).cloned().collect(),
            identifiers: with.into_iter().collect(),
            interactions,
        }
    }
}

/// The identifiers of a home, each with the interaction that gave it.
fn of_home(links: &[Link], home: i64) -> impl Iterator<Item = (Identifier, i64)> {
    let own = links
        .iter()
        .filter(move |link| !link.shared && link.held.home == home);
    own.map(|link| (link.identifier.clone(), link.seq))
}

/// What goes with some identifiers of a person.
pub struct Parts {
    /// Identifiers.
    pub identifiers: Vec<Identifier>,
    /// Interactions, by position.
    pub interactions: Vec<i64>,
    /// Contact points by which the interaction that joined them led to the person, and which stay.
    pub shared: Vec<Identifier>,
    /// All that stays of the identifiers of the same home.
    stay: Vec<Identifier>,
}

impl Parts {
    /// The way to somebody else.
    pub fn split(&self, first: &Link, to: Held) -> Split<'_> {
        Split {
            from: first.held,
            to,
            seq: first.seq,
            at: first.at,
            evidence: first.evidence.name(),
            identifiers: &self.identifiers,
            interactions: &self.interactions,
            shared: &self.shared,
            stay: &self.stay,
            claimed: first.bond.is_none(),
        }
    }
}

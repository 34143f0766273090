//! What goes when people are taken apart: identifiers, and what came by them.

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::split::{came_by, came_with};
use ripen_domain::identity::{Identifier, Proof};
use ripen_store::identity::Link;
use ripen_store::split::{Split, log_named, timeline_named};
use ripen_store::{Conn, Result};

use super::named::identifiers;

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
    /// Finds out of the log what came only by `some` of a person's identifiers, which the interaction of
    /// `first` gave; `links` are all of theirs.
    pub fn find(
        conn: &mut Conn,
        links: &[Link],
        first: &Link,
        some: HashSet<Identifier>,
    ) -> Result<Self> {
        let Held { person, home } = first.held;
        let own = links
            .iter()
            .filter(|link| !link.shared && link.held.home == home);
        let own: Vec<(Identifier, i64)> = own
            .map(|link| (link.identifier.clone(), link.seq))
            .collect();
        let named = |(seq, interaction)| (seq, identifiers(&interaction));
        let given = log_named(conn, person, home)?.into_iter().map(named);
        let given: HashMap<i64, Vec<Identifier>> = given.collect();
        let with = came_with(&own, some, &given);
        let of_home: HashSet<Identifier> = own.iter().map(|(one, _)| one.clone()).collect();
        let mut interactions = Vec::new();
        timeline_named(conn, (person, home), |seq, interaction| {
            if came_by(&identifiers(interaction), &of_home, &with) {
                interactions.push(seq);
            }
        })?;
        let stays = |one: &&Identifier| of_home.contains(*one) && !with.contains(*one);
        let shared = given.get(&first.seq).into_iter().flatten().filter(stays);
        let shared = shared.filter(|one| one.proof() == Proof::Shared);
        Ok(Self {
            shared: shared.cloned().collect(),
            stay: of_home.difference(&with).cloned().collect(),
            identifiers: with.into_iter().collect(),
            interactions,
        })
    }

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

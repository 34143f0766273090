//! What goes when people are taken apart: identifiers, and what came by them.

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::split::{came_by, came_with};
use ripen_domain::identity::{Identifier, Proof};
use ripen_domain::interaction::Interaction;
use ripen_store::identity::Link;
use ripen_store::identity::split::{Split, log_named, timeline_named};
use ripen_store::{Conn, Result};

use super::named::{gives_name, identifiers};

/// How all that a home has came to it: read out of the log once, whatever is taken out one after the other.
#[derive(Debug, Default)]
pub struct Came {
    /// The identifiers of the home.
    of_home: HashSet<Identifier>,
    /// What the interactions name that gave these.
    given: HashMap<i64, Vec<Identifier>>,
    /// The interactions, by the identifier that each came by.
    by: HashMap<Identifier, Vec<Row>>,
    /// What the interactions name that is not of the home.
    beside: HashSet<Identifier>,
}

/// An interaction that came by an identifier.
#[derive(Debug)]
struct Row {
    seq: i64,
    /// What it names beside, where it came by what several people may have.
    beside: Vec<Identifier>,
    /// Whether it gives a name.
    is_named: bool,
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
            came.note(seq, interaction);
        })?;
        Ok(came)
    }

    /// Takes in one more interaction of the home.
    pub fn note(&mut self, seq: i64, interaction: &Interaction) {
        let named = identifiers(interaction);
        self.keep(&named, seq, || gives_name(interaction));
        let beside = named.into_iter().filter(|one| !self.of_home.contains(one));
        self.beside.extend(beside);
    }

    /// Keeps an interaction that names these by which of them it came.
    fn keep(&mut self, named: &[Identifier], seq: i64, is_named: impl Fn() -> bool) {
        let Some(by) = came_by(named, &self.of_home) else {
            return;
        };
        let is_shared = by.proof() == Proof::Shared;
        let beside = named.iter().filter(|one| is_shared && *one != by);
        let row = Row {
            seq,
            beside: beside.cloned().collect(),
            is_named: is_shared && is_named(),
        };
        match self.by.get_mut(by) {
            Some(all) => all.push(row),
            None => drop(self.by.insert(by.clone(), vec![row])),
        }
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
        self.take_but(links, first, some, &HashSet::new())
    }

    /// As [`Self::take`], without what stays in any case, and what came by that.
    pub fn take_but(
        &mut self,
        links: &[Link],
        first: &Link,
        some: HashSet<Identifier>,
        stays: &HashSet<Identifier>,
    ) -> Parts {
        let own: Vec<(Identifier, i64)> = of_home(links, first.held.home).collect();
        let may_go: Vec<(Identifier, i64)> = own
            .iter()
            .filter(|(one, _)| !stays.contains(one))
            .cloned()
            .collect();
        let with = came_with(&may_go, some, &self.given);
        let of_home: HashSet<Identifier> = own.into_iter().map(|(one, _)| one).collect();
        let came = with.iter().filter_map(|one| self.by.remove(one));
        let mut interactions: Vec<i64> = came.flatten().map(|row| row.seq).collect();
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

    /// Takes out a contact point, with the interactions that name nothing beside and give no name.
    pub fn take_bare(&mut self, contact: &Identifier) -> Parts {
        self.of_home.remove(contact);
        self.beside.insert(contact.clone());
        let rows = self.by.remove(contact).unwrap_or_default();
        let is_bare = |row: &Row| row.beside.is_empty() && !row.is_named;
        let (bare, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_bare);
        for row in rest {
            self.keep(&row.beside, row.seq, || row.is_named);
        }
        Parts {
            identifiers: vec![contact.clone()],
            interactions: bare.into_iter().map(|row| row.seq).collect(),
            shared: Vec::new(),
            stay: self.of_home.iter().cloned().collect(),
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
            shows: false,
        }
    }
}

//! By what a person is known, and what was joined to them in one step: the first of it, and page by page.

use std::collections::HashSet;

use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::time::Timestamp;
use ripen_store::Conn;
use ripen_store::Result as StoreResult;
use ripen_store::identity::{Link, identifier_list};
use ripen_store::people::person::person_get;

use crate::error::Result;
use crate::ripen::Ripen;

/// Longest page of identifiers.
pub const MAX_IDENTIFIERS: usize = 100;
/// Longest page of joins.
pub const MAX_JOINS: usize = 50;

/// A part of a list, and how long all of it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<T, A> {
    /// What is listed.
    pub items: Vec<T>,
    /// How many there are in all.
    pub total: usize,
    /// Where the next part begins; `None` when this is the last.
    pub next: Option<A>,
}

/// Where a part of the identifiers ends: what a user id or an address says first, and then the order in which
/// they were linked.
pub type IdentifierAfter = (std::cmp::Reverse<IdentifierKind>, Timestamp, i64, String);

/// Where a part of the joins ends: the time and position of the interaction.
pub type JoinAfter = (Timestamp, i64);

/// What one interaction joined to a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// Position of the interaction.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Kind of the identifier that the person was known by.
    pub evidence: IdentifierKind,
    /// Whether it is a visitor, of whom nothing but a device was known, who became known.
    pub visitor: bool,
    /// What the person was given, the strongest first: an interaction gives a handful at most.
    pub identifiers: Vec<Link>,
}

/// All links of a person, each identifier once, in the order in which they were linked.
pub(crate) struct Links(Vec<Link>);

impl Links {
    pub fn load(conn: &mut Conn, person: i64) -> StoreResult<Self> {
        identifier_list(conn, person).map(|links| Self(each_once(links)))
    }

    /// Identifiers after a place; those that tell more than a browser come first.
    pub fn identifiers(
        &self,
        after: Option<&IdentifierAfter>,
        limit: usize,
    ) -> Part<Link, IdentifierAfter> {
        let place = |link: &Link| -> IdentifierAfter {
            let Identifier { kind, value } = &link.identifier;
            (std::cmp::Reverse(*kind), link.at, link.seq, value.clone())
        };
        let mut all: Vec<(IdentifierAfter, &Link)> =
            self.0.iter().map(|link| (place(link), link)).collect();
        all.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let from = after.map_or(0, |after| all.partition_point(|(at, _)| at <= after));
        let rest = &all[from..];
        let shown = &rest[..rest.len().min(limit)];
        Part {
            items: shown.iter().map(|(_, link)| (*link).clone()).collect(),
            total: all.len(),
            next: (shown.len() < rest.len())
                .then(|| shown.last().map(|(at, _)| at.clone()))
                .flatten(),
        }
    }

    /// What was joined, by the interactions that did, the newest first.
    pub fn joins(&self, before: Option<JoinAfter>, limit: usize) -> Part<Join, JoinAfter> {
        let joined: Vec<&Link> = self.0.iter().filter(|link| link.is_joined()).collect();
        // When somebody became more than a device.
        let links = self.0.iter();
        let known = links.filter(|link| link.identifier.kind != IdentifierKind::AnonymousId);
        let known = known.map(|link| link.seq).min();
        let steps: Vec<&[&Link]> = joined.chunk_by(|one, next| one.seq == next.seq).collect();
        let place = |step: &[&Link]| (step[0].at, step[0].seq);
        let end = before.map_or(steps.len(), |before| {
            steps.partition_point(|step| place(step) < before)
        });
        let from = end.saturating_sub(limit);
        let shown = steps[from..end].iter().rev();
        Part {
            items: shown.map(|step| join(step, known)).collect(),
            total: steps.len(),
            next: (from > 0).then(|| place(steps[from])),
        }
    }
}

fn join(step: &[&Link], known: Option<i64>) -> Join {
    let first = step[0];
    let mut step = step.to_vec();
    // The strongest of what one interaction gave is what led to the person.
    step.sort_by_key(|link| std::cmp::Reverse(link.identifier.kind));
    Join {
        seq: first.seq,
        at: first.at,
        evidence: step[0].evidence,
        visitor: known == Some(first.seq),
        identifiers: step.into_iter().cloned().collect(),
    }
}

/// Identifiers, each once: what somebody holds, they may have shared as well before they became who they are.
fn each_once(links: Vec<Link>) -> Vec<Link> {
    let held = links.iter().filter(|link| !link.shared);
    let mut known: HashSet<Identifier> = held.map(|link| link.identifier.clone()).collect();
    let mut once = links;
    once.retain(|link| !link.shared || known.insert(link.identifier.clone()));
    once
}

impl Ripen {
    /// Identifiers of a person after a place, as [`crate::people::PersonDetail`] begins to list them.
    ///
    /// # Errors
    /// When there is no such person; those of the store.
    pub fn person_identifiers(
        &self,
        person: i64,
        after: Option<&IdentifierAfter>,
        limit: usize,
    ) -> Result<Part<Link, IdentifierAfter>> {
        let links = self.person_links(person)?;
        Ok(links.identifiers(after, limit.clamp(1, MAX_IDENTIFIERS)))
    }

    /// What was joined to a person before a place, as [`crate::people::PersonDetail`] begins to list it.
    ///
    /// # Errors
    /// When there is no such person; those of the store.
    pub fn person_joins(
        &self,
        person: i64,
        before: Option<JoinAfter>,
        limit: usize,
    ) -> Result<Part<Join, JoinAfter>> {
        let links = self.person_links(person)?;
        Ok(links.joins(before, limit.clamp(1, MAX_JOINS)))
    }

    fn person_links(&self, person: i64) -> Result<Links> {
        Ok(self.db.read(|conn| {
            person_get(conn, person)?;
            Links::load(conn, person)
        })?)
    }
}

//! Joining people by hand, and taking apart who was joined.

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::resolve::ordered;
use ripen_domain::identity::split::{came_by, came_with};
use ripen_domain::identity::{Identifier, Proof, Standing};
use ripen_store::card::cards_fold_in_txn;
use ripen_store::identity::{Link, identifier_list};
use ripen_store::merge::{
    NewMerge, person_hold_in_txn, person_mark_merged_in_txn, person_merge_in_txn,
    person_unmerge_in_txn,
};
use ripen_store::pair::{Suggestion, merge_suggestions, person_part_in_txn, suggestion_list};
use ripen_store::split::{
    Split, contact_release_in_txn, log_named, person_split_in_txn, timeline_named,
};
use ripen_store::{Conn, Error as StoreError, Result as StoreResult};

use crate::clock;
use crate::error::Result;
use crate::models::InForce;
use crate::project::score::{Subject, rescore_in_txn};
use crate::project::{alone, identifiers, orders, secondary};
use crate::ripen::Ripen;

impl Ripen {
    /// Undoes a merge: both people are as if it had never been, and are not merged by themselves
    /// again. Returns their numbers.
    ///
    /// # Errors
    /// When there is no such merge or a later one has to be undone first; those of the store.
    pub fn merge_undo(&self, id: i64) -> Result<[i64; 2]> {
        let now = clock::now();
        let (people, others) = alone(self, |conn, models| {
            let merge = person_unmerge_in_txn(conn, id, now)?;
            let people = [merge.winner, merge.loser];
            let others = score_in_txn(self, conn, models, &people)?;
            Ok((people, others))
        })?;
        self.live.people(0, [people.to_vec(), others].concat());
        Ok(people)
    }

    /// Takes from a person what the interaction at position `seq` gave them, where no other person
    /// existed before: its identifiers, what came only by them since and their interactions go to a
    /// person of their own, and the two are not joined by themselves again. Returns their numbers; that
    /// of the person alone where nothing came by contact points that are taken away.
    ///
    /// # Errors
    /// When that interaction joined nothing to the person; those of the store.
    pub fn join_undo(&self, person: i64, seq: i64) -> Result<Vec<i64>> {
        let (people, others) = alone(self, |conn, models| {
            person_hold_in_txn(conn, person)?;
            let people = split_in_txn(conn, person, seq)?;
            let others = score_in_txn(self, conn, models, &people)?;
            Ok((people, others))
        })?;
        self.live.people(0, [people.clone(), others].concat());
        Ok(people)
    }

    /// Accepts that two people are one, which was suggested; `by` says who does. Returns the number of
    /// the one who goes on. It can be undone like any merge.
    ///
    /// # Errors
    /// When it was not suggested, or one of them is part of somebody else by now; those of the store.
    pub fn suggestion_accept(&self, person: i64, other: i64, by: &str) -> Result<i64> {
        let now = clock::now();
        let (winner, people) = alone(self, |conn, models| {
            let suggestion = suggested_in_txn(conn, person, other)?;
            let standing = |conn: &mut Conn, id| -> StoreResult<(i64, Standing)> {
                let links = identifier_list(conn, id)?;
                let with = |standing: Standing, link: &Link| standing.with(&link.identifier);
                Ok((id, links.iter().fold(Standing::default(), with)))
            };
            let (winner, loser) = ordered(standing(conn, person)?, standing(conn, other)?);
            let merge = NewMerge {
                winner,
                loser,
                at: now,
                seq: 0,
                evidence: &suggestion.evidence,
                accepted_by: Some(by),
            };
            person_merge_in_txn(conn, merge)?;
            let others = score_in_txn(self, conn, models, &[winner, loser])?;
            person_mark_merged_in_txn(conn, (winner, loser))?;
            secondary::remove_in_txn(conn, models, loser)?;
            cards_fold_in_txn(conn, loser)?;
            Ok((winner, [vec![winner, loser], others].concat()))
        })?;
        self.live.people(0, people);
        Ok(winner)
    }

    /// Declines that two people are one, which was suggested: they are two from now on, whatever comes.
    ///
    /// # Errors
    /// When it was not suggested, or one of them is part of somebody else by now; those of the store.
    pub fn suggestion_decline(&self, person: i64, other: i64) -> Result<()> {
        alone(self, |conn, _| {
            let suggestion = suggested_in_txn(conn, person, other)?;
            let pair = ((person, person), (other, other));
            person_part_in_txn(conn, pair, &suggestion.evidence, clock::now())
        })?;
        self.live.people(0, vec![person, other]);
        Ok(())
    }

    /// The newest `limit` pairs of people who may be one, with the number of the one known for longer.
    ///
    /// # Errors
    /// Those of the store.
    pub fn suggestions(&self, limit: i64) -> Result<Vec<(i64, Suggestion)>> {
        Ok(self.db.read(|conn| suggestion_list(conn, limit))?)
    }
}

/// Scores people again whose history is another than before.
fn score_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    models: &InForce,
    people: &[i64],
) -> StoreResult<Vec<i64>> {
    let mut names = app.names_in_txn(conn)?;
    orders::settle_people_in_txn(conn, &mut names, people)?;
    let subject = |id: &i64| {
        let subject = Subject {
            replay: true,
            cards_lost: true,
            ..Subject::default()
        };
        (*id, subject)
    };
    let subjects: HashMap<i64, Subject> = people.iter().map(subject).collect();
    rescore_in_txn(conn, models, &mut names, subjects, clock::now())
}

/// The suggestion that two people are one, with both held so that nobody else merges them meanwhile.
fn suggested_in_txn(conn: &mut Conn, person: i64, other: i64) -> StoreResult<Suggestion> {
    person_hold_in_txn(conn, person.min(other))?;
    person_hold_in_txn(conn, person.max(other))?;
    let suggested = merge_suggestions(conn, person)?;
    let suggestion = suggested.into_iter().find(|one| one.person == other);
    suggestion.ok_or(StoreError::NotFound)
}

/// What goes with the identifiers that one interaction gave a person.
struct Parts {
    /// Identifiers.
    identifiers: Vec<Identifier>,
    /// Interactions, by position.
    interactions: Vec<i64>,
    /// Contact points by which the interaction led to the person, and which stay with them.
    shared: Vec<Identifier>,
}

/// Finds out of the log what came by the identifiers that the interaction at `seq` gave a home of a
/// person; `own` are all identifiers of that home, with the interactions that gave them.
fn parts(
    conn: &mut Conn,
    (person, home): (i64, i64),
    seq: i64,
    own: &[(Identifier, i64)],
) -> StoreResult<Parts> {
    let seqs: Vec<i64> = own.iter().map(|(_, seq)| *seq).collect();
    let named = |(seq, interaction)| (seq, identifiers(&interaction));
    let given: HashMap<i64, Vec<Identifier>> =
        log_named(conn, &seqs)?.into_iter().map(named).collect();
    let with = came_with(own, seq, &given);
    let of_home: HashSet<Identifier> = own.iter().map(|(one, _)| one.clone()).collect();
    let mut interactions = Vec::new();
    for (seq, interaction) in timeline_named(conn, person, home)? {
        if came_by(&identifiers(&interaction), &of_home, &with) {
            interactions.push(seq);
        }
    }
    let stays = |one: &&Identifier| {
        one.proof() == Proof::Shared && of_home.contains(one) && !with.contains(one)
    };
    let shared = given.get(&seq).into_iter().flatten().filter(stays);
    Ok(Parts {
        shared: shared.cloned().collect(),
        identifiers: with.into_iter().collect(),
        interactions,
    })
}

/// Takes apart what an interaction joined to a person; returns who is to be scored.
fn split_in_txn(conn: &mut Conn, person: i64, seq: i64) -> StoreResult<Vec<i64>> {
    let links = identifier_list(conn, person)?;
    let joined = links
        .iter()
        .filter(|link| link.seq == seq && link.is_joined());
    // The strongest of what one interaction gave is what led to the person.
    let first = joined.max_by_key(|link| link.identifier.kind);
    let first = first.cloned().ok_or(StoreError::NotFound)?;
    let home = first.held.home;
    let own = links
        .into_iter()
        .filter(|link| !link.shared && link.held.home == home);
    let own: Vec<(Identifier, i64)> = own.map(|link| (link.identifier, link.seq)).collect();
    let parts = parts(conn, (person, home), seq, &own)?;
    let split = Split {
        person,
        home,
        seq,
        at: first.at,
        evidence: first.evidence.name(),
        identifiers: &parts.identifiers,
        interactions: &parts.interactions,
        shared: &parts.shared,
    };
    let mut identifiers = parts.identifiers.iter();
    if parts.interactions.is_empty() && identifiers.all(|one| one.proof() == Proof::Shared) {
        contact_release_in_txn(conn, &split)?;
        return Ok(vec![person]);
    }
    person_split_in_txn(conn, &split, clock::now())?;
    Ok(vec![person, seq])
}

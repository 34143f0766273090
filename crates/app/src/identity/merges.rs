//! Joining people by hand, and taking apart who was joined.

use std::collections::HashMap;

use ripen_domain::identity::resolve::{Held, ordered};
use ripen_domain::identity::{Proof, Standing};
use ripen_store::identity::merge::{
    NewMerge, TakenBack, person_hold_in_txn, person_mark_merged_in_txn, person_merge_in_txn,
    person_unmerge_in_txn,
};
use ripen_store::identity::pair::{
    Suggestion, merge_suggestions, pair_reopen_in_txn, person_part_in_txn, suggestion_list,
};
use ripen_store::identity::split::{contact_release_in_txn, person_split_in_txn};
use ripen_store::identity::{
    Link, identifier_bond_in_txn, identifier_list, identifier_rebond_in_txn,
};
use ripen_store::leads::card::cards_fold_in_txn;
use ripen_store::{Conn, Error as StoreError, Result as StoreResult};

use crate::clock;
use crate::error::Result;
use crate::models::InForce;
use crate::project::parts::Came;
use crate::project::score::{Subject, rescore_in_txn};
use crate::project::{alone, orders, secondary};
use crate::ripen::Ripen;
use crate::work::fact;

impl Ripen {
    /// Has the screens of other servers hear that people are others than before.
    fn tell_in_txn(&self, conn: &mut Conn, people: &[i64]) -> StoreResult<()> {
        fact::tell_in_txn(conn, &[self.live.people_fact(0, people)?])
    }

    /// Undoes a merge: both people are as if it had never been, and are not merged by themselves
    /// again. Returns their numbers.
    ///
    /// # Errors
    /// When there is no such merge or a later one has to be undone first; those of the store.
    pub fn merge_undo(&self, id: i64) -> Result<[i64; 2]> {
        let now = clock::now();
        let (people, changed) = alone(self, |conn, models| {
            let merge = person_unmerge_in_txn(conn, id, now)?;
            let people = [merge.winner, merge.loser];
            let others = score_in_txn(self, conn, models, &people)?;
            let changed = [people.to_vec(), others].concat();
            self.tell_in_txn(conn, &changed)?;
            Ok((people, changed))
        })?;
        self.live.people(0, changed);
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
        let (people, changed) = alone(self, |conn, models| {
            person_hold_in_txn(conn, person)?;
            let people = split_in_txn(conn, person, seq)?;
            let others = score_in_txn(self, conn, models, &people)?;
            let changed = [people.clone(), others].concat();
            self.tell_in_txn(conn, &changed)?;
            Ok((people, changed))
        })?;
        self.live.people(0, changed);
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
            let links = [
                identifier_list(conn, person)?,
                identifier_list(conn, other)?,
            ];
            let standing = |links: &[Link]| {
                let with = |standing: Standing, link: &Link| standing.with(&link.identifier);
                links.iter().fold(Standing::default(), with)
            };
            let (one, two) = (standing(&links[0]), standing(&links[1]));
            let (winner, loser) = ordered((person, one), (other, two));
            let merge = NewMerge {
                winner,
                loser,
                at: now,
                seq: 0,
                evidence: &suggestion.evidence,
                accepted_by: Some(by),
                claimed: false,
            };
            person_merge_in_txn(conn, merge)?;
            bond_in_txn(conn, winner, &links)?;
            let others = score_in_txn(self, conn, models, &[winner, loser])?;
            person_mark_merged_in_txn(conn, (winner, loser))?;
            secondary::remove_in_txn(conn, models, loser)?;
            cards_fold_in_txn(conn, loser)?;
            fact::merges_tell_in_txn(conn, &[(winner, loser)])?;
            let changed = [vec![winner, loser], others].concat();
            self.tell_in_txn(conn, &changed)?;
            Ok((winner, changed))
        })?;
        self.live.people(0, people);
        Ok(winner)
    }

    /// Declines that two people are one, which was suggested: they are two from now on, whatever comes, until
    /// somebody takes it back. `by` says who declines.
    ///
    /// # Errors
    /// When it was not suggested, or one of them is part of somebody else by now; those of the store.
    pub fn suggestion_decline(&self, person: i64, other: i64, by: &str) -> Result<()> {
        alone(self, |conn, _| {
            let suggestion = suggested_in_txn(conn, person, other)?;
            let pair = ((person, person), (other, other));
            let said = (clock::now(), Some(by));
            person_part_in_txn(conn, pair, &suggestion.evidence, said)?;
            self.tell_in_txn(conn, &[person, other])
        })?;
        self.live.people(0, vec![person, other]);
        Ok(())
    }

    /// Takes back that two people are two, however that was said: that they are one is suggested again, and
    /// they may be merged by themselves. `by` says who takes it back.
    ///
    /// # Errors
    /// When they were not taken apart, or one of them is part of somebody else by now; those of the store.
    pub fn suggestion_reopen(&self, person: i64, other: i64, by: &str) -> Result<()> {
        alone(self, |conn, _| {
            hold_both_in_txn(conn, person, other)?;
            pair_reopen_in_txn(conn, (person, other), (clock::now(), by))?;
            self.tell_in_txn(conn, &[person, other])
        })?;
        self.live.people(0, vec![person, other]);
        Ok(())
    }

    /// The newest `limit` pairs of people who may be one, with the number of the one known for longer.
    pub fn suggestions(&self, limit: i64) -> Result<Vec<(i64, Suggestion)>> {
        Ok(self.db.read(|conn| suggestion_list(conn, limit))?)
    }
}

/// Keeps that a hand said of two people that they are one: by what each is known best.
fn bond_in_txn(conn: &mut Conn, winner: i64, links: &[Vec<Link>; 2]) -> StoreResult<()> {
    let best = |links: &Vec<Link>| {
        let own = links.iter().filter(|link| !link.shared);
        own.max_by_key(|link| (link.identifier.kind, std::cmp::Reverse(link.seq)))
            .cloned()
    };
    let best: Vec<Link> = links.iter().filter_map(best).collect();
    let bonds: Vec<i64> = best.iter().filter_map(|link| link.bond).collect();
    // No other bond begins with an interaction that gave either of them.
    let Some(to) = bonds.first().or(best.first().map(|link| &link.seq)) else {
        return Ok(());
    };
    for from in bonds.iter().filter(|bond| *bond != to) {
        identifier_rebond_in_txn(conn, winner, (*from, *to))?;
    }
    for link in best.iter().filter(|link| link.bond.is_none()) {
        identifier_bond_in_txn(conn, &link.identifier, *to)?;
    }
    Ok(())
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

/// Holds two people, so that nobody else merges them meanwhile.
fn hold_both_in_txn(conn: &mut Conn, person: i64, other: i64) -> StoreResult<()> {
    person_hold_in_txn(conn, person.min(other))?;
    person_hold_in_txn(conn, person.max(other))
}

/// The suggestion that two people are one, with both held.
fn suggested_in_txn(conn: &mut Conn, person: i64, other: i64) -> StoreResult<Suggestion> {
    hold_both_in_txn(conn, person, other)?;
    let suggested = merge_suggestions(conn, person)?;
    let suggestion = suggested.into_iter().find(|one| one.person == other);
    suggestion.ok_or(StoreError::NotFound)
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
    let given = links.iter().filter(|link| !link.shared && link.seq == seq);
    let given = given.filter(|link| link.held.home == first.held.home);
    let given = given.map(|link| link.identifier.clone()).collect();
    let parts = Came::read(conn, &links, first.held)?.take(&links, &first, given);
    let (person, home) = (seq, seq);
    let to = Held { person, home };
    let split = parts.split(&first, to);
    let mut identifiers = parts.identifiers.iter();
    if parts.interactions.is_empty() && identifiers.all(|one| one.proof() == Proof::Shared) {
        contact_release_in_txn(conn, &split)?;
        return Ok(vec![first.held.person]);
    }
    person_split_in_txn(conn, &split, TakenBack::ByHand(clock::now()))?;
    Ok(vec![first.held.person, seq])
}

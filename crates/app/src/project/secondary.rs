//! Scores of the models beside the primary one.
//!
//! They come from the same fold, of the same interactions in the same transaction, and are kept in
//! rows of their own. Cards and stored signals follow the primary model alone: a secondary model whose
//! rules ask for signals finds its own while it folds. Without such models nothing here asks the
//! database anything.

use std::collections::HashMap;

use ripen_domain::scoring::{ScoreState, Scorer};
use ripen_domain::time::Timestamp;
use ripen_store::people::person::Person;
use ripen_store::scoring::secondary::{
    Score, score_due, score_find, score_remove_in_txn, score_save_in_txn,
};
use ripen_store::{Conn, Result};

use super::fold::{Before, Due, Moment, fold};
use super::score::as_written;
use crate::models::{InForce, Scoring};

/// A secondary model, and what it makes of the people of a batch.
pub struct Beside<'m> {
    scoring: &'m Scoring,
    scorer: Scorer<'m>,
    /// What it made of them before.
    scored: HashMap<i64, Person>,
    people: Vec<(i64, ScoreState)>,
}

/// The secondary models, with what they made of people, who are `known` as the primary model has them.
pub fn beside<'m>(
    conn: &mut Conn,
    models: &'m InForce,
    known: &[Person],
) -> Result<Vec<Beside<'m>>> {
    let each = models.secondary().iter().map(|scoring| {
        let scored = score_find(conn, scoring.id, known)?;
        Ok(Beside {
            scorer: scoring.scorer(),
            scored: as_written(conn, scoring, scored)?,
            people: Vec::with_capacity(known.len()),
            scoring,
        })
    });
    each.collect()
}

impl Beside<'_> {
    /// Scores somebody, who is known already or not.
    pub fn score(
        &mut self,
        conn: &mut Conn,
        is_known: bool,
        due: &mut Due,
        moment: Moment,
    ) -> Result<()> {
        let before = match self.scored.remove(&due.id) {
            Some(person) => Before::Scored(Box::new(person)),
            None if is_known => Before::Unscored,
            None => Before::Unseen,
        };
        let with = (self.scoring.version, &self.scorer);
        let folded = fold(conn, with, before, due, moment, &mut ())?;
        self.people.push((due.id, folded.state));
        Ok(())
    }

    /// Stores what the model makes of people.
    pub fn store_in_txn(&self, conn: &mut Conn) -> Result<()> {
        let scores = self.people.iter().map(|(person, state)| Score {
            person: *person,
            due_at: self.scorer.next_time(state),
            state,
        });
        let scores: Vec<Score> = scores.collect();
        let of = (self.scoring.id, self.scoring.version);
        score_save_in_txn(conn, of, &scores, &self.scorer.decays)
    }
}

/// People whose stage in a secondary model changes by the passing of time, and for whom that time has
/// come.
pub fn due(conn: &mut Conn, models: &InForce, now: Timestamp, limit: i64) -> Result<Vec<i64>> {
    match models.secondary() {
        [] => Ok(Vec::new()),
        _ => score_due(conn, &models.secondary_ids(), now, limit),
    }
}

/// Takes away what secondary models made of somebody who is part of another person by now.
pub fn remove_in_txn(conn: &mut Conn, models: &InForce, loser: i64) -> Result<()> {
    match models.secondary() {
        [] => Ok(()),
        _ => score_remove_in_txn(conn, &models.secondary_ids(), loser),
    }
}

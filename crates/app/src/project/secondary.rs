//! Scores of the models beside the primary one.
//!
//! They come from the same fold, of the same interactions in the same transaction, and are kept in
//! rows of their own. Cards and stored signals follow the primary model alone: a secondary model whose
//! rules ask for signals finds its own while it folds. Without such models nothing here asks the
//! database anything.

use std::collections::HashSet;
use std::sync::Arc;

use ripen_domain::scoring::ScoreState;
use ripen_domain::time::Timestamp;
use ripen_store::person::Person;
use ripen_store::score::{Score, score_due, score_find, score_remove_in_txn, score_save_in_txn};
use ripen_store::{Conn, Result};

use super::score::{Before, Due, Moment, as_written, fold};
use crate::models::{InForce, Scoring};

/// What a secondary model makes of the people of a batch.
pub struct Beside {
    scoring: Arc<Scoring>,
    people: Vec<(i64, ScoreState)>,
}

/// Scores people, who are known with what the primary model made of them, with each secondary model.
pub fn score(
    conn: &mut Conn,
    models: &InForce,
    known: &[Person],
    due: &mut [Due],
    moment: Moment,
) -> Result<Vec<Beside>> {
    let each = models.secondary().iter();
    each.map(|scoring| score_with(conn, scoring, known, due, moment))
        .collect()
}

fn score_with(
    conn: &mut Conn,
    scoring: &Arc<Scoring>,
    known: &[Person],
    due: &mut [Due],
    moment: Moment,
) -> Result<Beside> {
    let scorer = scoring.scorer();
    let scored = score_find(conn, scoring.id, known)?;
    let mut scored = as_written(conn, scoring, scored)?;
    let seen: HashSet<i64> = known.iter().map(|person| person.id).collect();
    let mut people = Vec::with_capacity(due.len());
    for one in due {
        let before = match scored.remove(&one.id) {
            Some(person) => Before::Scored(Box::new(person)),
            None if seen.contains(&one.id) => Before::Unscored,
            None => Before::Unseen,
        };
        let folded = fold(
            conn,
            (scoring.version, &scorer),
            before,
            one,
            moment,
            &mut (),
        )?;
        people.push((one.id, folded.state));
    }
    Ok(Beside {
        scoring: scoring.clone(),
        people,
    })
}

/// Stores what the secondary models make of people.
pub fn store_in_txn(conn: &mut Conn, beside: &[Beside]) -> Result<()> {
    for one in beside {
        let scorer = one.scoring.scorer();
        let scores = one.people.iter().map(|(person, state)| Score {
            person: *person,
            due_at: scorer.next_time(state),
            state,
        });
        let scores: Vec<Score> = scores.collect();
        let of = (one.scoring.id, one.scoring.version);
        score_save_in_txn(conn, of, &scores, &scorer.decays)?;
    }
    Ok(())
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

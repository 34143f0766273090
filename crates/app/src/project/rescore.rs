//! Work that no interaction brings: timers that are due, and scores of an older model.

use std::collections::HashMap;

use rayon::prelude::*;
use ripen_store::intern::Names;
use ripen_store::person::{person_count_between, person_due, person_outdated};
use ripen_store::timeline::{History, history_scan};
use ripen_store::{Conn, Result as StoreResult};

use super::PROJECTION_LOCK;
use super::score::{Replayed, Subject, rescore_in_txn};
use crate::clock;
use crate::error::Result;
use crate::models::Scoring;
use crate::ripen::Ripen;

/// People of one transaction whose stage changes by the passing of time.
const CHUNK: i64 = 500;
/// People of one transaction who are brought up to a new model.
const OUTDATED: i64 = 2_000;

/// Brings people up to date whose stage changes by the passing of time; returns how many.
pub fn timers(app: &Ripen) -> Result<i64> {
    let now = clock::now();
    let due = app.db.read(|conn| person_due(conn, now, CHUNK))?;
    fold_again(app, &*app.model()?, due, |_| None)
}

/// Brings people up to the model in force; returns how many.
pub fn outdated(app: &Ripen) -> Result<i64> {
    let scoring = app.model()?;
    let now = clock::now();
    let read = app.db.read(|conn| {
        let mut ids = person_outdated(conn, scoring.version, OUTDATED)?;
        // Ordered by version first; a stretch of rising numbers lies together on disk.
        let rising = ids.windows(2).take_while(|pair| pair[0] < pair[1]).count() + 1;
        ids.truncate(rising);
        let mut names = Names::default();
        names.refresh(conn)?;
        let histories = histories(conn, &ids)?;
        Ok((ids, names, histories))
    })?;
    let (ids, names, histories) = read;
    if ids.is_empty() {
        app.live.rescored(scoring.version);
        return Ok(0);
    }
    let scorer = scoring.scorer();
    // Folded on all cores before the transaction that appends have to wait for.
    let mut replayed: HashMap<i64, Replayed> = histories
        .into_par_iter()
        .map(|(id, history)| (id, Replayed::new(&scorer, &history, &names, now)))
        .collect();
    // With the same model that they were folded with, even if there is a newer one by now.
    let many = fold_again(app, &scoring, ids, |id| replayed.remove(&id))?;
    app.live.rescoring(scoring.version);
    Ok(many)
}

/// The histories of people whose numbers rise, in one pass, where most people between the first and
/// the last of them are among them; none otherwise.
fn histories(conn: &mut Conn, ids: &[i64]) -> StoreResult<Vec<(i64, History)>> {
    let (Some(&first), Some(&last)) = (ids.first(), ids.last()) else {
        return Ok(Vec::new());
    };
    let mut histories = Vec::with_capacity(ids.len());
    if person_count_between(conn, (first, last), 2 * ids.len())? == 2 * ids.len() {
        return Ok(histories);
    }
    history_scan(conn, (first, last), |id, history| {
        if ids.binary_search(&id).is_ok() {
            histories.push((id, history));
        }
        Ok(())
    })?;
    Ok(histories)
}

fn fold_again(
    app: &Ripen,
    scoring: &Scoring,
    ids: Vec<i64>,
    mut replayed: impl FnMut(i64) -> Option<Replayed>,
) -> Result<i64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let subject = |id: &i64| {
        let subject = Subject {
            replay: true,
            replayed: replayed(*id),
            ..Subject::default()
        };
        (*id, subject)
    };
    let subjects: HashMap<i64, Subject> = ids.iter().map(subject).collect();
    let position = app.db.write(|conn| {
        conn.lock(PROJECTION_LOCK)?;
        let mut names = Names::default();
        names.refresh(conn)?;
        rescore_in_txn(conn, scoring, &mut names, subjects, clock::now())?;
        ripen_store::log::follower_position(conn, super::FOLLOWER)
    })?;
    let many = ids.len() as i64;
    app.live.people(position, ids);
    Ok(many)
}

//! Work that no interaction brings: timers that are due, and scores of an older model.

use std::collections::HashMap;

use ripen_store::intern::Names;
use ripen_store::person::{person_due, person_outdated};

use super::PROJECTION_LOCK;
use super::score::{Subject, rescore_in_txn};
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

/// People of one transaction.
const CHUNK: i64 = 500;

/// Brings people up to date whose stage changes by the passing of time; returns how many.
pub fn timers(app: &Ripen) -> Result<i64> {
    let now = clock::now();
    let due = app.db.read(|conn| person_due(conn, now, CHUNK))?;
    fold_again(app, due)
}

/// Brings people up to the model in force; returns how many.
pub fn outdated(app: &Ripen) -> Result<i64> {
    let version = app.model()?.version;
    let outdated = app.db.read(|conn| person_outdated(conn, version, CHUNK))?;
    fold_again(app, outdated)
}

fn fold_again(app: &Ripen, ids: Vec<i64>) -> Result<i64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let scoring = app.model()?;
    let subjects: HashMap<i64, Subject> = ids
        .iter()
        .map(|id| {
            (
                *id,
                Subject {
                    replay: true,
                    ..Subject::default()
                },
            )
        })
        .collect();
    let position = app.db.write(|conn| {
        conn.lock(PROJECTION_LOCK)?;
        let mut names = Names::default();
        names.refresh(conn)?;
        rescore_in_txn(conn, &scoring, &mut names, subjects, clock::now())?;
        ripen_store::log::follower_position(conn, super::FOLLOWER)
    })?;
    let many = ids.len() as i64;
    app.live.people(position, ids);
    Ok(many)
}

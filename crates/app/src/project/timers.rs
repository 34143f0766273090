//! Timers that are due: stages that change by the passing of time.

use std::collections::HashMap;

use ripen_store::log::follower_position;
use ripen_store::people::person::person_due;

use super::score::{Subject, rescore_in_txn};
use super::{FOLLOWER, alone, secondary};
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;
use crate::work::fact;

/// People of one transaction.
const CHUNK: i64 = 500;

/// Brings people up to date whose stage changes by the passing of time; returns how many.
pub fn timers(app: &Ripen) -> Result<i64> {
    let now = clock::now();
    let models = app.known_models();
    let due = app.db.read(|conn| {
        let mut due = person_due(conn, now, CHUNK)?;
        due.extend(secondary::due(conn, &models, now, CHUNK)?);
        due.sort_unstable();
        due.dedup();
        Ok(due)
    })?;
    if due.is_empty() {
        return Ok(0);
    }
    let replay = |id: &i64| {
        let subject = Subject {
            replay: true,
            ..Subject::default()
        };
        (*id, subject)
    };
    let subjects: HashMap<i64, Subject> = due.iter().map(replay).collect();
    let (position, people) = alone(app, |conn, models| {
        let mut names = app.names_in_txn(conn)?;
        let others = rescore_in_txn(conn, models, &mut names, subjects, clock::now())?;
        let position = follower_position(conn, FOLLOWER)?;
        let people = [due.clone(), others].concat();
        fact::tell_in_txn(conn, &[app.live.people_fact(position, &people)?])?;
        Ok((position, people))
    })?;
    app.live.people(position, people);
    Ok(due.len() as i64)
}

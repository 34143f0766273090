//! One batch of the log, in one transaction.

use std::collections::HashMap;

use ripen_domain::identity::resolve::Held;
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::ProfileChange;
use ripen_store::card::cards_fold_in_txn;
use ripen_store::intern::Names;
use ripen_store::log::{follower_advance_in_txn, follower_position, log_read};
use ripen_store::merge::person_mark_merged_in_txn;
use ripen_store::timeline::{TimelineRow, profile_change_insert_in_txn, timeline_insert_in_txn};
use ripen_store::{Conn, Result as StoreResult};

use super::identify::identify_in_txn;
use super::score::{Subject, rescore_in_txn};
use super::{FOLLOWER, alone, secondary, traits};
use crate::clock;
use crate::error::Result;
use crate::models::InForce;
use crate::ripen::Ripen;

/// Projects at most `limit` interactions; returns how many there were.
pub fn project(app: &Ripen, limit: i64) -> Result<i64> {
    // Looked up outside the transaction that appends have to wait for.
    let (position, batch) = app.db.read(|conn| {
        let position = follower_position(conn, FOLLOWER)?;
        Ok((position, log_read(conn, position, limit)?))
    })?;
    if batch.is_empty() {
        return Ok(0);
    }
    let changes: Vec<Vec<ProfileChange>> = batch
        .iter()
        .map(|(seq, interaction)| traits::changes(*seq, interaction))
        .collect();
    let done = alone(app, |conn, models| {
        // Another process may have projected this batch meanwhile.
        if follower_position(conn, FOLLOWER)? != position {
            return Ok(None);
        }
        project_in_txn(conn, models, &batch, changes).map(Some)
    })?;
    let last = batch.last().map_or(position, |(seq, _)| *seq);
    if let Some(people) = done {
        metrics::counter!("ripen_projected").increment(batch.len() as u64);
        app.live.people(last, people);
    }
    Ok(batch.len() as i64)
}

/// Stores everything that follows from a batch; returns the people it is about.
fn project_in_txn(
    conn: &mut Conn,
    models: &InForce,
    batch: &[(i64, Interaction)],
    changes: Vec<Vec<ProfileChange>>,
) -> StoreResult<Vec<i64>> {
    let mut names = Names::default();
    names.refresh(conn)?;
    let identified = identify_in_txn(conn, batch)?;
    let mut subjects: HashMap<i64, Subject> = HashMap::new();
    for (((seq, interaction), held), changes) in batch.iter().zip(&identified.held).zip(changes) {
        let row = timeline_row(conn, &mut names, *seq, interaction, *held)?;
        subjects
            .entry(held.person)
            .or_default()
            .fresh
            .push((row, changes));
    }
    write_history(conn, &subjects)?;
    settle_merges(&identified.merged, &mut subjects);
    let mut people: Vec<i64> = subjects.keys().copied().collect();
    let others = rescore_in_txn(conn, models, &mut names, subjects, clock::now())?;
    people.extend(others);
    finish_merges_in_txn(conn, models, identified.merged)?;
    if let Some((last, _)) = batch.last() {
        follower_advance_in_txn(conn, FOLLOWER, *last)?;
    }
    Ok(people)
}

fn timeline_row(
    conn: &mut Conn,
    names: &mut Names,
    seq: i64,
    interaction: &Interaction,
    held: Held,
) -> StoreResult<TimelineRow> {
    Ok(TimelineRow {
        person_id: held.person,
        at: interaction.at,
        seq,
        home: held.home,
        kind_id: names.kind_in_txn(conn, &interaction.kind)?,
        channel: interaction.channel,
        verdict: interaction.verdict,
        path: interaction.path.clone(),
        label: interaction.label.clone(),
        amount: interaction.amount,
        touch_id: interaction
            .touch
            .as_ref()
            .map(|touch| names.touch_in_txn(conn, touch))
            .transpose()?,
        properties: interaction.properties.clone(),
    })
}

/// Writes interactions and profile changes in key order, which keeps the pages they touch few.
fn write_history(conn: &mut Conn, subjects: &HashMap<i64, Subject>) -> StoreResult<()> {
    let mut fresh: Vec<&(TimelineRow, Vec<ProfileChange>)> = subjects
        .values()
        .flat_map(|subject| &subject.fresh)
        .collect();
    fresh.sort_by_key(|(row, _)| (row.person_id, row.at, row.seq));
    let rows: Vec<TimelineRow> = fresh.iter().map(|(row, _)| row.clone()).collect();
    timeline_insert_in_txn(conn, &rows)?;
    let changes = fresh.iter().flat_map(|(row, changes)| {
        changes
            .iter()
            .map(|change| (row.person_id, row.home, change))
    });
    profile_change_insert_in_txn(conn, &changes.collect::<Vec<_>>())
}

/// A winner has another history than before and is folded again; a loser has none any more, and a
/// row all the same, so that the merge can be undone.
pub(super) fn settle_merges(merged: &[(i64, i64)], subjects: &mut HashMap<i64, Subject>) {
    for (winner, loser) in merged {
        if !merged.iter().any(|(_, other)| other == winner) {
            subjects.entry(*winner).or_default().replay = true;
        }
        subjects.entry(*loser).or_default().replay = true;
    }
}

/// Marks those who are part of others from now on, once both have been scored.
pub(super) fn finish_merges_in_txn(
    conn: &mut Conn,
    models: &InForce,
    merged: Vec<(i64, i64)>,
) -> StoreResult<()> {
    for (winner, loser) in merged {
        person_mark_merged_in_txn(conn, (winner, loser))?;
        secondary::remove_in_txn(conn, models, loser)?;
        cards_fold_in_txn(conn, loser)?;
    }
    Ok(())
}

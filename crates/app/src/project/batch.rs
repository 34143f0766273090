//! One batch of the log, in one transaction.

use std::collections::HashMap;

use ripen_domain::identity::resolve::Held;
use ripen_domain::interaction::{Interaction, properties};
use ripen_domain::profile::ProfileChange;
use ripen_store::card::cards_fold_in_txn;
use ripen_store::clock::clock_note_in_txn;
use ripen_store::intern::Names;
use ripen_store::log::{follower_advance_in_txn, follower_position, log_read};
use ripen_store::merge::person_mark_merged_in_txn;
use ripen_store::timeline::{TimelineRow, profile_change_insert_in_txn, timeline_insert_in_txn};
use ripen_store::{Conn, Result as StoreResult};

use super::identify::identify_in_txn;
use super::score::{Subject, rescore_in_txn};
use super::{FOLLOWER, alone, clocks, orders, secondary, set_aside, traits};
use crate::clock;
use crate::error::Result;
use crate::guard::guarded;
use crate::models::InForce;
use crate::ripen::Ripen;

/// Projects at most `limit` interactions; returns how many there were.
pub fn project(app: &Ripen, limit: i64) -> Result<i64> {
    // Looked up outside the transaction that appends have to wait for.
    let (position, batch) = app.db.read(|conn| {
        let position = follower_position(conn, FOLLOWER)?;
        let mut batch = log_read(conn, position, limit)?;
        clocks::settle_times(conn, &mut batch)?;
        // What is new among the names is read here, so that the transaction finds it read.
        app.names(conn)?;
        Ok((position, batch))
    })?;
    set_aside::project_all_but_faulty(app, position, &batch)?;
    Ok(batch.len() as i64)
}

/// Projects interactions that follow position `after` of the log, all of them or none.
pub(super) fn project_batch(app: &Ripen, after: i64, batch: &[(i64, Interaction)]) -> Result<()> {
    let Some((last, _)) = batch.last() else {
        return Ok(());
    };
    let done = alone(app, |conn, models| {
        // Another process may have projected this batch meanwhile.
        if follower_position(conn, FOLLOWER)? != after {
            return Ok(None);
        }
        let people = project_in_txn(app, conn, models, batch)?;
        follower_advance_in_txn(conn, FOLLOWER, *last)?;
        Ok(Some(people))
    })?;
    if let Some(people) = done {
        metrics::counter!("ripen_projected").increment(batch.len() as u64);
        app.live.people(*last, people);
    }
    Ok(())
}

/// Stores everything that follows from a batch; returns the people it is about. A fault of the program
/// is one of the batch.
pub(super) fn project_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    models: &InForce,
    batch: &[(i64, Interaction)],
) -> StoreResult<Vec<i64>> {
    guarded(|| {
        let mut names = app.names_in_txn(conn)?;
        store_in_txn(conn, models, &mut names, batch)
    })
}

fn store_in_txn(
    conn: &mut Conn,
    models: &InForce,
    names: &mut Names,
    batch: &[(i64, Interaction)],
) -> StoreResult<Vec<i64>> {
    let mut changes: Vec<Vec<ProfileChange>> = batch
        .iter()
        .map(|(seq, interaction)| traits::changes(*seq, interaction))
        .collect();
    let identified = identify_in_txn(conn, batch, &changes)?;
    let authorities = identified.authorities.iter().copied();
    changes.iter_mut().zip(authorities).for_each(traits::weigh);
    let mut subjects: HashMap<i64, Subject> = HashMap::new();
    for (((seq, interaction), held), changes) in batch.iter().zip(&identified.held).zip(changes) {
        let row = timeline_row(conn, names, *seq, interaction, *held)?;
        subjects
            .entry(held.person)
            .or_default()
            .fresh
            .push((row, changes));
    }
    orders::settle_fresh_in_txn(conn, names, &mut subjects, &identified.public)?;
    write_history(conn, &subjects)?;
    settle_merges(&identified.merged, &mut subjects);
    let winners: Vec<i64> = identified
        .merged
        .iter()
        .map(|(winner, _)| *winner)
        .collect();
    orders::settle_people_in_txn(conn, names, &winners)?;
    let mut people: Vec<i64> = subjects.keys().copied().collect();
    let others = rescore_in_txn(conn, models, names, subjects, clock::now())?;
    people.extend(others);
    finish_merges_in_txn(conn, models, identified.merged)?;
    if let Some(latest) = batch.iter().map(|(_, interaction)| interaction.at).max() {
        clock_note_in_txn(conn, latest)?;
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
    let kind_id = names.kind_in_txn(conn, &interaction.kind)?;
    let touch = interaction.touch.as_ref();
    let touch_id = touch
        .map(|touch| names.touch_in_txn(conn, touch))
        .transpose()?;
    let mut properties = interaction.properties.clone();
    let mut keep = |name, own: &str| {
        properties = Some(properties::with_own(name, own, properties.as_deref()));
    };
    if let Some(touch) = touch.filter(|touch| names.touch(touch_id) != Some(touch)) {
        keep(properties::TOUCH, &touch.as_property());
    }
    if names.kind(kind_id) != interaction.kind {
        keep(properties::KIND, &interaction.kind);
    }
    Ok(TimelineRow {
        person_id: held.person,
        at: interaction.at,
        seq,
        home: held.home,
        kind_id,
        channel: interaction.channel,
        verdict: interaction.verdict,
        path: interaction.path.clone(),
        label: interaction.label.clone(),
        amount: interaction.amount,
        touch_id,
        properties,
        judged: None,
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

//! One batch of the log, in one transaction.

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::Identifier;
use ripen_domain::identity::resolve::Held;
use ripen_domain::interaction::{Interaction, kind, properties};
use ripen_domain::profile::ProfileChange;
use ripen_store::identity::contact_claims_take_back_in_txn;
use ripen_store::identity::merge::person_mark_merged_in_txn;
use ripen_store::leads::card::cards_fold_in_txn;
use ripen_store::log::intern::Names;
use ripen_store::log::{follower_advance_in_txn, log_read};
use ripen_store::people::timeline::{
    TimelineRow, profile_change_add_in_txn, timeline_insert_in_txn,
};
use ripen_store::scoring::clock::clock_note_in_txn;
use ripen_store::{Conn, Result as StoreResult};

use super::identify::identify_in_txn;
use super::overrule::{Conflict, Parted};
use super::score::{Subject, rescore_in_txn};
use super::{FOLLOWER, alone, clocks, orders, secondary, set_aside, traits};
use crate::clock;
use crate::error::Result;
use crate::guard::guarded;
use crate::models::InForce;
use crate::ripen::Ripen;
use crate::work::fact;

/// Interactions that are resolved at once after one that took something out of somebody; twice as many with
/// each stretch in which none does.
const AFTER_OVERRULED: usize = 32;
/// How many histories may be gone through in one transaction to take something out of somebody: whoever appends
/// waits for the end of it. However much is taken out of one person, theirs is gone through once.
const OVERRULED: usize = 8;
/// How often what was resolved may have to be stored before it is known what comes next, in one transaction: each
/// may have a history gone through again.
const CUTS: usize = 64;
/// What one interaction may take out of somebody, one after the other.
const TRIES: u32 = 8;

/// Projects at most `limit` interactions; returns how many there were.
pub fn project(app: &Ripen, limit: i64) -> Result<i64> {
    // Looked up outside the transaction that appends have to wait for.
    let (position, batch) = app.db.read(|conn| {
        // What is new among the names is read here, so that the transaction finds it read.
        let (_, position) = app.names_at(conn)?;
        let mut batch = log_read(conn, position, limit)?;
        clocks::settle_times(conn, &mut batch)?;
        Ok((position, batch))
    })?;
    set_aside::project_all_but_faulty(app, position, &batch)?;
    Ok(batch.len() as i64)
}

/// Projects interactions that follow position `after` of the log, in one transaction; returns how many of them,
/// one at least where there are any.
pub(super) fn project_batch(
    app: &Ripen,
    after: i64,
    batch: &[(i64, Interaction)],
) -> Result<usize> {
    let done = alone(app, |conn, models| {
        let (names, position) = app.names_at(conn)?;
        // Another process may have projected this batch meanwhile.
        if position != after {
            return Ok(None);
        }
        let (done, people) = project_in_txn(app, conn, (models, &names), batch)?;
        let last = batch[..done].last().map_or(after, |(seq, _)| *seq);
        follower_advance_in_txn(conn, FOLLOWER, last)?;
        fact::tell_in_txn(conn, &[app.live.people_fact(last, &people)?])?;
        Ok(Some((done, last, people)))
    })?;
    let Some((done, last, people)) = done else {
        return Ok(batch.len());
    };
    metrics::counter!("ripen_projected").increment(done as u64);
    app.live.people(last, people);
    Ok(done)
}

/// Stores everything that follows from a batch, or from the beginning of it where much is taken out of people;
/// returns how much of it, and the people it is about. A fault of the program is one of the batch.
pub(super) fn project_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    (models, names): (&InForce, &Names),
    batch: &[(i64, Interaction)],
) -> StoreResult<(usize, Vec<i64>)> {
    guarded(|| {
        let mut names = names.clone();
        let sources = batch.iter().map(|(_, one)| one.source_id);
        let public = app.sources.public_among(conn, sources)?;
        store_in_txn(conn, models, &mut names, (batch, &public))
    })
}

fn store_in_txn(
    conn: &mut Conn,
    models: &InForce,
    names: &mut Names,
    (batch, public): (&[(i64, Interaction)], &HashSet<i64>),
) -> StoreResult<(usize, Vec<i64>)> {
    let mut people = Vec::new();
    let (mut rest, mut parted, mut tries) = (batch, Parted::default(), 0);
    let mut cuts = 0;
    // Where the business takes something out of somebody, what came before is stored first. What comes next
    // may do so too, so little of it is looked at.
    let mut size = batch.len();
    while !rest.is_empty() {
        let many = size.min(rest.len());
        let part = Part {
            batch: &rest[..many],
            public,
            heeds: tries < TRIES,
        };
        let (done, conflict) =
            part.store_in_txn(conn, models, names, (&mut parted, &mut people))?;
        tries = if done > 0 { 0 } else { tries + 1 };
        rest = &rest[done..];
        let is_whole = done == many;
        size = if is_whole {
            size.saturating_mul(2)
        } else {
            AFTER_OVERRULED
        };
        cuts += usize::from(!is_whole && conflict.is_none());
        if cuts >= CUTS && !rest.is_empty() && rest.len() < batch.len() {
            break;
        }
        if let (Some(conflict), Some(next)) = (conflict, rest.first()) {
            if parted.read >= OVERRULED && rest.len() < batch.len() {
                break;
            }
            parted.overrule_in_txn(conn, &conflict, next)?;
        }
    }
    finish_parted_in_txn(conn, models, names, parted, &mut people)?;
    let done = batch.len() - rest.len();
    if let Some(latest) = batch[..done]
        .iter()
        .map(|(_, interaction)| interaction.at)
        .max()
    {
        clock_note_in_txn(conn, latest)?;
    }
    people.sort_unstable();
    people.dedup();
    Ok((done, people))
}

/// A batch of which what follows may be stored.
struct Part<'a> {
    batch: &'a [(i64, Interaction)],
    /// The sources that are keys which everybody can read.
    public: &'a HashSet<i64>,
    /// Whether the first interaction may take something out of somebody.
    heeds: bool,
}

impl Part<'_> {
    /// Stores everything that follows from the batch up to an interaction by which the business takes
    /// something out of somebody; returns how many that were, and what is taken. Who was parted is not scored.
    fn store_in_txn(
        self,
        conn: &mut Conn,
        models: &InForce,
        names: &mut Names,
        (parted, people): (&mut Parted, &mut Vec<i64>),
    ) -> StoreResult<(usize, Option<Conflict>)> {
        let changes = |(seq, interaction): &(i64, Interaction)| traits::changes(*seq, interaction);
        let mut changes: Vec<Vec<ProfileChange>> = self.batch.iter().map(changes).collect();
        let mut identified = identify_in_txn(
            conn,
            self.batch,
            (&changes, self.public),
            self.heeds,
            parted,
        )?;
        let done = identified.held.len();
        if done == 0 {
            return Ok((done, identified.conflict));
        }
        for ((seq, interaction), changes) in self.batch.iter().zip(&mut changes) {
            if let Some(address) = identified.addresses.remove(seq) {
                traits::add_address(changes, (*seq, interaction), address);
            }
            if let Some(unsaid) = identified.unsaid.remove(seq) {
                traits::leave_unsaid(changes, &unsaid);
            }
        }
        let authorities = identified.authorities.iter().copied();
        changes.iter_mut().zip(authorities).for_each(traits::weigh);
        let mut subjects: HashMap<i64, Subject> = HashMap::new();
        for ((one, held), changes) in self.batch.iter().zip(&identified.held).zip(changes) {
            let (seq, interaction) = one;
            let row = timeline_row(conn, names, *seq, interaction, *held)?;
            let subject = subjects.entry(held.person).or_default();
            subject.fresh.push((row, changes));
            if !parted.is_empty() {
                let linked = identified.linked.remove(seq).unwrap_or_default();
                parted.note(one, *held, &linked);
            }
        }
        orders::settle_fresh_in_txn(conn, names, &mut subjects, &identified.public)?;
        write_history(conn, &subjects, &identified.contacts)?;
        for address in &identified.unclaimed {
            let claimants = contact_claims_take_back_in_txn(conn, address)?;
            parted.people.extend(claimants);
        }
        settle_merges(&identified.merged, &mut subjects);
        if !parted.is_empty() {
            let merged = identified.merged.drain(..);
            for (winner, loser) in merged {
                parted.people.extend([winner, loser]);
                parted.merged.push((winner, loser));
            }
        }
        people.extend(subjects.keys());
        subjects.retain(|id, _| !parted.people.contains(id));
        let changed: Vec<i64> = identified
            .merged
            .iter()
            .map(|(winner, _)| *winner)
            .collect();
        orders::settle_people_in_txn(conn, names, &changed)?;
        people.extend(rescore_in_txn(conn, models, names, subjects, clock::now())?);
        finish_merges_in_txn(conn, models, &identified.merged)?;
        Ok((done, identified.conflict))
    }
}

/// Scores those out of whom something was taken, once all of it was.
fn finish_parted_in_txn(
    conn: &mut Conn,
    models: &InForce,
    names: &mut Names,
    parted: Parted,
    people: &mut Vec<i64>,
) -> StoreResult<()> {
    if parted.is_empty() {
        return Ok(());
    }
    let changed: Vec<i64> = parted.people.iter().copied().collect();
    orders::settle_people_in_txn(conn, names, &changed)?;
    let subject = || Subject {
        replay: true,
        cards_lost: true,
        ..Subject::default()
    };
    let subjects: HashMap<i64, Subject> = changed.iter().map(|id| (*id, subject())).collect();
    people.extend(changed);
    people.extend(rescore_in_txn(conn, models, names, subjects, clock::now())?);
    finish_merges_in_txn(conn, models, &parted.merged)
}

fn timeline_row(
    conn: &mut Conn,
    names: &mut Names,
    seq: i64,
    interaction: &Interaction,
    held: Held,
) -> StoreResult<TimelineRow> {
    // The log has the kind of its day.
    let kind = kind::meant(&interaction.kind).unwrap_or(&interaction.kind);
    let kind_id = names.kind_in_txn(conn, kind)?;
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
    if names.kind(kind_id) != kind {
        keep(properties::KIND, kind);
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
/// A change that names a contact point has the home of that one: it goes with it when people are taken apart.
fn write_history(
    conn: &mut Conn,
    subjects: &HashMap<i64, Subject>,
    contacts: &HashMap<Identifier, Held>,
) -> StoreResult<()> {
    let mut fresh: Vec<&(TimelineRow, Vec<ProfileChange>)> = subjects
        .values()
        .flat_map(|subject| &subject.fresh)
        .collect();
    fresh.sort_by_key(|(row, _)| (row.person_id, row.at, row.seq));
    let rows: Vec<TimelineRow> = fresh.iter().map(|(row, _)| row.clone()).collect();
    timeline_insert_in_txn(conn, &rows)?;
    let home = |row: &TimelineRow, change: &ProfileChange| {
        let held = traits::contact(change).and_then(|contact| contacts.get(&contact));
        let own = held.filter(|held| held.person == row.person_id);
        own.map_or(row.home, |held| held.home)
    };
    let changes = fresh.iter().flat_map(|(row, changes)| {
        changes
            .iter()
            .map(|change| (row.person_id, home(row, change), change))
    });
    profile_change_add_in_txn(conn, &changes.collect::<Vec<_>>())
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
    merged: &[(i64, i64)],
) -> StoreResult<()> {
    for &(winner, loser) in merged {
        person_mark_merged_in_txn(conn, (winner, loser))?;
        secondary::remove_in_txn(conn, models, loser)?;
        cards_fold_in_txn(conn, loser)?;
    }
    fact::merges_tell_in_txn(conn, merged)
}

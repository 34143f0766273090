//! A batch that cannot be projected: what is at fault is found by halving and set aside, so that
//! everything else goes on.

use ripen_domain::identity::Identifier;
use ripen_domain::interaction::Interaction;
use ripen_store::Error as StoreError;
use ripen_store::capture::set_aside::set_aside_in_txn;
use ripen_store::log::{follower_advance_in_txn, follower_position, log_read};

use super::batch::{project_batch, project_in_txn};
use super::named::identifiers;
use super::{FOLLOWER, alone};
use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// Interactions behind one that fails among which some are looked for that do not.
const AFTER: i64 = 200;
/// How many of them are tried.
const LOOKED_AT: usize = 10;
/// Longest reason that is kept, in bytes.
const MAX_REASON: usize = 500;

/// Projects interactions that follow position `after` of the log, but for those that cannot be.
///
/// # Errors
/// When none can be, or what is wrong may pass.
pub fn project_all_but_faulty(app: &Ripen, after: i64, batch: &[(i64, Interaction)]) -> Result<()> {
    let (mut after, mut batch) = (after, batch);
    let error = loop {
        if batch.is_empty() {
            return Ok(());
        }
        match project_batch(app, after, batch) {
            Ok(done) => {
                after = batch[..done].last().map_or(after, |(seq, _)| *seq);
                batch = &batch[done..];
            }
            Err(error) => break error,
        }
    };
    let Error::Store(fault) = &error else {
        return Err(error);
    };
    if fault.is_passing() {
        return Err(error);
    }
    match batch {
        [] => Ok(()),
        [(seq, _)] if fault.blames_data() || goes_on_after(app, *seq)? => {
            set_aside(app, after, *seq, &fault.to_string())
        }
        [_] => Err(error),
        _ => {
            let (first, rest) = batch.split_at(batch.len() / 2);
            project_all_but_faulty(app, after, first)?;
            let after = first.last().map_or(after, |(seq, _)| *seq);
            project_all_but_faulty(app, after, rest)
        }
    }
}

/// Whether any of the interactions after position `seq` could be projected: then the fault lies in the one at it,
/// rather than in the database. What follows it is mostly of the same person, so some are looked at, those first
/// that name nothing of what it names.
fn goes_on_after(app: &Ripen, seq: i64) -> Result<bool> {
    let read = app.db.read(|conn| log_read(conn, seq - 1, AFTER + 1))?;
    let mut named: Vec<Identifier> = Vec::new();
    let mut others = Vec::new();
    for (at, interaction) in read {
        let own = identifiers(&interaction);
        if at == seq {
            named = own;
        } else {
            let is_of_it = own.iter().any(|one| named.contains(one));
            others.push((is_of_it, (at, interaction)));
        }
    }
    others.sort_by_key(|(is_of_it, _)| *is_of_it);
    for (_, one) in others.into_iter().take(LOOKED_AT) {
        if could_be_projected(app, &[one])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an interaction could be projected. Nothing of it stays.
fn could_be_projected(app: &Ripen, one: &[(i64, Interaction)]) -> Result<bool> {
    let mut went = false;
    let undone = alone(app, |conn, models| {
        let names = app.names(conn)?;
        project_in_txn(app, conn, (models, &names), one)?;
        conn.settle()?;
        went = true;
        Err::<(), _>(StoreError::NotFound)
    });
    match undone {
        Err(Error::Store(error)) if error.is_passing() => Err(error.into()),
        _ => Ok(went),
    }
}

fn set_aside(app: &Ripen, after: i64, seq: i64, reason: &str) -> Result<()> {
    let reason = &reason[..reason.floor_char_boundary(MAX_REASON)];
    alone(app, |conn, _| {
        // Another process may have projected it meanwhile.
        if follower_position(conn, FOLLOWER)? != after {
            return Ok(());
        }
        set_aside_in_txn(conn, seq, clock::now(), reason)?;
        follower_advance_in_txn(conn, FOLLOWER, seq)
    })?;
    tracing::error!(
        seq,
        reason,
        "an interaction cannot be projected and was set aside"
    );
    metrics::counter!("ripen_projection_set_aside").increment(1);
    app.live.bad_events();
    Ok(())
}

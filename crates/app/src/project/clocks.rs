//! Clocks that were wrong: what is said to have happened later than now.
//!
//! A clock that was ahead leaves interactions in the future. Nothing happens in the future: once the
//! clock is right again, they count as having happened when that was noticed. That is kept as a fact
//! with its position of the log, so that the same log gives the same history again.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use ripen_domain::interaction::Interaction;
use ripen_domain::time::{Span, Timestamp};
use ripen_store::log::follower_position;
use ripen_store::scoring::clock::{
    clock_installed, clock_latest, clock_leap, clock_people, clock_settle_in_txn,
    clock_settled_in_txn, clock_turn_in_txn, clock_turns,
};
use ripen_store::{Conn, Result as StoreResult};

use super::score::{Subject, rescore_in_txn};
use super::{FOLLOWER, alone, orders};
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

/// How far clocks of several machines may be apart.
const TOLERANCE: Span = Span::seconds(60);
/// People who are looked at in one turn; those of them whom it concerns are of one transaction.
const STRETCH: i64 = 1_000;
/// How long nothing is looked at again after the clock was found to be the one that is wrong.
const DOUBT: Duration = Duration::from_secs(60);

/// Gives interactions the times that they are known to have happened at.
pub fn settle_times(conn: &mut Conn, batch: &mut [(i64, Interaction)]) -> StoreResult<()> {
    let Some((first, _)) = batch.first() else {
        return Ok(());
    };
    for turn in clock_turns(conn, *first)? {
        for (_, interaction) in batch.iter_mut().filter(|(seq, _)| *seq <= turn.seq) {
            interaction.at = interaction.at.min(turn.at);
        }
    }
    Ok(())
}

/// Has what is said to have happened later than now happen now, a stretch of the people a turn; returns how
/// much was done.
pub fn settle(app: &Ripen) -> Result<i64> {
    let now = clock::now();
    let late = now + TOLERANCE;
    let doubted = app
        .clock_doubted
        .lock()
        .is_some_and(|at: Instant| at.elapsed() < DOUBT);
    let latest = app.db.read(clock_latest)?;
    if doubted || latest <= late {
        return Ok(0);
    }
    let after = *app.clock_gone_through.lock();
    let found = app
        .db
        .read(|conn| clock_people(conn, late, (after, STRETCH)))?;
    let people = found.people;
    let go_on = || *app.clock_gone_through.lock() = found.to.unwrap_or(0);
    if people.is_empty() {
        go_on();
        return match found.to {
            Some(_) => Ok(1),
            None => alone(app, |conn, _| clock_settled_in_txn(conn, now)).map(|()| 0),
        };
    }
    if !app
        .db
        .read(|conn| was_ahead(conn, (now, latest), &people))?
    {
        tracing::warn!("the clock of this machine is behind what is stored; is it set?");
        *app.clock_doubted.lock() = Some(Instant::now());
        return Ok(0);
    }
    let many = people.len() as i64;
    tracing::warn!(
        people = many,
        "interactions from a clock that was ahead count as having happened now"
    );
    let (position, others) = alone(app, |conn, models| {
        let turn = clock_turn_in_txn(conn, now)?;
        clock_settle_in_txn(conn, &people, turn)?;
        let mut names = app.names_in_txn(conn)?;
        // What was said first about an order may not be what is now.
        orders::settle_people_in_txn(conn, &mut names, &people)?;
        let again = |id: &i64| {
            let subject = Subject {
                replay: true,
                ..Subject::default()
            };
            (*id, subject)
        };
        let subjects: HashMap<i64, Subject> = people.iter().map(again).collect();
        let others = rescore_in_txn(conn, models, &mut names, subjects, now)?;
        Ok((follower_position(conn, FOLLOWER)?, others))
    })?;
    go_on();
    app.kept.read_again();
    app.live.people(position, [people, others].concat());
    Ok(many)
}

/// Whether a clock was ahead, rather than ours being behind: then arrivals leapt, by more than half of what
/// lies between now and the latest moment there is.
fn was_ahead(
    conn: &mut Conn,
    (now, latest): (Timestamp, Timestamp),
    people: &[i64],
) -> StoreResult<bool> {
    let installed = clock_installed(conn)?;
    if installed.is_some_and(|installed| now + TOLERANCE < installed) {
        return Ok(false);
    }
    let Some(leap) = clock_leap(conn, now + TOLERANCE, people)? else {
        return Ok(false);
    };
    let known = clock_turns(conn, leap.seq)?;
    let half = Span::from_micros((latest - now).as_micros() / 2);
    Ok(known.iter().any(|turn| turn.at <= now)
        || leap.before.is_none_or(|before| leap.after - before > half))
}

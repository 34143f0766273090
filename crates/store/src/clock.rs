//! Clocks that were ahead: what the log says happened later than it can have.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};
use crate::log::{follower_position, log_end};

/// Name under which the latest moment is kept that anything is said to have happened at.
const LATEST: &str = "latest";

/// Interactions that are looked through for the arrival before a leap.
const LOOK_BACK: i64 = 10_000;

/// Up to position `seq` of the log, whatever is said to have happened later than `at` happened then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTurn {
    /// The position.
    pub seq: i64,
    /// The moment.
    pub at: Timestamp,
}

/// The latest moment that anything is said to have happened at.
///
/// # Errors
/// Those of the database.
pub fn clock_latest(conn: &mut Conn) -> Result<Timestamp> {
    follower_position(conn, LATEST).map(Timestamp::from_micros)
}

/// Takes note of a moment that something happened at.
///
/// # Errors
/// Those of the database.
pub fn clock_note_in_txn(conn: &mut Conn, at: Timestamp) -> Result<()> {
    let sql = "INSERT INTO follower (name, position) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = excluded.position
               WHERE follower.position < excluded.position";
    conn.execute(sql, &[LATEST.into(), at.as_micros().into()])?;
    Ok(())
}

/// The latest moment is `at` again.
///
/// # Errors
/// Those of the database.
pub fn clock_settled_in_txn(conn: &mut Conn, at: Timestamp) -> Result<()> {
    crate::log::follower_advance_in_txn(conn, LATEST, at.as_micros())
}

/// What was found out about positions from `seq` on.
///
/// # Errors
/// Those of the database.
pub fn clock_turns(conn: &mut Conn, seq: i64) -> Result<Vec<ClockTurn>> {
    let sql = "SELECT seq, at FROM clock_turn WHERE seq >= $1";
    conn.query(sql, &[seq.into()], |row| {
        Ok(ClockTurn {
            seq: row.get(0)?,
            at: Timestamp::from_micros(row.get(1)?),
        })
    })
}

/// Keeps that nothing in the log so far happened later than `at`, unless an earlier moment is known of
/// it; returns what is known.
///
/// # Errors
/// Those of the database.
pub fn clock_turn_in_txn(conn: &mut Conn, at: Timestamp) -> Result<ClockTurn> {
    let seq = log_end(conn)?;
    let sql = "INSERT INTO clock_turn (seq, at) VALUES ($1, $2) ON CONFLICT (seq) DO UPDATE SET at = excluded.at
               WHERE clock_turn.at > excluded.at";
    conn.execute(sql, &[seq.into(), at.as_micros().into()])?;
    let at = conn.query_value("SELECT at FROM clock_turn WHERE seq = $1", &[seq.into()])?;
    let at = Timestamp::from_micros(at);
    Ok(ClockTurn { seq, at })
}

/// People who are said to have done something later than `at`. There is no index for it: it is asked
/// only when the clock and the log disagree.
///
/// # Errors
/// Those of the database.
pub fn clock_people(conn: &mut Conn, at: Timestamp, limit: i64) -> Result<Vec<i64>> {
    let sql = "SELECT person_id FROM person WHERE merged_into IS NULL AND last_at > $1 ORDER BY person_id LIMIT $2";
    conn.query(sql, &[at.as_micros().into(), limit.into()], |row| {
        row.get(0)
    })
}

/// Where arrivals went beyond a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leap {
    /// Position of the first interaction that is said to be later than the moment.
    pub seq: i64,
    /// The last arrival before that moment; `None` when all before were later as well.
    pub before: Option<Timestamp>,
    /// The first arrival after it.
    pub after: Timestamp,
}

/// Where arrivals went beyond `at`; `None` when nothing is said to have happened later than that, or it is
/// too far back in the log to be told.
///
/// # Errors
/// Those of the database.
pub fn clock_leap(conn: &mut Conn, at: Timestamp) -> Result<Option<Leap>> {
    let at = at.as_micros();
    let sql = "SELECT min(t.seq) FROM person p JOIN timeline t ON t.person_id = p.person_id
               WHERE p.merged_into IS NULL AND p.last_at > $1 AND t.at > $1";
    let Some(seq) = conn.query_value::<Option<i64>>(sql, &[at.into()])? else {
        return Ok(None);
    };
    let sql = "SELECT seq, received_at FROM interaction WHERE seq <= $1 ORDER BY seq DESC LIMIT $2";
    let (mut looked_at, mut before, mut after) = (0, None, None);
    for (position, arrived) in conn.query(sql, &[seq.into(), LOOK_BACK.into()], |row| {
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))
    })? {
        looked_at += 1;
        if position < seq && arrived <= at {
            before = Some(Timestamp::from_micros(arrived));
            break;
        }
        after = Some(Timestamp::from_micros(arrived));
    }
    let is_told = before.is_some() || looked_at < LOOK_BACK;
    Ok(after
        .filter(|_| is_told)
        .map(|after| Leap { seq, before, after }))
}

/// When the first model was published: the clock was right once.
///
/// # Errors
/// Those of the database.
pub fn clock_installed(conn: &mut Conn) -> Result<Option<Timestamp>> {
    let installed: Option<i64> =
        conn.query_value("SELECT min(published_at) FROM model_version", &[])?;
    Ok(installed.map(Timestamp::from_micros))
}

/// Has what these people are said to have done later than the moment of a turn happen then.
///
/// # Errors
/// Those of the database.
pub fn clock_settle_in_txn(conn: &mut Conn, people: &[i64], turn: ClockTurn) -> Result<()> {
    let any = conn.any("person_id", 1);
    let params = [people.into(), turn.at.as_micros().into(), turn.seq.into()];
    for (table, at) in [
        ("timeline", "at"),
        ("profile_change", "at"),
        ("identifier", "linked_at"),
        ("contact_share", "linked_at"),
        ("order_statement", "at"),
    ] {
        let sql = format!("UPDATE {table} SET {at} = $2 WHERE {any} AND {at} > $2 AND seq <= $3");
        conn.execute(&sql, &params)?;
    }
    let sql = "UPDATE person_merge SET at = $1 WHERE at > $1 AND seq <= $2";
    conn.execute(sql, &[turn.at.as_micros().into(), turn.seq.into()])?;
    Ok(())
}

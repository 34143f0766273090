//! The outbox: facts, told in the transaction that makes them true, and read by followers from their positions.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Lock, Param, Result};
use crate::log::{follower_advance_in_txn, follower_position};

/// Name under which the position of the last fact is kept. Positions are never given out twice, also when old facts
/// are forgotten.
const LAST: &str = "outbox";
/// What the names of followers begin with among those of the log.
const FOLLOWER: &str = "outbox:";

/// A fact that is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFact {
    /// What kind of fact it is.
    pub kind: &'static str,
    /// The person whom it is about, if it is about one.
    pub person: Option<i64>,
    /// The whole of it, as JSON.
    pub body: String,
}

/// A fact that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its place: facts are read in the order in which they were committed.
    pub position: i64,
    /// When it was told.
    pub told_at: Timestamp,
    /// What kind of fact it is.
    pub kind: String,
    /// The person whom it was about then, if it was about one.
    pub person: Option<i64>,
    /// The whole of it, as JSON.
    pub body: String,
}

/// Tells facts. Nobody else tells any until the transaction ends, so that this is the last that it does.
///
/// # Errors
/// Those of the database.
pub fn fact_tell_in_txn(conn: &mut Conn, facts: &[NewFact], now: Timestamp) -> Result<()> {
    if facts.is_empty() {
        return Ok(());
    }
    conn.lock(Lock::Outbox)?;
    let sql = "UPDATE follower SET position = position + $2 WHERE name = $1 RETURNING position";
    let last: i64 = conn.query_value(sql, &[LAST.into(), (facts.len() as i64).into()])?;
    let first = last - facts.len() as i64 + 1;
    let rows: Vec<Vec<Param>> = (first..)
        .zip(facts)
        .map(|(position, fact)| {
            vec![
                position.into(),
                now.as_micros().into(),
                fact.kind.into(),
                fact.person.into(),
                (&fact.body).into(),
            ]
        })
        .collect();
    conn.insert(
        "fact",
        &["position", "told_at", "kind", "person_id", "body"],
        &rows,
        "",
    )
}

/// The facts after a position, in order.
///
/// # Errors
/// Those of the database.
pub fn fact_read(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Fact>> {
    let sql = "SELECT position, told_at, kind, person_id, body FROM fact WHERE position > $1 ORDER BY position LIMIT $2";
    conn.query(sql, &[after.into(), limit.into()], |row| {
        Ok(Fact {
            position: row.get(0)?,
            told_at: Timestamp::from_micros(row.get(1)?),
            kind: row.get(2)?,
            person: row.get(3)?,
            body: row.get(4)?,
        })
    })
}

/// The position of the last fact that was ever told.
///
/// # Errors
/// Those of the database.
pub fn fact_last(conn: &mut Conn) -> Result<i64> {
    follower_position(conn, LAST)
}

/// How far a follower of the outbox has read.
///
/// # Errors
/// Those of the database.
pub fn outbox_position(conn: &mut Conn, follower: &str) -> Result<i64> {
    follower_position(conn, &format!("{FOLLOWER}{follower}"))
}

/// Has a follower go on alone to the end of the transaction, whatever other processes do; how far it has read.
///
/// # Errors
/// Those of the database.
pub fn outbox_hold_in_txn(conn: &mut Conn, follower: &str) -> Result<i64> {
    let name = format!("{FOLLOWER}{follower}");
    let begin =
        "INSERT INTO follower (name, position) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING";
    conn.run(begin, &[(&name).into()])?;
    let sql = "UPDATE follower SET position = position WHERE name = $1 RETURNING position";
    conn.query_value(sql, &[(&name).into()])
}

/// Keeps how far a follower has read, in the transaction in which it did what follows: that is done exactly once.
///
/// # Errors
/// Those of the database.
pub fn outbox_advance_in_txn(conn: &mut Conn, follower: &str, position: i64) -> Result<()> {
    follower_advance_in_txn(conn, &format!("{FOLLOWER}{follower}"), position)
}

/// When the oldest fact was told that is kept; `None` where none is.
///
/// # Errors
/// Those of the database.
pub fn fact_oldest(conn: &mut Conn) -> Result<Option<Timestamp>> {
    let sql = "SELECT told_at FROM fact ORDER BY position LIMIT 1";
    conn.query_opt(sql, &[], |row| row.get(0).map(Timestamp::from_micros))
}

/// Forgets facts that were told before a moment and that each of these followers has read, at most so many; how many.
///
/// # Errors
/// Those of the database.
pub fn fact_forget_in_txn(
    conn: &mut Conn,
    before: Timestamp,
    (followers, limit): (&[&str], i64),
) -> Result<u64> {
    let mut read = i64::MAX;
    for follower in followers {
        read = read.min(outbox_position(conn, follower)?);
    }
    // The oldest come first: those that are to be forgotten are looked at, and one more.
    let sql = "DELETE FROM fact WHERE position IN (
                   SELECT position FROM (SELECT position, told_at FROM fact ORDER BY position LIMIT $3) oldest
                   WHERE told_at < $1 AND position <= $2)";
    conn.execute(sql, &[before.as_micros().into(), read.into(), limit.into()])
}

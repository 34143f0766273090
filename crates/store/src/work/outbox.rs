//! The outbox: facts, told in the transaction that makes them true, and read by followers from their positions.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Result};
use crate::log::{follower_advance_in_txn, follower_position};

/// Name under which the position of the last fact is kept. Positions are never given out twice, also when old facts
/// are forgotten.
const LAST: &str = "outbox";
/// Facts of one row: one of a thousand costs each of them little.
const TOGETHER: usize = 1_000;
/// Stands for the person of a fact that is about none.
const NOBODY: &str = "-";
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

/// Tells facts. Nobody else tells any until the transaction ends, so that this comes late in it.
///
/// # Errors
/// Those of the database; [`Error::Rejected`] for a fact of several lines.
pub fn fact_tell_in_txn(conn: &mut Conn, facts: &[NewFact], now: Timestamp) -> Result<()> {
    for some in facts.chunks(TOGETHER) {
        let body = some
            .iter()
            .map(written)
            .collect::<Result<Vec<_>>>()?
            .join("\n");
        let many = some.len() as i64;
        // Nothing is asked back, so that a server is not waited for.
        let count = "UPDATE follower SET position = position + $2 WHERE name = $1";
        conn.run(count, &[LAST.into(), many.into()])?;
        let insert = "INSERT INTO fact (last, many, told_at, body) SELECT position, $2, $3, $4 FROM follower WHERE name = $1";
        let params = [
            LAST.into(),
            many.into(),
            now.as_micros().into(),
            (&body).into(),
        ];
        conn.run(insert, &params)?;
    }
    Ok(())
}

/// A fact as a line: its kind, the person or a dash, and the whole of it.
fn written(fact: &NewFact) -> Result<String> {
    if fact.body.contains('\n') {
        return Err(Error::Rejected("a fact is one line".into()));
    }
    let person = fact
        .person
        .map_or_else(|| NOBODY.to_owned(), |person| person.to_string());
    Ok(format!("{} {person} {}", fact.kind, fact.body))
}

fn read(line: &str, (position, told_at): (i64, Timestamp)) -> Result<Fact> {
    let damaged = || Error::Corrupt(format!("fact {position}"));
    let mut parts = line.splitn(3, ' ');
    let mut part = || parts.next().ok_or_else(damaged);
    let (kind, person, body) = (part()?, part()?, part()?);
    let person = match person {
        NOBODY => None,
        number => Some(number.parse().map_err(|_| damaged())?),
    };
    Ok(Fact {
        position,
        told_at,
        kind: kind.to_owned(),
        person,
        body: body.to_owned(),
    })
}

/// The facts after a position, in order: `limit` of them at least where there are as many, and those that were told
/// together with the last of these.
///
/// # Errors
/// Those of the database.
pub fn fact_read(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Fact>> {
    // Which rows are enough is known without reading what is in them.
    let sql = "SELECT last FROM fact WHERE last >= $1 ORDER BY last LIMIT 1";
    let enough = after.saturating_add(limit.max(1));
    let to: Option<i64> = conn.query_opt(sql, &[enough.into()], |row| row.get(0))?;
    let to = to.unwrap_or(i64::MAX);
    let mut facts = Vec::new();
    let sql =
        "SELECT last, many, told_at, body FROM fact WHERE last > $1 AND last <= $2 ORDER BY last";
    conn.for_each(sql, &[after.into(), to.into()], |row| {
        let (last, many) = (row.get::<i64>(0)?, row.get::<i64>(1)?);
        let told_at = Timestamp::from_micros(row.get(2)?);
        let body = row.text(3)?.unwrap_or_default();
        for (position, line) in (last - many + 1..).zip(body.lines()) {
            if position > after {
                facts.push(read(line, (position, told_at))?);
            }
        }
        Ok(())
    })?;
    Ok(facts)
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
    let sql = "SELECT told_at FROM fact WHERE last > 0 ORDER BY last LIMIT 1";
    conn.query_opt(sql, &[], |row| row.get(0).map(Timestamp::from_micros))
}

/// Forgets facts that were told before a moment and that each of these followers has read, at most so many rows of them;
/// how many rows.
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
    // The oldest come first: no more than those are looked at.
    let sql = "DELETE FROM fact WHERE last IN (
                   SELECT last FROM (SELECT last, told_at FROM fact ORDER BY last LIMIT $3) oldest
                   WHERE told_at < $1 AND last <= $2)";
    conn.execute(sql, &[before.as_micros().into(), read.into(), limit.into()])
}

//! Clocks that were ahead: what the log says happened later than it can have.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};
use crate::log::{follower_position, log_end};

/// Name under which the latest moment is kept that anything is said to have happened at.
const LATEST: &str = "latest";

/// Up to position `seq` of the log, whatever is said to have happened later than `at` happened then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTurn {
    /// The position.
    pub seq: i64,
    /// The moment.
    pub at: Timestamp,
}

/// The latest moment that anything is said to have happened at.
pub fn clock_latest(conn: &mut Conn) -> Result<Timestamp> {
    follower_position(conn, LATEST).map(Timestamp::from_micros)
}

/// Takes note of a moment that something happened at.
pub fn clock_note_in_txn(conn: &mut Conn, at: Timestamp) -> Result<()> {
    let sql = "INSERT INTO follower (name, position) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = excluded.position
               WHERE follower.position < excluded.position";
    conn.run(sql, &[LATEST.into(), at.as_micros().into()])
}

/// The latest moment is `at` again.
pub fn clock_settled_in_txn(conn: &mut Conn, at: Timestamp) -> Result<()> {
    crate::log::follower_advance_in_txn(conn, LATEST, at.as_micros())
}

/// What was found out about positions from `seq` on.
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
pub fn clock_turn_in_txn(conn: &mut Conn, at: Timestamp) -> Result<ClockTurn> {
    let seq = log_end(conn)?;
    let sql = "INSERT INTO clock_turn (seq, at) VALUES ($1, $2) ON CONFLICT (seq) DO UPDATE SET at = excluded.at
               WHERE clock_turn.at > excluded.at";
    conn.run(sql, &[seq.into(), at.as_micros().into()])?;
    let at = conn.query_value("SELECT at FROM clock_turn WHERE seq = $1", &[seq.into()])?;
    let at = Timestamp::from_micros(at);
    Ok(ClockTurn { seq, at })
}

/// People who are said to have done something later than a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Their numbers.
    pub people: Vec<i64>,
    /// The number up to whom people were looked at; `None` when that was everybody.
    pub to: Option<i64>,
}

/// Who of the next `limit` people after number `after` is said to have done something later than `at`. No index
/// is kept for it, which every interaction would have to change: it is asked only when the clock and the log
/// disagree.
pub fn clock_people(conn: &mut Conn, at: Timestamp, (after, limit): (i64, i64)) -> Result<Late> {
    let sql = "SELECT person_id, CAST(CASE WHEN merged_into IS NULL AND last_at > $1 THEN 1 ELSE 0 END AS BIGINT) FROM person
               WHERE person_id > $2 ORDER BY person_id LIMIT $3";
    let params = [at.as_micros().into(), after.into(), limit.into()];
    let looked_at: Vec<(i64, i64)> =
        conn.query(sql, &params, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let late = looked_at.iter().filter(|(_, is_late)| *is_late == 1);
    Ok(Late {
        people: late.map(|(id, _)| *id).collect(),
        to: looked_at
            .last()
            .filter(|_| looked_at.len() as i64 == limit)
            .map(|(id, _)| *id),
    })
}

/// Where arrivals went beyond a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leap {
    /// Position of the first interaction that arrived after the moment.
    pub seq: i64,
    /// The last arrival before that; `None` when all were after the moment.
    pub before: Option<Timestamp>,
    /// The first arrival after it.
    pub after: Timestamp,
}

/// Where arrivals went beyond `at`, before what `people` are said to have done later than that; `None` when
/// nothing that they did arrived then.
pub fn clock_leap(conn: &mut Conn, at: Timestamp, people: &[i64]) -> Result<Option<Leap>> {
    let sql = format!(
        "SELECT min(seq) FROM timeline WHERE {} AND at > $2",
        conn.any("person_id", 1)
    );
    let params = [people.into(), at.as_micros().into()];
    let Some(seq) = conn.query_value::<Option<i64>>(&sql, &params)? else {
        return Ok(None);
    };
    let Some(mut after) = arrival_from(conn, seq)?.filter(|(_, arrived)| *arrived > at) else {
        return Ok(None);
    };
    let first = arrival_from(conn, 0)?;
    let Some(mut before) = first.filter(|(_, arrived)| *arrived <= at) else {
        let (seq, after) = first.unwrap_or(after);
        let before = None;
        return Ok(Some(Leap { seq, before, after }));
    };
    // Between an arrival before the moment and one after it there is a place where the two meet. Positions of
    // the log have gaps: nothing stands between `end` and the arrival after the moment.
    let mut end = after.0;
    while end - before.0 > 1 {
        let middle = before.0 + (end - before.0) / 2;
        match arrival_from(conn, middle)? {
            Some(found) if found.0 < after.0 && found.1 <= at => before = found,
            found => {
                after = found.unwrap_or(after);
                end = middle;
            }
        }
    }
    Ok(Some(Leap {
        seq: after.0,
        before: Some(before.1),
        after: after.1,
    }))
}

/// The first interaction from a position of the log on, and when it arrived.
fn arrival_from(conn: &mut Conn, seq: i64) -> Result<Option<(i64, Timestamp)>> {
    let sql = "SELECT seq, received_at FROM interaction WHERE seq >= $1 ORDER BY seq LIMIT 1";
    conn.query_opt(sql, &[seq.into()], |row| {
        Ok((row.get(0)?, Timestamp::from_micros(row.get(1)?)))
    })
}

/// When the first model was published: the clock was right once.
pub fn clock_installed(conn: &mut Conn) -> Result<Option<Timestamp>> {
    let installed: Option<i64> =
        conn.query_value("SELECT min(published_at) FROM model_version", &[])?;
    Ok(installed.map(Timestamp::from_micros))
}

/// Has what these people are said to have done later than the moment of a turn happen then.
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
        conn.run(&sql, &params)?;
    }
    let sql = "UPDATE person_merge SET at = $1 WHERE at > $1 AND seq <= $2";
    conn.run(sql, &[turn.at.as_micros().into(), turn.seq.into()])
}

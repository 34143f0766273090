//! Bad events by their causes.

use std::collections::HashMap;

use super::{BadEvent, bad_event_find};
use crate::engine::{Conn, Result};

/// Name of the job that tells the causes of bad events from before, among the followers.
pub const CAUSES: &str = "causes:1";

/// Open bad events that have their cause in common.
#[derive(Clone, Debug)]
pub struct BadEventGroup {
    /// The code of the cause.
    pub cause: String,
    /// How many there are.
    pub count: i64,
    /// The newest of them.
    pub newest: BadEvent,
}

/// Open bad events by their causes, the most frequent first.
pub fn bad_event_groups(conn: &mut Conn) -> Result<Vec<BadEventGroup>> {
    let sql = "SELECT cause, count(*), max(id) FROM bad_event WHERE fixed_seq IS NULL
               GROUP BY cause ORDER BY 2 DESC, 3 DESC";
    let counted: Vec<(String, i64, i64)> =
        conn.query(sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let ids: Vec<i64> = counted.iter().map(|(_, _, newest)| *newest).collect();
    let mut newest: HashMap<i64, BadEvent> = bad_event_find(conn, &ids)?
        .into_iter()
        .map(|bad| (bad.id, bad))
        .collect();
    // One that was fixed in between is none any more.
    let group = |(cause, count, id)| {
        let newest = newest.remove(&id)?;
        Some(BadEventGroup {
            cause,
            count,
            newest,
        })
    };
    Ok(counted.into_iter().filter_map(group).collect())
}

/// Tells the causes of the next open bad events after a number by their reasons; returns the last of them,
/// nothing when there were none.
pub fn bad_event_tell_in_txn(
    conn: &mut Conn,
    after: i64,
    limit: i64,
    cause: impl Fn(&str) -> &'static str,
) -> Result<Option<i64>> {
    let sql = "SELECT id, reason, cause FROM bad_event WHERE fixed_seq IS NULL AND id > $1 ORDER BY id LIMIT $2";
    let params = [after.into(), limit.into()];
    let stretch: Vec<(i64, String, String)> = conn.query(sql, &params, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    for (id, reason, known) in &stretch {
        let told = cause(reason);
        if told != known {
            // A replay may give it another reason meanwhile, and the cause of that.
            let sql = "UPDATE bad_event SET cause = $1 WHERE id = $2 AND reason = $3";
            conn.run(sql, &[told.into(), (*id).into(), reason.into()])?;
        }
    }
    Ok(stretch.last().map(|(id, _, _)| *id))
}

/// How many bad events of a cause are open.
pub fn bad_event_count_of(conn: &mut Conn, cause: &str) -> Result<i64> {
    conn.query_value(
        "SELECT count(*) FROM bad_event WHERE fixed_seq IS NULL AND cause = $1",
        &[cause.into()],
    )
}

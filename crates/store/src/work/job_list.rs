//! Jobs for whoever looks after them: how many wait, what failed, and trying again or calling off by hand.

use ripen_domain::time::Timestamp;

use super::job::State;
use crate::engine::{Conn, Error, Result, Row};

/// A job as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredJob {
    /// Its number.
    pub id: i64,
    /// What kind of job it is.
    pub name: String,
    /// Which workers take it on.
    pub queue: i64,
    /// Of those of one name and key one waits at a time.
    pub key: Option<String>,
    /// What it is told, as JSON.
    pub body: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// From when on it is to be done.
    pub due_at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// How often it was taken on.
    pub attempts: i64,
    /// How often it is tried.
    pub most: i64,
    /// When it failed for good or was called off.
    pub ended_at: Option<Timestamp>,
    /// Why it failed last.
    pub error: Option<String>,
}

/// How a queue stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// The queue.
    pub queue: i64,
    /// Jobs that wait for their moment.
    pub waiting: i64,
    /// Those of them that are due.
    pub due: i64,
    /// Since when the first of those is due.
    pub due_since: Option<Timestamp>,
    /// Jobs that are worked on.
    pub running: i64,
    /// Jobs that failed for good.
    pub dead: i64,
}

/// How the queues stand that have anything.
///
/// # Errors
/// Those of the database.
pub fn job_counts(conn: &mut Conn, now: Timestamp) -> Result<Vec<QueueCounts>> {
    // A state at a time: each is asked of its own index.
    let sql = "SELECT queue, CAST(sum(waiting) AS BIGINT), CAST(sum(due) AS BIGINT), min(since),
                   CAST(sum(running) AS BIGINT), CAST(sum(dead) AS BIGINT) FROM (
                   SELECT queue, count(*) AS waiting, sum(CASE WHEN due_at <= $1 THEN 1 ELSE 0 END) AS due,
                       min(CASE WHEN due_at <= $1 THEN due_at END) AS since, 0 AS running, 0 AS dead
                   FROM job WHERE state = 0 GROUP BY queue
                   UNION ALL SELECT queue, 0, 0, NULL, count(*), 0 FROM job WHERE state = 1 GROUP BY queue
                   UNION ALL SELECT queue, 0, 0, NULL, 0, count(*) FROM job WHERE state = 2 GROUP BY queue) counted
               GROUP BY queue ORDER BY queue";
    conn.query(sql, &[now.as_micros().into()], |row| {
        Ok(QueueCounts {
            queue: row.get(0)?,
            waiting: row.get(1)?,
            due: row.get(2)?,
            due_since: row.get::<Option<i64>>(3)?.map(Timestamp::from_micros),
            running: row.get(4)?,
            dead: row.get(5)?,
        })
    })
}

/// How many jobs failed for good.
///
/// # Errors
/// Those of the database.
pub fn job_dead_count(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM job WHERE state = 2", &[])
}

const COLUMNS: &str =
    "id, name, queue, key, body, made_at, due_at, state, attempts, most, ended_at, error";

/// The jobs of a state with smaller numbers than `before`, newest first.
///
/// # Errors
/// Those of the database.
pub fn job_list(
    conn: &mut Conn,
    state: State,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<StoredJob>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job WHERE state = $1 AND (state, id) < ($1, $2)
         ORDER BY state DESC, id DESC LIMIT $3"
    );
    // Both columns are compared at once: by the number alone it would go past everybody who waits.
    let before = before.unwrap_or(i64::MAX);
    conn.query(
        &sql,
        &[state.code().into(), before.into(), limit.into()],
        read,
    )
}

/// One job.
///
/// # Errors
/// [`Error::NotFound`] where there is none: it was done. Those of the database.
pub fn job_get(conn: &mut Conn, id: i64) -> Result<StoredJob> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE id = $1");
    conn.query_opt(&sql, &[id.into()], read)?
        .ok_or(Error::NotFound)
}

fn read(row: &Row) -> Result<StoredJob> {
    Ok(StoredJob {
        id: row.get(0)?,
        name: row.get(1)?,
        queue: row.get(2)?,
        key: row.get(3)?,
        body: row.get(4)?,
        made_at: Timestamp::from_micros(row.get(5)?),
        due_at: Timestamp::from_micros(row.get(6)?),
        state: State::of_code(row.get(7)?)?,
        attempts: row.get(8)?,
        most: row.get(9)?,
        ended_at: row.get::<Option<i64>>(10)?.map(Timestamp::from_micros),
        error: row.get(11)?,
    })
}

/// Has a job that failed for good or was called off be tried again at once, as often as a new one.
///
/// # Errors
/// [`Error::Conflict`] where it waits, is worked on, or another of its name and key waits; [`Error::NotFound`]; those of
/// the database.
pub fn job_retry_in_txn(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    let job = job_get(conn, id)?;
    if matches!(job.state, State::Waiting | State::Running) {
        return Err(Error::Conflict("the job has not ended".into()));
    }
    let sql = "SELECT count(*) FROM job WHERE state = 0 AND name = $1 AND key = $2";
    let waiting: i64 = match &job.key {
        Some(key) => conn.query_value(sql, &[(&job.name).into(), key.into()])?,
        None => 0,
    };
    if waiting > 0 {
        return Err(Error::Conflict(
            "another job of its kind waits already".into(),
        ));
    }
    let sql =
        "UPDATE job SET state = 0, attempts = 0, token = token + 1, due_at = $2, ended_at = NULL
               WHERE id = $1 AND state > 1";
    match conn.execute(sql, &[id.into(), now.as_micros().into()])? {
        0 => Err(Error::Conflict("the job was tried again meanwhile".into())),
        _ => Ok(()),
    }
}

/// Calls a job off. One that is worked on changes nothing from then on.
///
/// # Errors
/// [`Error::Conflict`] where it was called off already; [`Error::NotFound`]; those of the database.
pub fn job_cancel_in_txn(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    let sql = "UPDATE job SET state = 3, token = token + 1, leased_until = NULL, ended_at = $2 WHERE id = $1 AND state < 3";
    match conn.execute(sql, &[id.into(), now.as_micros().into()])? {
        0 => {
            job_get(conn, id)?;
            Err(Error::Conflict("the job was called off already".into()))
        }
        _ => Ok(()),
    }
}

/// Forgets what failed for good or was called off before a moment; how many.
///
/// # Errors
/// Those of the database.
pub fn job_forget_in_txn(conn: &mut Conn, before: Timestamp) -> Result<u64> {
    let sql = "DELETE FROM job WHERE state > 1 AND ended_at < $1";
    conn.execute(sql, &[before.as_micros().into()])
}

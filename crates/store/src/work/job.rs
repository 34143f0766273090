//! Jobs: something to do at a moment, made in the transaction that calls for it, taken on under a lease, and done once.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for its moment, or for a worker.
    Waiting,
    /// A worker has taken it on.
    Running,
    /// It failed as often as it may.
    Dead,
    /// Somebody called it off.
    Cancelled,
}

/// What is made a job of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// What kind of job it is.
    pub name: &'a str,
    /// Which workers take it on.
    pub queue: i64,
    /// Lower ones go first within a queue, however long others have been due.
    pub priority: i64,
    /// Of those of one name and key one waits, and one is worked on, at a time.
    pub key: Option<&'a str>,
    /// What the job is told, as JSON.
    pub body: &'a str,
    /// From when on it is to be done.
    pub due_at: Timestamp,
    /// How often it is tried.
    pub most: i64,
}

/// Tells one taking on of a job from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub job: i64,
    token: i64,
}

/// A job that was taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// By what it is finished.
    pub lease: Lease,
    /// What kind of job it is.
    pub name: String,
    /// What it is told, as JSON.
    pub body: String,
    /// How often it was taken on, with this time.
    pub attempts: i64,
}

impl State {
    /// The number by which it is stored.
    pub fn code(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Running => 1,
            Self::Dead => 2,
            Self::Cancelled => 3,
        }
    }

    /// The state with this number.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where there is none.
    pub fn of_code(code: i64) -> Result<Self> {
        Ok(match code {
            0 => Self::Waiting,
            1 => Self::Running,
            2 => Self::Dead,
            3 => Self::Cancelled,
            other => return Err(Error::Corrupt(format!("a job in state {other}"))),
        })
    }
}

/// Makes a job. Where one of its name and key waits already, that one is told what this one would have been, and is done
/// at the earlier of the two moments: whatever happens after it was made is seen by it.
///
/// # Errors
/// Those of the database.
pub fn job_make_in_txn(conn: &mut Conn, job: &NewJob, now: Timestamp) -> Result<()> {
    let sql = "INSERT INTO job (name, queue, priority, key, body, made_at, due_at, state, attempts, most, token)
               VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, 0)
               ON CONFLICT (name, key) WHERE state = 0 AND key IS NOT NULL
               DO UPDATE SET body = excluded.body,
                   due_at = CASE WHEN excluded.due_at < job.due_at THEN excluded.due_at ELSE job.due_at END";
    conn.run(
        sql,
        &[
            job.name.into(),
            job.queue.into(),
            job.priority.into(),
            job.key.into(),
            job.body.into(),
            now.as_micros().into(),
            job.due_at.as_micros().into(),
            job.most.into(),
        ],
    )
}

/// Takes on up to `many` jobs of a queue that are due, the urgent ones first, until a moment; those whose key is worked
/// on already wait for that.
///
/// # Errors
/// Those of the database.
pub fn job_take_in_txn(
    conn: &mut Conn,
    queue: i64,
    (now, until): (Timestamp, Timestamp),
    many: i64,
) -> Result<Vec<Taken>> {
    let mut taken = Vec::new();
    for priority in PRIORITIES {
        let left = many - taken.len() as i64;
        if left <= 0 {
            break;
        }
        // One priority at a time: each is a stretch of the index in the order of moments.
        let sql = format!(
            "UPDATE job SET state = 1, token = token + 1, attempts = attempts + 1, leased_until = $4
             WHERE id IN (
                 SELECT j.id FROM job j
                 WHERE j.state = 0 AND j.queue = $1 AND j.priority = $2 AND j.due_at <= $3
                 AND NOT EXISTS (SELECT 1 FROM job r WHERE r.state = 1 AND r.name = j.name AND r.key = j.key AND j.key IS NOT NULL)
                 ORDER BY j.due_at, j.id LIMIT $5{})
             RETURNING id, token, name, body, attempts, due_at",
            conn.skipping_locked("j")
        );
        let params: [Param; 5] = [
            queue.into(),
            priority.into(),
            now.as_micros().into(),
            until.as_micros().into(),
            left.into(),
        ];
        let mut of_priority = conn.query(&sql, &params, |row| {
            Ok((row.get::<i64>(5)?, read_taken(row)?))
        })?;
        // What a statement returns is in no order.
        of_priority.sort_by_key(|(due_at, one)| (*due_at, one.lease.job));
        taken.extend(of_priority.into_iter().map(|(_, one)| one));
    }
    Ok(taken)
}

/// What is urgent, what is usual, and what can wait.
pub const PRIORITIES: [i64; 3] = [0, 1, 2];

fn read_taken(row: &Row) -> Result<Taken> {
    Ok(Taken {
        lease: Lease {
            job: row.get(0)?,
            token: row.get(1)?,
        },
        name: row.get(2)?,
        body: row.get(3)?,
        attempts: row.get(4)?,
    })
}

/// Has a job stay taken on until a later moment; whether it still was.
///
/// # Errors
/// Those of the database.
pub fn job_renew_in_txn(conn: &mut Conn, lease: Lease, until: Timestamp) -> Result<bool> {
    let sql = "UPDATE job SET leased_until = $3 WHERE id = $1 AND token = $2 AND state = 1";
    let params = [
        lease.job.into(),
        lease.token.into(),
        until.as_micros().into(),
    ];
    Ok(conn.execute(sql, &params)? == 1)
}

/// Checks that a job is still taken on by this lease, and has it stay so to the end of the transaction: a worker that was
/// frozen longer than its lease changes nothing.
///
/// # Errors
/// [`Error::Conflict`] when somebody else has taken it on since, or called it off; those of the database.
pub fn job_hold_in_txn(conn: &mut Conn, lease: Lease) -> Result<()> {
    let sql = "UPDATE job SET token = token WHERE id = $1 AND token = $2 AND state = 1";
    held(conn.execute(sql, &[lease.job.into(), lease.token.into()])?)
}

/// A job is done, and no more. In the transaction that did it, it is done exactly once.
///
/// # Errors
/// As [`job_hold_in_txn`].
pub fn job_done_in_txn(conn: &mut Conn, lease: Lease) -> Result<()> {
    let sql = "DELETE FROM job WHERE id = $1 AND token = $2 AND state = 1";
    held(conn.execute(sql, &[lease.job.into(), lease.token.into()])?)
}

/// A job failed: it is tried again at `again`, or never more where it was tried as often as it may. Where one of its name
/// and key waits by now, that one is the next try.
///
/// # Errors
/// As [`job_hold_in_txn`].
pub fn job_failed_in_txn(
    conn: &mut Conn,
    lease: Lease,
    error: &str,
    (now, again): (Timestamp, Timestamp),
) -> Result<()> {
    job_hold_in_txn(conn, lease)?;
    if conn.execute(&format!("{OVERTAKEN} AND id = $1"), &[lease.job.into()])? > 0 {
        return Ok(());
    }
    let sql = "UPDATE job SET
                   state = CASE WHEN attempts >= most THEN 2 ELSE 0 END,
                   ended_at = CASE WHEN attempts >= most THEN $3 ELSE ended_at END,
                   due_at = $2, leased_until = NULL, error = $4
               WHERE id = $1";
    let params = [
        lease.job.into(),
        again.as_micros().into(),
        now.as_micros().into(),
        error.into(),
    ];
    conn.run(sql, &params)
}

/// Takes away those who are worked on where another of the same name and key waits; more conditions follow.
const OVERTAKEN: &str = "DELETE FROM job WHERE state = 1 AND key IS NOT NULL AND EXISTS (
    SELECT 1 FROM job w WHERE w.state = 0 AND w.name = job.name AND w.key = job.key)";

/// Gives a job back untried, as when a process stops: it is as if it had not been taken on.
///
/// # Errors
/// Those of the database; none where somebody else has taken it on since.
pub fn job_give_back_in_txn(conn: &mut Conn, lease: Lease) -> Result<()> {
    let params = [lease.job.into(), lease.token.into()];
    conn.run(&format!("{OVERTAKEN} AND id = $1 AND token = $2"), &params)?;
    let sql =
        "UPDATE job SET state = 0, token = token + 1, attempts = attempts - 1, leased_until = NULL
               WHERE id = $1 AND token = $2 AND state = 1";
    conn.run(sql, &params)
}

/// Gives back what workers have that were silent for longer than their leases; how many. What was tried as often as it
/// may is not tried again.
///
/// # Errors
/// Those of the database.
pub fn job_lapse_in_txn(conn: &mut Conn, now: Timestamp) -> Result<u64> {
    let overtaken = conn.execute(
        &format!("{OVERTAKEN} AND leased_until < $1"),
        &[now.as_micros().into()],
    )?;
    let sql = "UPDATE job SET
                   state = CASE WHEN attempts >= most THEN 2 ELSE 0 END,
                   ended_at = CASE WHEN attempts >= most THEN $1 ELSE ended_at END,
                   token = token + 1, leased_until = NULL, error = $2
               WHERE state = 1 AND leased_until < $1";
    let lapsed = conn.execute(sql, &[now.as_micros().into(), LAPSED.into()])?;
    Ok(overtaken + lapsed)
}

/// What a job says of which nothing was heard.
pub const LAPSED: &str = "its worker was not heard of for longer than its lease";

fn held(rows: u64) -> Result<()> {
    match rows {
        0 => Err(Error::Conflict(
            "the job is no longer this worker's: its lease ended, or it was called off".into(),
        )),
        _ => Ok(()),
    }
}

/// Whether a job of this name and key waits or is worked on.
///
/// # Errors
/// Those of the database.
pub fn job_is_there(conn: &mut Conn, name: &str, key: &str) -> Result<bool> {
    // Each half by the index that keeps a second one out.
    let sql = "SELECT (SELECT count(*) FROM job WHERE state = 0 AND name = $1 AND key = $2)
                    + (SELECT count(*) FROM job WHERE state = 1 AND name = $1 AND key = $2)";
    let many: i64 = conn.query_value(sql, &[name.into(), key.into()])?;
    Ok(many > 0)
}

/// When the next job of a queue is due; `None` where none waits.
///
/// # Errors
/// Those of the database.
pub fn job_next_due(conn: &mut Conn, queue: i64) -> Result<Option<Timestamp>> {
    let mut next: Option<i64> = None;
    for priority in PRIORITIES {
        let sql = "SELECT due_at FROM job WHERE state = 0 AND queue = $1 AND priority = $2 ORDER BY due_at LIMIT 1";
        let of_priority: Option<i64> =
            conn.query_opt(sql, &[queue.into(), priority.into()], |row| row.get(0))?;
        next = [next, of_priority].into_iter().flatten().min();
    }
    Ok(next.map(Timestamp::from_micros))
}

/// Whether a queue has a job that is due, or any queue one whose worker was not heard of for longer than its lease.
///
/// # Errors
/// Those of the database.
pub fn job_is_due(conn: &mut Conn, queue: i64, now: Timestamp) -> Result<bool> {
    let sql = "SELECT id FROM job WHERE state = 1 AND leased_until < $1 LIMIT 1";
    let lapsed: Option<i64> = conn.query_opt(sql, &[now.as_micros().into()], |row| row.get(0))?;
    Ok(lapsed.is_some() || job_next_due(conn, queue)?.is_some_and(|due| due <= now))
}

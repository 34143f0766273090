//! Bad events: what could not be taken in, kept raw with the reason until it is fixed.

mod groups;

use ripen_domain::time::Timestamp;
use xxhash_rust::xxh3::Xxh3;

pub use self::groups::{
    BadEventGroup, CAUSES, bad_event_count_of, bad_event_groups, bad_event_tell_in_txn,
};
use crate::engine::{Conn, Error, Param, Result, Row};
use crate::log::log_lock_in_txn;

/// The cause of whatever has no code of its own.
pub const OTHER: &str = "other";
/// The cause of an event whose message id another one has.
pub const DIFFERS: &str = "message_differs";

/// Name of the field that clients fill in anew when they send an event again.
const SENT_AT: &[u8] = b"\"sentAt\"";

/// A bad event to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NewBadEvent {
    /// When it arrived.
    pub received_at: Timestamp,
    /// The write key that it came by.
    pub source_id: i64,
    /// What is wrong with it.
    pub reason: String,
    /// The code of what is wrong with it, by which bad events are grouped.
    pub cause: String,
    /// Its message id, where it could be read.
    pub message_id: Option<String>,
    /// The call that it came in by, e.g. `track`; `batch` when the event did not say.
    pub call: String,
    /// The client's clock when it sent the request.
    pub sent_at: Option<Timestamp>,
    /// Address and user agent of the request, as a JSON object: what the event would inherit.
    pub client: Option<String>,
    /// The event as received.
    pub raw: Vec<u8>,
}

/// A bad event that was kept.
#[derive(Clone, Debug)]
pub struct BadEvent {
    /// Number.
    pub id: i64,
    /// What was kept.
    pub event: NewBadEvent,
    /// Name of the write key that it came by.
    pub source: String,
}

const SELECT: &str = "SELECT b.id, b.received_at, b.source_id, b.reason, b.message_id, b.call, b.sent_at, b.client, b.raw,
    coalesce(k.name, ''), b.cause FROM bad_event b LEFT JOIN write_key k ON k.id = b.source_id WHERE b.fixed_seq IS NULL";

/// Keeps bad events, with the log locked; those that are sent again are kept already.
pub(crate) fn bad_event_append_in_txn(conn: &mut Conn, bad: &[&NewBadEvent]) -> Result<()> {
    if bad.is_empty() {
        return Ok(());
    }
    let next: i64 = conn.query_value("SELECT coalesce(max(id), 0) + 1 FROM bad_event", &[])?;
    let columns = [
        "id",
        "received_at",
        "source_id",
        "reason",
        "message_id",
        "call",
        "sent_at",
        "client",
        "raw",
        "event_hash",
        "cause",
    ];
    let row = |(id, event)| bad_event_row(id, event);
    let rows: Vec<Vec<Param>> = (next..).zip(bad.iter().copied()).map(row).collect();
    conn.insert("bad_event", &columns, &rows, "ON CONFLICT DO NOTHING")
}

fn bad_event_row(id: i64, event: &NewBadEvent) -> Vec<Param<'_>> {
    vec![
        id.into(),
        event.received_at.as_micros().into(),
        event.source_id.into(),
        (&event.reason).into(),
        event.message_id.as_ref().into(),
        (&event.call).into(),
        event.sent_at.map(Timestamp::as_micros).into(),
        event.client.as_ref().into(),
        event.raw.as_slice().into(),
        event_hash(event).into(),
        (&event.cause).into(),
    ]
}

/// What is the same when an event is sent again: its source and the event but for when it was sent.
fn event_hash(event: &NewBadEvent) -> i64 {
    let mut hash = Xxh3::new();
    hash.update(&event.source_id.to_le_bytes());
    let mut rest = event.raw.as_slice();
    while let Some(at) = rest.windows(SENT_AT.len()).position(|name| name == SENT_AT) {
        let (before, after) = rest.split_at(at);
        hash.update(before);
        let value = &after[SENT_AT.len()..];
        let end = value.iter().position(|byte| matches!(byte, b',' | b'}'));
        rest = &value[end.unwrap_or(value.len())..];
    }
    hash.update(rest);
    hash.digest().cast_signed()
}

/// Open bad events, newest first, before number `before`; those of one cause, or all.
pub fn bad_event_list(
    conn: &mut Conn,
    cause: Option<&str>,
    before: i64,
    limit: i64,
) -> Result<Vec<BadEvent>> {
    let of_cause = cause.map_or("", |_| "AND b.cause = $3");
    let sql = format!("{SELECT} AND b.id < $1 {of_cause} ORDER BY b.id DESC LIMIT $2");
    let mut params: Vec<Param> = vec![before.into(), limit.into()];
    params.extend(cause.map(Param::from));
    conn.query(&sql, &params, read)
}

/// Numbers of open bad events, newest first, before number `before`; those of one cause, or all.
pub fn bad_event_ids(
    conn: &mut Conn,
    cause: Option<&str>,
    before: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    let of_cause = cause.map_or("", |_| "AND cause = $3");
    let sql = format!(
        "SELECT id FROM bad_event WHERE fixed_seq IS NULL AND id < $1 {of_cause} ORDER BY id DESC LIMIT $2"
    );
    let mut params: Vec<Param> = vec![before.into(), limit.into()];
    params.extend(cause.map(Param::from));
    conn.query(&sql, &params, |row| row.get(0))
}

/// Open bad events with these numbers.
pub fn bad_event_find(conn: &mut Conn, ids: &[i64]) -> Result<Vec<BadEvent>> {
    let sql = format!("{SELECT} AND {} ORDER BY b.id", conn.any("b.id", 1));
    conn.query(&sql, &[ids.into()], read)
}

/// As [`bad_event_find`], for trying them again: until the transaction ends nobody else does, so what
/// one has fixed another does not see any more.
pub fn bad_event_claim_in_txn(conn: &mut Conn, ids: &[i64]) -> Result<Vec<BadEvent>> {
    log_lock_in_txn(conn)?;
    bad_event_find(conn, ids)
}

/// One open bad event.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it was fixed.
pub fn bad_event_get(conn: &mut Conn, id: i64) -> Result<BadEvent> {
    bad_event_find(conn, &[id])?.pop().ok_or(Error::NotFound)
}

/// How many bad events are open.
pub fn bad_event_count(conn: &mut Conn) -> Result<i64> {
    conn.query_value(
        "SELECT count(*) FROM bad_event WHERE fixed_seq IS NULL",
        &[],
    )
}

/// Closes a bad event: it is in the log now, at position `seq`.
pub fn bad_event_fix_in_txn(conn: &mut Conn, id: i64, seq: i64) -> Result<()> {
    conn.run(
        "UPDATE bad_event SET fixed_seq = $1 WHERE id = $2",
        &[seq.into(), id.into()],
    )
}

/// Gives a bad event its present reason and cause, after a replay that failed again.
pub fn bad_event_reword_in_txn(conn: &mut Conn, id: i64, reason: &str, cause: &str) -> Result<()> {
    conn.run(
        "UPDATE bad_event SET reason = $1, cause = $2 WHERE id = $3",
        &[reason.into(), cause.into(), id.into()],
    )
}

fn read(row: &Row) -> Result<BadEvent> {
    Ok(BadEvent {
        id: row.get(0)?,
        source: row.get(9)?,
        event: NewBadEvent {
            received_at: Timestamp::from_micros(row.get(1)?),
            source_id: row.get(2)?,
            reason: row.get(3)?,
            message_id: row.get(4)?,
            call: row.get(5)?,
            sent_at: row.get::<Option<i64>>(6)?.map(Timestamp::from_micros),
            client: row.get(7)?,
            raw: row.get(8)?,
            cause: row.get(10)?,
        },
    })
}

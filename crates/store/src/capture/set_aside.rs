//! Interactions of the log that could not be projected: kept with the reason, until they are tried again.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};

/// An interaction that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Position in the log.
    pub seq: i64,
    /// When it was set aside, or last tried in vain.
    pub at: Timestamp,
    /// Why it could not be projected.
    pub reason: String,
    /// Kind of the interaction.
    pub kind: String,
    /// The client's id of the message.
    pub message_id: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Name of the write key that it came by; empty when it came by none.
    pub source: String,
    /// The message as accepted.
    pub body: String,
}

/// Sets an interaction aside, or gives one that is the reason of today.
pub fn set_aside_in_txn(conn: &mut Conn, seq: i64, at: Timestamp, reason: &str) -> Result<()> {
    let sql = "INSERT INTO set_aside (seq, at, reason) VALUES ($1, $2, $3)
               ON CONFLICT (seq) DO UPDATE SET at = excluded.at, reason = excluded.reason";
    conn.run(sql, &[seq.into(), at.as_micros().into(), reason.into()])
}

/// What is set aside, newest first, before position `before`.
pub fn set_aside_list(conn: &mut Conn, before: i64, limit: i64) -> Result<Vec<SetAside>> {
    let sql = "SELECT s.seq, s.at, s.reason, i.kind, i.message_id, i.received_at, coalesce(k.name, ''), i.body
               FROM set_aside s JOIN interaction i ON i.seq = s.seq LEFT JOIN write_key k ON k.id = i.source_id
               WHERE s.seq < $1 ORDER BY s.seq DESC LIMIT $2";
    conn.query(sql, &[before.into(), limit.into()], |row| {
        Ok(SetAside {
            seq: row.get(0)?,
            at: Timestamp::from_micros(row.get(1)?),
            reason: row.get(2)?,
            kind: row.get(3)?,
            message_id: row.get(4)?,
            received_at: Timestamp::from_micros(row.get(5)?),
            source: row.get(6)?,
            body: row.get(7)?,
        })
    })
}

/// How many are set aside.
pub fn set_aside_count(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM set_aside", &[])
}

/// Positions of the `limit` oldest that are set aside after position `after`.
pub fn set_aside_seqs(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "SELECT seq FROM set_aside WHERE seq > $1 ORDER BY seq LIMIT $2";
    conn.query(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Takes an interaction back; false when it is not set aside any more.
pub fn set_aside_take_in_txn(conn: &mut Conn, seq: i64) -> Result<bool> {
    Ok(conn.execute("DELETE FROM set_aside WHERE seq = $1", &[seq.into()])? > 0)
}

//! The interaction log: appended in order of arrival, never changed.

pub mod intern;
mod repeats;

use ripen_domain::identity::IdentifierKind;
use ripen_domain::interaction::{Channel, Interaction, Touch, Verdict, kind};
use ripen_domain::time::Timestamp;
use xxhash_rust::xxh3::xxh3_64;

use crate::capture::bad_event;
use crate::capture::bad_event::NewBadEvent;
use crate::capture::ignored::ignored_count_in_txn;
use crate::engine::{Conn, Error, Lock, Param, Result, Row};
pub use repeats::Difference;

/// Name under which the number of stored interactions is kept: counting a billion rows takes
/// minutes, and positions have gaps where repeats were.
const STORED: &str = "stored";

const COLUMNS: &[&str] = &[
    "seq",
    "message_hash",
    "message_nth",
    "message_id",
    "source_id",
    "kind",
    "channel",
    "at",
    "received_at",
    "anonymous_id",
    "user_id",
    "previous_id",
    "email",
    "phone",
    "verdict",
    "verdict_reasons",
    "path",
    "label",
    "amount",
    "touch",
    "properties",
    "traits",
    "body",
];

/// The source of what comes in without a write key: imports.
pub const NO_SOURCE: i64 = 0;

/// What the message ids of rows begin with that were made from their place in an imported file.
pub const IMPORTED: &str = "import-";

/// What became of an interaction that was to be appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is in the log at this position.
    Stored(i64),
    /// It is in the log already, at this position.
    Repeat(i64),
    /// Its source has used its message id before, at this position, for an event that differs from it;
    /// it is not in the log.
    Differs(i64, Difference),
}

/// Appends interactions and bad events; all of it is durable when the transaction is. Interactions
/// with the message id of another event become bad events; what is bad and known is kept once.
pub fn log_append_in_txn(
    conn: &mut Conn,
    batch: &[Interaction],
    bad: &[NewBadEvent],
) -> Result<Vec<Appended>> {
    conn.pipeline();
    let appended = log_insert_in_txn(conn, batch)?;
    let differing = batch.iter().zip(&appended).filter_map(|(one, appended)| {
        let Appended::Differs(_, difference) = appended else {
            return None;
        };
        Some(as_bad(one, *difference))
    });
    let differing: Vec<NewBadEvent> = differing.collect();
    let all: Vec<&NewBadEvent> = bad.iter().chain(&differing).collect();
    bad_event::bad_event_append_in_txn(conn, &all)?;
    Ok(appended)
}

/// An interaction as a bad event.
fn as_bad(one: &Interaction, difference: Difference) -> NewBadEvent {
    NewBadEvent {
        received_at: one.received_at,
        source_id: one.source_id,
        reason: difference.to_string(),
        cause: bad_event::DIFFERS.to_owned(),
        message_id: Some(one.message_id.clone()),
        call: kind::call(&one.kind).to_owned(),
        sent_at: None,
        client: None,
        raw: one.body.clone().into_bytes(),
    }
}

/// Appends interactions; those with the message id of another event are left out.
pub fn log_insert_in_txn(conn: &mut Conn, batch: &[Interaction]) -> Result<Vec<Appended>> {
    log_lock_in_txn(conn)?;
    let mut next: i64 =
        conn.query_value("SELECT coalesce(max(seq), 0) + 1 FROM interaction", &[])?;
    let touches: Vec<Option<String>> = batch
        .iter()
        .map(|one| one.touch.as_ref().map(Touch::pack))
        .collect();
    let numbered = batch.iter().zip(&touches).zip(next..);
    let rows: Vec<Vec<Param>> = numbered
        .map(|((one, touch), seq)| row(one, touch.as_deref(), seq, 0))
        .collect();
    let went_in = conn.insert_new("interaction", COLUMNS, &rows)?;
    let first = next;
    next += batch.len() as i64;
    let mut appended = Vec::with_capacity(batch.len());
    for ((at, one), stored) in batch.iter().enumerate().zip(went_in) {
        appended.push(match stored {
            true => Appended::Stored(first + at as i64),
            false => append_contested(conn, one, touches[at].as_deref(), &mut next)?,
        });
    }
    let is_new = |(_, appended): &(_, &Appended)| matches!(appended, Appended::Stored(_));
    let new = batch.iter().zip(&appended).filter(is_new);
    ignored_count_in_txn(conn, new.map(|(one, _)| one))?;
    let stored = appended
        .iter()
        .filter(|one| matches!(one, Appended::Stored(_)))
        .count() as i64;
    let sql = "INSERT INTO follower (name, position) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = follower.position + $2";
    conn.run(sql, &[STORED.into(), stored.into()])?;
    Ok(appended)
}

/// Has appends of others wait until the transaction ends: whoever reads up to a position has seen all before it,
/// which a sequence alone would not give under PostgreSQL.
pub(crate) fn log_lock_in_txn(conn: &mut Conn) -> Result<()> {
    conn.lock(Lock::Log)
}

/// The hash is taken: by the same message, which makes this a repeat, or by another message that
/// has the same id from another source or happens to share the hash, which makes this the next of them.
fn append_contested(
    conn: &mut Conn,
    one: &Interaction,
    touch: Option<&str>,
    next: &mut i64,
) -> Result<Appended> {
    let hash = message_hash(&one.message_id);
    let known = repeats::log_same_hash(conn, hash)?;
    if let Some((seq, stored, difference)) = repeats::same_message(&known, one) {
        remember_repeat(
            conn,
            seq,
            strongest(stored.user_id.as_deref(), stored.anonymous_id.as_deref()),
            one,
        )?;
        return Ok(match difference.is_nothing() {
            true => Appended::Repeat(seq),
            false => Appended::Differs(seq, difference),
        });
    }
    let seq = *next;
    *next += 1;
    let row = row(one, touch, seq, known.len() as i64);
    match conn.insert_new("interaction", COLUMNS, &[row])?[..] {
        [true] => Ok(Appended::Stored(seq)),
        _ => Err(Error::Conflict(format!("message {}", one.message_id))),
    }
}

/// Keeps that two people sent the same message; once for each pair.
fn remember_repeat(
    conn: &mut Conn,
    seq: i64,
    stored: Option<(i64, &str)>,
    one: &Interaction,
) -> Result<()> {
    let (Some(stored), Some(repeated)) = (
        stored,
        strongest(one.user_id.as_deref(), one.anonymous_id.as_deref()),
    ) else {
        return Ok(());
    };
    if stored.0 != repeated.0 || stored == repeated {
        return Ok(());
    }
    let sql = "INSERT INTO repeat (id, seq, received_at, stored_kind, stored_value, repeated_kind, repeated_value)
               SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6 FROM repeat WHERE true ON CONFLICT DO NOTHING";
    let at = one.received_at.as_micros().into();
    conn.run(
        sql,
        &[
            seq.into(),
            at,
            stored.0.into(),
            stored.1.into(),
            repeated.0.into(),
            repeated.1.into(),
        ],
    )
}

/// The stronger of the two identifiers that every message can carry, as kind code and value.
fn strongest<'a>(
    user_id: Option<&'a str>,
    anonymous_id: Option<&'a str>,
) -> Option<(i64, &'a str)> {
    let user = user_id.map(|id| (IdentifierKind::UserId.code(), id));
    user.or(anonymous_id.map(|id| (IdentifierKind::AnonymousId.code(), id)))
}

fn message_hash(message_id: &str) -> i64 {
    xxh3_64(message_id.as_bytes()).cast_signed()
}

fn row<'a>(one: &'a Interaction, touch: Option<&'a str>, seq: i64, nth: i64) -> Vec<Param<'a>> {
    vec![
        seq.into(),
        message_hash(&one.message_id).into(),
        nth.into(),
        (&one.message_id).into(),
        one.source_id.into(),
        (&one.kind).into(),
        one.channel.code().into(),
        one.at.as_micros().into(),
        one.received_at.as_micros().into(),
        one.anonymous_id.as_ref().into(),
        one.user_id.as_ref().into(),
        one.previous_id.as_ref().into(),
        one.email.as_ref().into(),
        one.phone.as_ref().into(),
        one.verdict.code().into(),
        Some(&one.verdict_reasons)
            .filter(|reasons| !reasons.is_empty())
            .into(),
        one.path.as_ref().into(),
        one.label.as_ref().into(),
        one.amount.into(),
        touch.into(),
        one.properties.as_ref().into(),
        one.traits.as_ref().into(),
        (&one.body).into(),
    ]
}

/// Reads at most `limit` interactions after position `after`, in order, without their bodies.
pub fn log_read(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<(i64, Interaction)>> {
    let sql = format!("SELECT {READ} FROM interaction WHERE seq > $1 ORDER BY seq LIMIT $2");
    conn.query(&sql, &[after.into(), limit.into()], |row| {
        Ok((row.get(0)?, read_row(row)?))
    })
}

/// The interactions at these positions, in order, without their bodies.
pub fn log_find(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<(i64, Interaction)>> {
    let any = conn.any("seq", 1);
    let sql = format!("SELECT {READ} FROM interaction WHERE {any} ORDER BY seq");
    conn.query(&sql, &[seqs.into()], |row| {
        Ok((row.get(0)?, read_row(row)?))
    })
}

/// Columns of [`read_row`].
const READ: &str = "seq, message_id, source_id, kind, channel, at, received_at, anonymous_id, user_id, previous_id, email,
    phone, verdict, path, label, amount, touch, traits, properties";

fn read_row(row: &Row) -> Result<Interaction> {
    Ok(Interaction {
        message_id: row.get(1)?,
        source_id: row.get(2)?,
        kind: row.get(3)?,
        channel: Channel::from_code(row.get(4)?).unwrap_or_default(),
        at: Timestamp::from_micros(row.get(5)?),
        received_at: Timestamp::from_micros(row.get(6)?),
        anonymous_id: row.get(7)?,
        user_id: row.get(8)?,
        previous_id: row.get(9)?,
        email: row.get(10)?,
        phone: row.get(11)?,
        verdict: Verdict::from_code(row.get(12)?).unwrap_or_default(),
        path: row.get(13)?,
        label: row.get(14)?,
        amount: row.get(15)?,
        touch: row.text(16)?.map(Touch::unpack),
        traits: row.get(17)?,
        properties: row.get(18)?,
        ..Interaction::default()
    })
}

/// How many interactions the log holds.
pub fn log_count(conn: &mut Conn) -> Result<i64> {
    follower_position(conn, STORED)
}

/// The last position of the log; 0 when it is empty.
pub fn log_end(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT coalesce(max(seq), 0) FROM interaction", &[])
}

/// Arrival time of the oldest interaction after position `after`, if any.
pub fn log_oldest_after(conn: &mut Conn, after: i64) -> Result<Option<Timestamp>> {
    let sql = "SELECT received_at FROM interaction WHERE seq > $1 ORDER BY seq LIMIT 1";
    Ok(conn
        .query_opt(sql, &[after.into()], |row| row.get(0))?
        .map(Timestamp::from_micros))
}

/// What the timeline shows of an interaction and only the log holds.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Position in the log.
    pub seq: i64,
    /// The client's id of the message.
    pub message_id: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Reasons of the verdict, separated by commas.
    pub verdict_reasons: String,
    /// The message as accepted.
    pub body: String,
}

/// Details of the interactions at these positions, by position.
pub fn log_details(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Detail>> {
    let any = conn.any("seq", 1);
    let sql = format!(
        "SELECT seq, message_id, received_at, verdict_reasons, body FROM interaction WHERE {any} ORDER BY seq"
    );
    conn.query(&sql, &[seqs.into()], |row| {
        Ok(Detail {
            seq: row.get(0)?,
            message_id: row.get(1)?,
            received_at: Timestamp::from_micros(row.get(2)?),
            verdict_reasons: row.get::<Option<String>>(3)?.unwrap_or_default(),
            body: row.get(4)?,
        })
    })
}

/// How many entries of the log arrived since `since`.
pub fn log_count_since(conn: &mut Conn, since: Timestamp) -> Result<i64> {
    // Arrival times rise with the position, so the newest are at the end of the log; a day's worth
    // of positions is looked at, at most.
    let sql = "SELECT count(*) FROM (SELECT received_at FROM interaction ORDER BY seq DESC LIMIT 100000) t
               WHERE received_at >= $1";
    conn.query_value(sql, &[since.as_micros().into()])
}

/// How far a follower has read; 0 when it never has.
pub fn follower_position(conn: &mut Conn, name: &str) -> Result<i64> {
    let sql = "SELECT position FROM follower WHERE name = $1";
    Ok(conn
        .query_opt(sql, &[name.into()], |row| row.get(0))?
        .unwrap_or(0))
}

/// Keeps how far a follower has read.
pub fn follower_advance_in_txn(conn: &mut Conn, name: &str, position: i64) -> Result<()> {
    let sql = "INSERT INTO follower (name, position) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = excluded.position";
    conn.run(sql, &[name.into(), position.into()])
}

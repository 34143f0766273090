//! Scans of all histories, row by row and borrowed: for whoever keeps a compact copy in memory.

use ripen_domain::interaction::{Channel, Verdict};
use ripen_domain::profile::{Authority, FieldValue};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result, Row};
use crate::people::timeline::authority;
pub use crate::people::timeline::field_value;

/// The stored type of a text.
pub const TEXT: i64 = 1;

/// An interaction of the timeline, borrowed from the database.
#[derive(Clone, Copy, Debug)]
pub struct ScannedInteraction<'r> {
    /// The person.
    pub person_id: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Position in the log.
    pub seq: i64,
    /// The person that its identifier was first given to.
    pub home: i64,
    /// Number of the kind.
    pub kind_id: i64,
    /// Channel.
    pub channel: Channel,
    /// Verdict.
    pub verdict: Verdict,
    /// Path of the page.
    pub path: Option<&'r str>,
    /// What it was about.
    pub label: Option<&'r str>,
    /// Money or quantity involved.
    pub amount: Option<f64>,
    /// Number of the touch.
    pub touch_id: Option<i64>,
    /// Other properties of the event, packed.
    pub properties: Option<&'r str>,
}

/// A profile change, borrowed from the database.
#[derive(Clone, Copy, Debug)]
pub struct ScannedChange<'r> {
    /// The person.
    pub person_id: i64,
    /// When the value became known.
    pub at: Timestamp,
    /// The interaction that brought it.
    pub seq: i64,
    /// Field name.
    pub field: &'r str,
    /// What type of value it is, as stored.
    pub value_type: i64,
    /// The value as text.
    pub text: Option<&'r str>,
    /// What it may overwrite.
    pub authority: Authority,
}

impl ScannedChange<'_> {
    /// The value.
    ///
    /// # Errors
    /// When a number cannot be read.
    pub fn value(&self) -> Result<Option<FieldValue>> {
        field_value(self.value_type, self.text.map(str::to_owned))
    }
}

/// Which people a scan is about.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Everybody.
    Everybody,
    /// These, in rising order.
    These(&'a [i64]),
}

/// Columns of [`interaction`].
pub(crate) const INTERACTION: &str = "person_id, at, seq, home, kind_id, channel, verdict, path, label, amount, touch_id, properties";

pub(crate) fn interaction<'r>(row: &'r Row) -> Result<ScannedInteraction<'r>> {
    Ok(ScannedInteraction {
        person_id: row.get(0)?,
        at: Timestamp::from_micros(row.get(1)?),
        seq: row.get(2)?,
        home: row.get(3)?,
        kind_id: row.get(4)?,
        channel: Channel::from_code(row.get(5)?).unwrap_or_default(),
        verdict: Verdict::from_code(row.get(6)?).unwrap_or_default(),
        path: row.text(7)?,
        label: row.text(8)?,
        amount: row.get(9)?,
        touch_id: row.get(10)?,
        properties: row.text(11)?,
    })
}

fn change<'r>(row: &'r Row) -> Result<ScannedChange<'r>> {
    Ok(ScannedChange {
        person_id: row.get(0)?,
        at: Timestamp::from_micros(row.get(1)?),
        seq: row.get(2)?,
        field: row.text(3)?.unwrap_or_default(),
        value_type: row.get(4)?,
        text: row.text(5)?,
        authority: authority(row, 6)?,
    })
}

fn rows(
    conn: &mut Conn,
    columns: &str,
    (table, order): (&str, &str),
    whose: Whose,
    each: impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    let chosen = match whose {
        Whose::Everybody => String::new(),
        Whose::These(_) => format!("WHERE {}", conn.any("person_id", 1)),
    };
    let sql = format!("SELECT {columns} FROM {table} {chosen} ORDER BY {order}");
    match whose {
        Whose::Everybody => conn.for_each(&sql, &[], each),
        Whose::These(ids) => conn.for_each(&sql, &[ids.into()], each),
    }
}

/// Hands out interactions ordered by person, time and log position.
///
/// # Errors
/// Those of the database and of `each`.
pub fn timeline_scan(
    conn: &mut Conn,
    whose: Whose,
    mut each: impl FnMut(ScannedInteraction) -> Result<()>,
) -> Result<()> {
    let table = ("timeline", "person_id, at, seq");
    rows(conn, INTERACTION, table, whose, |row| {
        each(interaction(row)?)
    })
}

/// Hands out profile changes ordered by person, time, log position and field.
///
/// # Errors
/// Those of the database and of `each`.
pub fn profile_change_scan(
    conn: &mut Conn,
    whose: Whose,
    mut each: impl FnMut(ScannedChange) -> Result<()>,
) -> Result<()> {
    let columns = "person_id, at, seq, field, type, value, authority";
    let table = ("profile_change", "person_id, at, seq, field");
    rows(conn, columns, table, whose, |row| each(change(row)?))
}

/// A merge that holds: who became part of whom, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldMerge {
    /// Number of the merge.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who goes on.
    pub winner: i64,
    /// Who is part of the winner.
    pub loser: i64,
}

/// The merges that were not undone, in the order in which they happened.
pub fn merges_held(conn: &mut Conn) -> Result<Vec<HeldMerge>> {
    let sql = "SELECT id, at, winner, loser FROM person_merge WHERE undone_at IS NULL ORDER BY id";
    conn.query(sql, &[], |row| {
        Ok(HeldMerge {
            id: row.get(0)?,
            at: Timestamp::from_micros(row.get(1)?),
            winner: row.get(2)?,
            loser: row.get(3)?,
        })
    })
}

/// How many merges there ever were, and how many were undone: both only grow, so they tell whether
/// identity has changed.
pub fn merge_counts(conn: &mut Conn) -> Result<(i64, i64)> {
    let sql = "SELECT count(*), count(undone_at) FROM person_merge";
    let counts = conn.query_opt(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.unwrap_or_default())
}

/// The people whom merges have changed: all merges after number `after`, and where `undone`, all that
/// were undone.
pub fn people_merged_since(conn: &mut Conn, after: i64, undone: bool) -> Result<Vec<(i64, i64)>> {
    let sql = match undone {
        true => {
            "SELECT winner, loser FROM person_merge WHERE id > $1 OR undone_at IS NOT NULL ORDER BY id"
        }
        false => "SELECT winner, loser FROM person_merge WHERE id > $1 ORDER BY id",
    };
    conn.query(sql, &[after.into()], |row| Ok((row.get(0)?, row.get(1)?)))
}

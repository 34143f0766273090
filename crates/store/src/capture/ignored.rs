//! What stood where an identifier should be and is none: how often, and what.

use std::collections::BTreeMap;

use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};

/// Distinct values that are kept of each kind; what is over counts as one.
const MAX_VALUES: i64 = 200;
/// Characters kept of a value.
const MAX_CHARS: usize = 80;

/// A value that was ignored as an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Kind of identifier that it stood for.
    pub kind: IdentifierKind,
    /// The value; empty for all that were too many to be kept apart, and for what was claimed beyond what one person
    /// may have.
    pub value: String,
    /// How many interactions had it.
    pub count: i64,
    /// When the first of them arrived.
    pub first_at: Timestamp,
    /// When the latest of them arrived.
    pub last_at: Timestamp,
}

/// Counts what the interactions had in place of identifiers.
pub fn ignored_count_in_txn<'i>(
    conn: &mut Conn,
    interactions: impl Iterator<Item = &'i Interaction>,
) -> Result<()> {
    let mut counts: BTreeMap<(i64, String), (i64, Timestamp, Timestamp)> = BTreeMap::new();
    for one in interactions {
        for Identifier { kind, value } in &one.ignored {
            let value = value.chars().take(MAX_CHARS).collect();
            let at = one.received_at;
            let count = counts.entry((kind.code(), value)).or_insert((0, at, at));
            *count = (count.0 + 1, count.1.min(at), count.2.max(at));
        }
    }
    for ((kind, value), count) in counts {
        if !add(conn, (kind, &value), count)? {
            let others = match values_of(conn, kind)? < MAX_VALUES {
                true => value.as_str(),
                false => "",
            };
            keep(conn, (kind, others), count)?;
        }
    }
    Ok(())
}

/// Counts what browsers claimed for people who have as many identifiers as may be claimed, and when. Whose and
/// which is not kept: there is no end to them.
pub fn ignored_claims_in_txn(
    conn: &mut Conn,
    refused: &[(IdentifierKind, Timestamp)],
) -> Result<()> {
    let mut counts: BTreeMap<i64, (i64, Timestamp, Timestamp)> = BTreeMap::new();
    for (kind, at) in refused {
        let count = counts.entry(kind.code()).or_insert((0, *at, *at));
        *count = (count.0 + 1, count.1.min(*at), count.2.max(*at));
    }
    for (kind, count) in counts {
        keep(conn, (kind, ""), count)?;
    }
    Ok(())
}

/// Adds to a value, which is kept from now on.
fn keep(conn: &mut Conn, value: (i64, &str), count: (i64, Timestamp, Timestamp)) -> Result<()> {
    let sql = "INSERT INTO ignored_identifier (kind, value, count, first_at, last_at) VALUES ($1, $2, 0, $3, $3)
               ON CONFLICT (kind, value) DO NOTHING";
    let first = count.1.as_micros().into();
    conn.run(sql, &[value.0.into(), value.1.into(), first])?;
    add(conn, value, count)?;
    Ok(())
}

/// Adds to a value that is kept already; whether it is.
fn add(
    conn: &mut Conn,
    (kind, value): (i64, &str),
    (count, first, last): (i64, Timestamp, Timestamp),
) -> Result<bool> {
    let sql = "UPDATE ignored_identifier SET count = count + $1,
                   first_at = CASE WHEN first_at < $2 THEN first_at ELSE $2 END,
                   last_at = CASE WHEN last_at > $3 THEN last_at ELSE $3 END
               WHERE kind = $4 AND value = $5";
    let params = [
        count.into(),
        first.as_micros().into(),
        last.as_micros().into(),
        kind.into(),
        value.into(),
    ];
    Ok(conn.execute(sql, &params)? > 0)
}

fn values_of(conn: &mut Conn, kind: i64) -> Result<i64> {
    conn.query_value(
        "SELECT count(*) FROM ignored_identifier WHERE kind = $1",
        &[kind.into()],
    )
}

/// Everything that was ignored, most frequent first.
pub fn ignored_list(conn: &mut Conn) -> Result<Vec<Ignored>> {
    let sql = "SELECT kind, value, count, first_at, last_at FROM ignored_identifier ORDER BY count DESC, kind, value";
    conn.query(sql, &[], |row| {
        Ok(Ignored {
            kind: IdentifierKind::from_code(row.get(0)?).unwrap_or(IdentifierKind::AnonymousId),
            value: row.get(1)?,
            count: row.get(2)?,
            first_at: Timestamp::from_micros(row.get(3)?),
            last_at: Timestamp::from_micros(row.get(4)?),
        })
    })
}

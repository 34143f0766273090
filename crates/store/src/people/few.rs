//! Lists of few people: found without a walk past everybody else.

use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;

use super::total::{estimate, people_ends};
use crate::engine::{Conn, Param, Result, Value};
use crate::filters;
use crate::filters::{FilterContext, Reach};
use crate::people::finding;
use crate::scoring::Scores;

/// Up to this many people are looked at one by one, whatever a list is sorted by.
pub(crate) const FEW: i64 = 2_000;
/// Among this many people everybody is looked at to count those who pass a filter.
pub(super) const SMALL: i64 = 50_000;

/// The people among whom are all who pass a filter, where the filter says something that an index
/// answers with few of them.
pub(super) fn few(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<Option<Vec<i64>>> {
    if let Some(found) = finding::found(conn, scores, filter)? {
        return Ok(Some(found));
    }
    for narrowing in filters::narrowings(filter, scores.scorer) {
        let narrowing = narrowing.looked_up(conn)?;
        let mut params = Vec::new();
        let sql = format!(
            "SELECT person_id FROM {} WHERE merged_into IS NULL AND {} LIMIT {}",
            scores.people("p"),
            narrowing.sql(now, &mut params),
            FEW + 1
        );
        let ids = ids_of(conn, &sql, &params)?;
        if ids.len() as i64 <= FEW {
            return Ok(Some(ids));
        }
    }
    Ok(None)
}

/// As [`few`], and where no index helps, but few seem to pass, by going through everybody.
pub(crate) fn few_of(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<Option<Vec<i64>>> {
    match few(conn, scores, filter, now)? {
        None if is_scanned(conn, filter)? && estimate(conn, scores, filter, now)?.value <= FEW => {
            scan(conn, scores, filter, now)
        }
        found => Ok(found),
    }
}

/// Whether everybody is gone through in the order of the table, a million people in less than a second, rather
/// than in the order of a list, which takes many times as long.
pub(super) fn is_scanned(conn: &mut Conn, filter: &PersonFilter) -> Result<bool> {
    let is_large = |(first, last): (i64, i64)| last - first > SMALL;
    let is_plain = filters::is_plain(filter) && !finding::are_many(conn, filter)?;
    Ok(is_plain && people_ends(conn)?.is_some_and(is_large))
}

/// Those who pass a filter, unless there are many.
pub(crate) fn scan(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<Option<Vec<i64>>> {
    let mut params = Vec::new();
    let all = all(scores, filter, now, &mut params);
    let ids = ids_of(conn, &format!("{all} LIMIT {}", FEW + 1), &params)?;
    Ok(Some(ids).filter(|ids| ids.len() as i64 <= FEW))
}

/// A query for the numbers of all who pass a filter.
pub(super) fn all(
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
    params: &mut Vec<Value>,
) -> String {
    let context = FilterContext::new(scores, now).of(Reach::Scan);
    let condition = filters::compile(filter, &context, params);
    format!(
        "SELECT p.person_id FROM {} WHERE p.merged_into IS NULL AND {condition}",
        scores.people("p")
    )
}

pub(super) fn ids_of(conn: &mut Conn, sql: &str, params: &[Value]) -> Result<Vec<i64>> {
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    conn.query(sql, &params, |row| row.get(0))
}

//! Lists of who is found by words: by the index of words, where few have one of them.

use ripen_domain::filter::{PersonFilter, Search};
use ripen_domain::time::Timestamp;

use super::few::{FEW, ids_of};
use crate::engine::{Conn, Param, Result, Value};
use crate::filters;
use crate::filters::{FilterContext, Reach};
use crate::people::word;
use crate::scoring::Scores;

/// Words that more people have are passed over where another one tells people.
const KNOWN: i64 = 20_000;
/// Up to this many who are found are all looked at, where nothing else is asked: among so many a walk from the top
/// finds a page sooner.
const FOUND: i64 = 10_000;

/// The people who are found by the words that a filter asks for, where there are few of them.
pub(crate) fn found(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
) -> Result<Option<Vec<i64>>> {
    let searches = filters::searches(filter);
    if searches.is_empty() || !word::words_are_kept(conn)? {
        return Ok(None);
    }
    for search in searches {
        let most = match is_search(filter) {
            true => FOUND,
            false => FEW,
        };
        if let Some(ids) = perhaps(conn, search)? {
            let ids = really(conn, scores, (search, &ids), most)?;
            if ids.len() as i64 <= most {
                return Ok(Some(ids));
            }
        }
    }
    Ok(None)
}

/// Whether a filter asks for words and nothing else, and their index knows them: whoever is not [`found`] by it is
/// one of many.
pub(crate) fn are_many(conn: &mut Conn, filter: &PersonFilter) -> Result<bool> {
    Ok(is_search(filter) && word::words_are_kept(conn)?)
}

/// Whether a filter asks for words and nothing else.
fn is_search(filter: &PersonFilter) -> bool {
    filters::searches(filter)
        .iter()
        .any(|search| PersonFilter::of_search((*search).clone()) == *filter)
}

/// People among whom is everybody who is found; `None` where each of the words is one of many.
fn perhaps(conn: &mut Conn, search: &Search) -> Result<Option<Vec<i64>>> {
    let (mut params, mut queries) = (Vec::new(), Vec::new());
    for word in search.words() {
        if word.beginnings().is_empty() {
            continue;
        }
        let mut own = Vec::new();
        let query = filters::perhaps(word, &mut own);
        let count = format!(
            "SELECT count(*) FROM (SELECT 1 FROM ({query}) w LIMIT {}) counted",
            KNOWN + 1
        );
        let bound: Vec<Param> = own.iter().map(Value::as_param).collect();
        if conn.query_value::<i64>(&count, &bound)? <= KNOWN {
            let query = filters::perhaps(word, &mut params);
            queries.push(format!(
                "SELECT person_id FROM ({query}) w{}",
                queries.len()
            ));
        }
    }
    if queries.is_empty() {
        return Ok(None);
    }
    ids_of(conn, &queries.join(" INTERSECT "), &params).map(Some)
}

/// Those of some people who are found, up to one more than `most`.
fn really(
    conn: &mut Conn,
    scores: Scores,
    (search, ids): (&Search, &[i64]),
    most: i64,
) -> Result<Vec<i64>> {
    let mut params = vec![Value::Null];
    // Words do not depend on the moment.
    let context = FilterContext::new(scores, Timestamp::default()).of(Reach::Walk);
    let filter = PersonFilter::of_search(search.clone());
    let condition = filters::compile(&filter, &context, &mut params);
    let sql = format!(
        "SELECT p.person_id FROM {} WHERE {} AND p.merged_into IS NULL AND {condition} LIMIT {}",
        scores.people("p"),
        conn.any("p.person_id", 1),
        most + 1
    );
    let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
    params[0] = ids.into();
    conn.query(&sql, &params, |row| row.get(0))
}

//! Lists of whom to call first: the hot who can be reached, then the warm, by engagement; then those of both of
//! whom nobody is known that could be called, then everybody else.
//!
//! Each part is a list by engagement of its own, which the walk of the rank bound answers. Where few pass the filter,
//! they are looked at once and put in their parts.

use ripen_domain::filter::PersonFilter;

use super::few::few_of;
use super::{After, ListQuery, condition, walk};
use crate::engine::{Conn, Error, Param, Result, Value};
use crate::filters;
use crate::filters::{FilterContext, PAGE, Reach};
use crate::scoring::Scores;

/// What is asked of the people of each part of the list, in order. Everybody is in one of them.
const PARTS: [&str; 4] = [
    "temperature = hot and not kind = interest",
    "temperature = warm and not kind = interest",
    "temperature >= warm and kind = interest",
    "temperature = cold",
];

/// The people of one page, those first who should be called first.
pub(super) fn page(conn: &mut Conn, scores: Scores, query: &ListQuery) -> Result<Vec<After>> {
    let parts = PARTS.map(PersonFilter::parse).into_iter();
    let parts: std::result::Result<Vec<PersonFilter>, _> = parts.collect();
    let parts = parts.map_err(|error| Error::Corrupt(error.to_string()))?;
    let first = query.after.as_ref().map_or(0, |after| after.part);
    if *query.filter != PersonFilter::all() {
        // Where the people at the top do not fill the page, there may be few in all.
        let filter = parts.get(usize::from(first));
        let filter = filter.map(|asked| query.filter.and(asked));
        let list = filter.as_ref().map(|filter| ListQuery {
            filter,
            ..query.clone()
        });
        if let Some(page) = list
            .map(|list| walk::first(conn, scores, &list))
            .transpose()?
            .flatten()
        {
            return Ok(of_part(first, page));
        }
        if let Some(ids) = few_of(conn, scores, query.filter, query.now)? {
            return among(conn, scores, query, &parts, &ids);
        }
    }
    let mut page = Vec::new();
    for (part, asked) in (0..).zip(&parts).skip(usize::from(first)) {
        let filter = query.filter.and(asked);
        let after = query.after.clone().filter(|after| after.part == part);
        let list = ListQuery {
            filter: &filter,
            after,
            limit: query.limit - page.len(),
            ..query.clone()
        };
        page.extend(of_part(part, walk::page(conn, scores, &list)?));
        if page.len() == query.limit {
            break;
        }
    }
    Ok(page)
}

fn of_part(part: u8, page: Vec<After>) -> Vec<After> {
    let page = page.into_iter();
    page.map(|after| After { part, ..after }).collect()
}

/// The page, where all who pass are among these.
fn among(
    conn: &mut Conn,
    scores: Scores,
    query: &ListQuery,
    parts: &[PersonFilter],
    ids: &[i64],
) -> Result<Vec<After>> {
    let mut params = vec![Value::Null];
    let score = walk::score(scores, query.now, &mut params);
    let context = FilterContext::new(scores, query.now).of(Reach::Page);
    let cases = (0..).zip(parts).map(|(part, asked)| {
        let asked = filters::compile(asked, &context, &mut params);
        format!("WHEN {asked} THEN {part}")
    });
    let cases: Vec<String> = cases.collect();
    let condition = condition(scores, query, Reach::Page, &mut params);
    let sql = format!(
        "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {} WHERE p.merged_into IS NULL AND {})
         SELECT p.person_id, {score}, CAST(CASE {} ELSE {} END AS BIGINT) FROM {PAGE} p WHERE {condition}",
        scores.people("p"),
        conn.any("p.person_id", 1),
        cases.join(" "),
        parts.len() - 1
    );
    let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
    params[0] = ids.into();
    let mut people = conn.query(&sql, &params, |row| {
        let (id, score, part): (i64, f64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((part as u8, score, id))
    })?;
    people.sort_unstable_by(|one, other| {
        let by_score = other.1.total_cmp(&one.1).then(other.2.cmp(&one.2));
        one.0.cmp(&other.0).then(by_score)
    });
    let is_next = |&(part, score, id): &(u8, f64, i64)| match &query.after {
        Some(After {
            part: last,
            key: Value::Real(key),
            id: last_id,
        }) => part > *last || part == *last && (score < *key || score == *key && id < *last_id),
        _ => true,
    };
    let people = people.into_iter().filter(is_next).take(query.limit);
    let entry = |(part, score, id)| After {
        part,
        key: Value::Real(score),
        id,
    };
    Ok(people.map(entry).collect())
}

//! The people at the top: the score of the last of them, and with it a filter that finds them all.

use std::borrow::Cow;

use ripen_domain::filter::{Many, PersonFilter, Score, Top};
use ripen_domain::time::Timestamp;

use super::total::count;
use super::{ListQuery, Sort, people_page};
use crate::engine::{Conn, Param, Result, Value};
use crate::filters;
use crate::filters::{FilterContext, Reach};
use crate::scoring::Scores;

/// The filter without asking for the top: for a score of at least that of the last who is there.
pub(crate) fn within<'f>(
    conn: &mut Conn,
    scores: Scores,
    filter: &'f PersonFilter,
    now: Timestamp,
) -> Result<Cow<'f, PersonFilter>> {
    let Some(Top { many, by }) = filter.top() else {
        return Ok(Cow::Borrowed(filter));
    };
    let all = filter.without_top();
    let many = match many {
        Many::People(many) => many.into(),
        Many::Percent(_) => many.of(count(conn, scores, &all, now)?),
    };
    let last = last_of(conn, scores, (&all, many), by, now)?;
    Ok(Cow::Owned(match last {
        Some(least) => all.from_score(by, least),
        None => all,
    }))
}

/// The score of the last of so many; `None` where there are fewer.
fn last_of(
    conn: &mut Conn,
    scores: Scores,
    (filter, many): (&PersonFilter, i64),
    by: Score,
    now: Timestamp,
) -> Result<Option<f64>> {
    let sort = match by {
        Score::Fit => Sort::Fit,
        Score::Engagement => Sort::Engagement,
        Score::Velocity => return last_by_velocity(conn, scores, (filter, many), now),
    };
    let query = ListQuery {
        filter,
        sort,
        after: None,
        limit: usize::try_from(many).unwrap_or_default(),
        now,
    };
    let page = people_page(conn, scores, &query)?;
    let last = page.into_iter().nth((query.limit).saturating_sub(1));
    Ok(last.and_then(|last| match last.key {
        Value::Real(score) => Some(score),
        _ => None,
    }))
}

/// No index has velocity: everybody is gone through once.
fn last_by_velocity(
    conn: &mut Conn,
    scores: Scores,
    (filter, many): (&PersonFilter, i64),
    now: Timestamp,
) -> Result<Option<f64>> {
    let mut params = Vec::new();
    let context = FilterContext::new(scores, now).of(Reach::Scan);
    let velocity = filters::velocity(&context, &mut params);
    let condition = filters::compile(filter, &context, &mut params);
    let sql = format!(
        "SELECT {velocity} AS velocity FROM {} WHERE p.merged_into IS NULL AND {condition} ORDER BY 1 DESC LIMIT 1 OFFSET {}",
        scores.people("p"),
        (many - 1).max(0)
    );
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    conn.query_opt(&sql, &params, |row| row.get(0))
}

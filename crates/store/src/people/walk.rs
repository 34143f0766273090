//! Lists of the highest-ranked: a walk of the index of the rank bound from the top.
//!
//! The bound is never below the score, so when it falls under the last row of the page no later row can belong
//! on it.

use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;

use super::few::{few, is_scanned, scan};
use super::total::least_bound;
use super::{After, LOOK, ListQuery, SOME, condition, push};
use crate::engine::{Conn, Param, Result, Value};
use crate::filters::{PAGE, Reach};
use crate::scoring::Scores;

/// How many rows the walk looks at in one query: enough for the first page of most lists, then more.
const WALK: [i64; 3] = [100, 400, 4_000];

/// The people of one page, by engagement now.
pub(super) fn page(conn: &mut Conn, scores: Scores, query: &ListQuery) -> Result<Vec<After>> {
    let walk = Walk {
        scores,
        query,
        rank_factor: scores.scorer.decays.rank_factor(query.now),
    };
    if let Some(ids) = few(conn, scores, query.filter, query.now)? {
        return Ok(page_of(query, walk.among(conn, &ids)?));
    }
    if *query.filter != PersonFilter::all() {
        let top = walk.top(conn)?;
        if top.is_page {
            return Ok(page_of(query, top.best));
        }
        if top.best.len() < SOME
            && is_scanned(conn, query.filter)?
            && let Some(ids) = scan(conn, scores, query.filter, query.now)?
        {
            return Ok(page_of(query, walk.among(conn, &ids)?));
        }
    }
    Ok(page_of(query, walk.all(conn)?))
}

/// The score of somebody now.
pub(super) fn score(scores: Scores, now: Timestamp, params: &mut Vec<Value>) -> String {
    let factors = scores.scorer.decays.factors(now);
    let [fast, normal, slow] = factors.map(|factor| push(params, Value::Real(factor)));
    format!("(p.fast * ${fast} + p.normal * ${normal} + p.slow * ${slow})")
}

/// The page, where the people at the top fill it and nobody after them belongs on it.
pub(super) fn first(
    conn: &mut Conn,
    scores: Scores,
    query: &ListQuery,
) -> Result<Option<Vec<After>>> {
    let walk = Walk {
        scores,
        query,
        rank_factor: scores.scorer.decays.rank_factor(query.now),
    };
    let top = walk.top(conn)?;
    let is_full = top.is_page && top.best.len() == query.limit;
    Ok(is_full.then(|| page_of(query, top.best)))
}

/// Somebody on the way.
struct Passed {
    bound: f64,
    id: i64,
    score: f64,
    /// Whether they are on the list.
    listed: bool,
}

/// Who is on the list of those at the top.
struct Top {
    best: Vec<(f64, i64)>,
    /// Whether they are the page, and nobody after them belongs on it.
    is_page: bool,
}

struct Walk<'q> {
    scores: Scores<'q>,
    query: &'q ListQuery<'q>,
    rank_factor: f64,
}

impl Walk<'_> {
    fn score(&self, params: &mut Vec<Value>) -> String {
        score(self.scores, self.query.now, params)
    }

    /// What is asked beside the filter.
    fn base(&self, params: &mut Vec<Value>) -> String {
        let mut wheres = vec!["p.merged_into IS NULL".to_owned()];
        if let Some(After {
            key: Value::Real(key),
            id,
            ..
        }) = &self.query.after
        {
            let score = self.score(params);
            let n = push(params, Value::Real(*key));
            let m = push(params, Value::Int(*id));
            wheres.push(format!(
                "({score} < ${n} OR ({score} = ${n} AND p.person_id < ${m}))"
            ));
        }
        wheres.extend(least_bound(
            self.query.filter,
            self.scores,
            self.query.now,
            params,
        ));
        wheres.join(" AND ")
    }

    /// Whether nobody after `bound` can be on the page, the best of which are known.
    fn is_done(&self, best: &[(f64, i64)], bound: f64) -> bool {
        let worst = best.last().filter(|_| best.len() == self.query.limit);
        worst.is_some_and(|(worst, _)| {
            // Bound and score are rounded on different ways: only a clear difference counts. Of all who have nothing
            // nobody has more than the others, and the walk meets them in the order of the list.
            bound * self.rank_factor * (1.0 + 1e-9) < *worst || (bound <= 0.0 && *worst >= 0.0)
        })
    }

    /// Those of the people at the top who are on the list.
    fn top(&self, conn: &mut Conn) -> Result<Top> {
        let rows = self.cut(conn, None)?;
        let bound = rows
            .iter()
            .map(|one| one.bound)
            .fold(f64::INFINITY, f64::min);
        let is_all = (rows.len() as i64) < LOOK;
        let mut best = listed(rows);
        keep_best(self.query, &mut best);
        Ok(Top {
            is_page: is_all || self.is_done(&best, bound),
            best,
        })
    }

    /// Scores and numbers of those of `ids` who are on the list, in no order.
    fn among(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(f64, i64)>> {
        Ok(listed(self.cut(conn, Some(ids))?))
    }

    /// These people, or those at the top.
    fn cut(&self, conn: &mut Conn, ids: Option<&[i64]>) -> Result<Vec<Passed>> {
        let mut params = Vec::new();
        let base = self.base(&mut params);
        let place = ids.map(|_| push(&mut params, Value::Null));
        let cut = match place {
            Some(place) => format!(" AND {}", conn.any("p.person_id", place)),
            None => format!(" ORDER BY p.rank_bound DESC, p.person_id DESC LIMIT {LOOK}"),
        };
        let score = self.score(&mut params);
        let condition = condition(self.scores, self.query, Reach::Page, &mut params);
        let sql = format!(
            "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {} WHERE {base}{cut})
             SELECT p.rank_bound, p.person_id, {score}, ({condition}) FROM {PAGE} p",
            self.scores.people("p")
        );
        let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
        if let (Some(place), Some(ids)) = (place, ids) {
            params[place - 1] = ids.into();
        }
        conn.query(&sql, &params, |row| {
            Ok(Passed {
                bound: row.get(0)?,
                id: row.get(1)?,
                score: row.get(2)?,
                listed: row.get(3)?,
            })
        })
    }

    /// The page, however far the walk goes.
    fn all(&self, conn: &mut Conn) -> Result<Vec<(f64, i64)>> {
        let (sql, params) = self.statement();
        let mut best: Vec<(f64, i64)> = Vec::new();
        let mut cursor: Option<(f64, i64)> = None;
        for round in 0.. {
            let limit = WALK[WALK.len().min(round + 1) - 1];
            let rows = rows(conn, (&sql, &params), cursor, limit)?;
            let Some(&(bound, id, _)) = rows.last() else {
                break;
            };
            best.extend(rows.iter().map(|(_, id, score)| (*score, *id)));
            keep_best(self.query, &mut best);
            if rows.len() < limit as usize || self.is_done(&best, bound) {
                break;
            }
            cursor = Some((bound, id));
        }
        Ok(best)
    }

    /// The statement behind the walk, put together once.
    fn statement(&self) -> (String, Vec<Value>) {
        let mut params = Vec::new();
        let score = self.score(&mut params);
        let base = self.base(&mut params);
        let condition = condition(self.scores, self.query, Reach::Walk, &mut params);
        let people = self.scores.people("p");
        let sql = format!(
            "SELECT p.rank_bound, p.person_id, {score} FROM {people} WHERE {base} AND {condition}"
        );
        (sql, params)
    }
}

/// The next rows of the walk.
fn rows(
    conn: &mut Conn,
    (sql, params): (&str, &[Value]),
    cursor: Option<(f64, i64)>,
    limit: i64,
) -> Result<Vec<(f64, i64, f64)>> {
    let mut sql = sql.to_owned();
    let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
    if let Some((bound, id)) = cursor {
        let n = params.len();
        sql += &format!(
            " AND (p.rank_bound, p.person_id) < (${}, ${})",
            n + 1,
            n + 2
        );
        params.extend([Param::Real(bound), Param::Int(id)]);
    }
    sql += &format!(" ORDER BY p.rank_bound DESC, p.person_id DESC LIMIT {limit}");
    conn.query(&sql, &params, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

fn listed(rows: Vec<Passed>) -> Vec<(f64, i64)> {
    let listed = rows.into_iter().filter(|one| one.listed);
    listed.map(|one| (one.score, one.id)).collect()
}

fn keep_best(query: &ListQuery, people: &mut Vec<(f64, i64)>) {
    people.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    people.truncate(query.limit);
}

fn page_of(query: &ListQuery, mut people: Vec<(f64, i64)>) -> Vec<After> {
    keep_best(query, &mut people);
    let entry = |(score, id)| After {
        part: 0,
        key: Value::Real(score),
        id,
    };
    people.into_iter().map(entry).collect()
}

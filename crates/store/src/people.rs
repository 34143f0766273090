//! Lists of people: filtered, ranked by the score now, page by page.

use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result, Value};
use crate::filter_sql::{self, FilterContext};
use crate::person::{COLUMNS, Person, read};
use crate::scores::Scores;

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Engagement now, highest first.
    #[default]
    Engagement,
    /// Fit, highest first.
    Fit,
    /// Last human interaction, latest first.
    LastTouch,
    /// First seen, latest first.
    Created,
    /// Name, A to Z.
    Name,
}

/// Where the last page ended: the sort value and number of its last person.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// Sort value.
    pub key: Value,
    /// Number of the person.
    pub id: i64,
}

/// A page of people.
#[derive(Clone, Debug)]
pub struct ListQuery<'q> {
    /// Which people.
    pub filter: &'q PersonFilter,
    /// In which order.
    pub sort: Sort,
    /// Where to go on.
    pub after: Option<After>,
    /// How many at most.
    pub limit: usize,
    /// The moment that scores are taken at; the same on every page.
    pub now: Timestamp,
}

/// How many people pass a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub value: i64,
    /// Whether it was counted, not estimated.
    pub exact: bool,
}

/// How many rows the walk of the rank index looks at in one query: enough for the first page of
/// most lists, then more.
const WALK: [i64; 2] = [400, 4_000];

/// Stands for the name of those who have none, after all names.
const NAMELESS: char = char::MAX;

/// Numbers of the people of one page, with their sort values.
///
/// # Errors
/// Those of the database.
pub fn people_page(conn: &mut Conn, scores: Scores, query: &ListQuery) -> Result<Vec<After>> {
    let (column, down) = match query.sort {
        Sort::Engagement => return page_by_engagement(conn, scores, query),
        Sort::Fit => ("p.fit".to_owned(), true),
        Sort::LastTouch => ("coalesce(p.last_touch, 0)".to_owned(), true),
        Sort::Created => ("p.person_id".to_owned(), true),
        Sort::Name => {
            let name = format!("coalesce(p.search, '{NAMELESS}')");
            (conn.in_byte_order(&name), false)
        }
    };
    page_by_column(conn, scores, query, &column, down)
}

/// Up to this many people are looked at one by one, whatever a list is sorted by.
const FEW: i64 = 2_000;

/// The people among whom are all who pass a filter, where the filter says something that an index
/// answers with few of them. A list of few would otherwise walk past everybody else to find them.
fn few(conn: &mut Conn, scores: Scores, filter: &PersonFilter) -> Result<Option<Vec<i64>>> {
    for narrowing in filter_sql::narrowings(filter) {
        let narrowing = narrowing.looked_up(conn)?;
        let mut params = Vec::new();
        let sql = format!(
            "SELECT person_id FROM {} WHERE merged_into IS NULL AND {} LIMIT {}",
            scores.people("p"),
            narrowing.sql(&mut params),
            FEW + 1
        );
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        let ids = conn.query(&sql, &params, |row| row.get(0))?;
        if ids.len() as i64 <= FEW {
            return Ok(Some(ids));
        }
    }
    Ok(None)
}

/// Walks the index of the rank bound from the top. The bound is never below the score, so when it
/// falls under the last row of the page no later row can belong on it.
fn page_by_engagement(conn: &mut Conn, scores: Scores, query: &ListQuery) -> Result<Vec<After>> {
    let walk = Walk::new(scores, query);
    if let Some(ids) = few(conn, scores, query.filter)? {
        return Ok(page_of(query, walk.among(conn, &ids)?));
    }
    let mut best: Vec<(f64, i64)> = Vec::new();
    let mut cursor: Option<(f64, i64)> = None;
    for round in 0.. {
        let limit = WALK[usize::from(round > 0)];
        let rows = walk.rows(conn, cursor, limit)?;
        let Some(&(bound, id, _)) = rows.last() else {
            break;
        };
        best.extend(rows.iter().map(|(_, id, score)| (*score, *id)));
        keep_best(query, &mut best);
        let worst = best
            .last()
            .filter(|_| best.len() == query.limit)
            .map(|(score, _)| *score);
        // Bound and score are rounded on different ways: only a clear difference counts.
        if rows.len() < limit as usize
            || worst.is_some_and(|worst| bound * walk.rank_factor * (1.0 + 1e-9) < worst)
        {
            break;
        }
        cursor = Some((bound, id));
    }
    Ok(page_of(query, best))
}

fn keep_best(query: &ListQuery, people: &mut Vec<(f64, i64)>) {
    people.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    people.truncate(query.limit);
}

fn page_of(query: &ListQuery, mut people: Vec<(f64, i64)>) -> Vec<After> {
    keep_best(query, &mut people);
    let entry = |(score, id)| After {
        key: Value::Real(score),
        id,
    };
    people.into_iter().map(entry).collect()
}

/// The statement behind the walk, put together once.
struct Walk {
    sql: String,
    params: Vec<Value>,
    rank_factor: f64,
}

impl Walk {
    fn new(scores: Scores, query: &ListQuery) -> Self {
        let mut params: Vec<Value> = scores
            .scorer
            .decays
            .factors(query.now)
            .map(Value::Real)
            .to_vec();
        let score = "(p.fast * $1 + p.normal * $2 + p.slow * $3)";
        let rank_factor = scores.scorer.decays.rank_factor(query.now);
        let mut wheres = wheres(scores, query.filter, query.now, &mut params);
        if let Some(After {
            key: Value::Real(key),
            id,
        }) = &query.after
        {
            let n = push(&mut params, Value::Real(*key));
            let m = push(&mut params, Value::Int(*id));
            wheres.push(format!(
                "({score} < ${n} OR ({score} = ${n} AND p.person_id < ${m}))"
            ));
        }
        if let Some(least) = least_engagement(query.filter, scores) {
            let n = push(&mut params, Value::Real(least / rank_factor * (1.0 - 1e-9)));
            wheres.push(format!("p.rank_bound >= ${n}"));
        }
        let sql = format!(
            "SELECT p.rank_bound, p.person_id, {score} FROM {} WHERE {}",
            scores.people("p"),
            wheres.join(" AND ")
        );
        Self {
            sql,
            params,
            rank_factor,
        }
    }

    /// Scores and numbers of those of `ids` who are on the list, in no order.
    fn among(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(f64, i64)>> {
        let mut params: Vec<Param> = self.params.iter().map(Value::as_param).collect();
        params.push(ids.into());
        let sql = format!("{} AND {}", self.sql, conn.any("p.person_id", params.len()));
        conn.query(&sql, &params, |row| Ok((row.get(2)?, row.get(1)?)))
    }

    fn rows(
        &self,
        conn: &mut Conn,
        cursor: Option<(f64, i64)>,
        limit: i64,
    ) -> Result<Vec<(f64, i64, f64)>> {
        let mut sql = self.sql.clone();
        let mut params: Vec<Param> = self.params.iter().map(Value::as_param).collect();
        if let Some((bound, id)) = cursor {
            let n = params.len();
            sql += &format!(
                " AND p.rank_bound <= ${} AND (p.rank_bound < ${0} OR p.person_id < ${})",
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
}

fn page_by_column(
    conn: &mut Conn,
    scores: Scores,
    query: &ListQuery,
    column: &str,
    down: bool,
) -> Result<Vec<After>> {
    let mut params = Vec::new();
    let mut wheres = wheres(scores, query.filter, query.now, &mut params);
    let (sign, direction) = if down { ("<", "DESC") } else { (">", "ASC") };
    if let Some(after) = &query.after {
        let n = push(&mut params, after.key.clone());
        let m = push(&mut params, Value::Int(after.id));
        wheres.push(format!("({column}, p.person_id) {sign} (${n}, ${m})"));
    }
    let few = few(conn, scores, query.filter)?;
    let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
    if let Some(ids) = &few {
        params.push(ids.as_slice().into());
        wheres.push(conn.any("p.person_id", params.len()));
    }
    let sql = format!(
        "SELECT p.person_id, {column} FROM {} WHERE {} ORDER BY {column} {direction}, p.person_id {direction} LIMIT {}",
        scores.people("p"),
        wheres.join(" AND "),
        query.limit
    );
    conn.query(&sql, &params, |row| {
        let key = match query.sort {
            Sort::Name => Value::Text(row.get(1)?),
            Sort::Fit => Value::Real(row.get(1)?),
            _ => Value::Int(row.get(1)?),
        };
        Ok(After {
            key,
            id: row.get(0)?,
        })
    })
}

fn push(params: &mut Vec<Value>, value: Value) -> usize {
    params.push(value);
    params.len()
}

fn wheres(
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
    params: &mut Vec<Value>,
) -> Vec<String> {
    let condition = filter_sql::compile(filter, &FilterContext::new(scores, now), params);
    vec!["p.merged_into IS NULL".to_owned(), condition]
}

/// The least engagement that a person can have who passes the filter, where its top level says so.
/// It lets the walk stop early even when few people pass.
fn least_engagement(filter: &PersonFilter, scores: Scores) -> Option<f64> {
    filter_sql::least_engagement(filter, scores.scorer).filter(|least| *least > 0.0)
}

/// People by number, in the order of `ids`, with what the model makes of them. The cards are those of
/// the primary model.
///
/// # Errors
/// Those of the database.
pub fn people_load(conn: &mut Conn, scores: Scores, ids: &[i64]) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {} LEFT JOIN touch f ON f.touch_id = p.first_touch_id WHERE {}",
        scores.people("p"),
        conn.any("p.person_id", 1)
    );
    let mut people = conn.query(&sql, &[ids.into()], read)?;
    people.sort_by_key(|person| ids.iter().position(|id| *id == person.id));
    Ok(people)
}

/// Among this many people everybody is looked at to count those who pass a filter.
const SMALL: i64 = 50_000;
/// Among more, this many from the top are looked at where the filter asks for an engagement, so
/// that a short list is counted exactly.
const COUNTED: i64 = 3_000;
/// An estimate looks at this many blocks of people, evenly spread, of this size.
const BLOCKS: i64 = 32;
const BLOCK: i64 = 100;

/// How many people there are, merged ones not counted twice. Walks an index of all of them.
///
/// # Errors
/// Those of the database.
pub fn people_count(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM person WHERE merged_into IS NULL", &[])
}

/// How many people pass a filter: exact for small numbers, else estimated from samples.
///
/// # Errors
/// Those of the database.
pub fn people_total(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<Total> {
    let exact = |value| Total { value, exact: true };
    if *filter == PersonFilter::all() {
        return Ok(exact(people_count(conn)?));
    }
    let mut params = Vec::new();
    let condition = wheres(scores, filter, now, &mut params).join(" AND ");
    if let Some(ids) = few(conn, scores, filter)? {
        let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
        params.push(ids.as_slice().into());
        let among = conn.any("p.person_id", params.len());
        let people = scores.people("p");
        let sql = format!("SELECT count(*) FROM {people} WHERE {condition} AND {among}");
        return Ok(exact(conn.query_value(&sql, &params)?));
    }
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM person WHERE merged_into IS NULL LIMIT {}) t",
        SMALL + 1
    );
    if conn.query_value::<i64>(&sql, &[])? <= SMALL {
        let people = scores.people("p");
        let sql = format!("SELECT count(*) FROM {people} WHERE {condition}");
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        return Ok(exact(conn.query_value(&sql, &params)?));
    }
    let mut passed = 0;
    if let Some(least) = least_engagement(filter, scores) {
        let bound = least / scores.scorer.decays.rank_factor(now) * (1.0 - 1e-9);
        let n = params.len() + 1;
        let from = format!("rank_bound >= ${n} ORDER BY rank_bound DESC LIMIT {COUNTED}");
        let top = sample(
            conn,
            scores,
            (&condition, &params),
            (&from, Param::Real(bound)),
        )?;
        if top.looked_at < COUNTED {
            return Ok(exact(top.passed));
        }
        passed = top.passed;
    }
    let estimated = estimate(conn, scores, (&condition, &params))?;
    Ok(Total {
        value: estimated.max(passed),
        exact: false,
    })
}

/// Some people looked at.
struct Sample {
    looked_at: i64,
    passed: i64,
    last_id: Option<i64>,
}

/// Looks at the people that `from` chooses by one more parameter.
fn sample(
    conn: &mut Conn,
    scores: Scores,
    (condition, params): (&str, &[Value]),
    (from, parameter): (&str, Param),
) -> Result<Sample> {
    let sql = format!(
        "SELECT count(*), coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0), max(person_id) FROM
         (SELECT * FROM {} WHERE merged_into IS NULL AND {from}) p",
        scores.people("p")
    );
    let mut all: Vec<Param> = params.iter().map(Value::as_param).collect();
    all.push(parameter);
    let read = conn.query_opt(&sql, &all, |row| {
        Ok(Sample {
            looked_at: row.get(0)?,
            passed: row.get(1)?,
            last_id: row.get(2)?,
        })
    })?;
    read.ok_or(crate::engine::Error::NotFound)
}

/// The lowest and the highest number of a person.
pub(crate) fn people_ends(conn: &mut Conn) -> Result<Option<(i64, i64)>> {
    // Asked for in one query, SQLite would look at everybody.
    let sql = "SELECT (SELECT min(person_id) FROM person), (SELECT max(person_id) FROM person)";
    let ends: Option<(Option<i64>, Option<i64>)> =
        conn.query_opt(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(ends.and_then(|(first, last)| Some((first?, last?))))
}

/// Numbers of people are positions of the log, and lie close together in some parts of it and far
/// apart in others. Each block tells how many pass for each position there, so their average is
/// that of the whole stretch.
fn estimate(conn: &mut Conn, scores: Scores, (condition, params): (&str, &[Value])) -> Result<i64> {
    let Some((first, last)) = people_ends(conn)? else {
        return Ok(0);
    };
    let step = ((last - first) / BLOCKS).max(1);
    let from = format!(
        "person_id >= ${} ORDER BY person_id LIMIT {BLOCK}",
        params.len() + 1
    );
    let mut density = 0.0;
    for start in (0..BLOCKS).map(|block| first + block * step) {
        let block = sample(conn, scores, (condition, params), (&from, start.into()))?;
        let end = match block.last_id {
            Some(end) if block.looked_at == BLOCK => end,
            _ => last,
        };
        density += block.passed as f64 / (end - start + 1) as f64;
    }
    Ok((density / BLOCKS as f64 * (last - first + 1) as f64).round() as i64)
}

/// Numbers of all people who pass a filter, in rising order.
///
/// # Errors
/// Those of the database.
pub fn people_ids(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<Vec<i64>> {
    let mut params = Vec::new();
    let condition = wheres(scores, filter, now, &mut params).join(" AND ");
    let people = scores.people("p");
    let sql = format!("SELECT p.person_id FROM {people} WHERE {condition} ORDER BY p.person_id");
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    conn.query(&sql, &params, |row| row.get(0))
}

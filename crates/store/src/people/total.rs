//! How many people pass a filter: counted, or estimated from samples.

use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;

use super::few::{FEW, SMALL, few, is_scanned};
use super::within;
use crate::engine::{Conn, Param, Result, Value};
use crate::filter_sql::{self, FilterContext, PAGE, Reach};
use crate::scores::Scores;

/// How many people pass a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub value: i64,
    /// Whether it was counted, not estimated.
    pub exact: bool,
}

impl Total {
    fn exact(value: i64) -> Self {
        Self { value, exact: true }
    }
}

/// This many from the top are looked at where the filter asks for an engagement, so that a short list is
/// counted exactly.
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
    if *filter == PersonFilter::all() {
        return Ok(Total::exact(people_count(conn)?));
    }
    let filter = &*within(conn, scores, filter, now)?;
    let asked = Asked {
        scores,
        filter,
        now,
    };
    if let Some(ids) = few(conn, scores, filter)? {
        return Ok(Total::exact(asked.count_among(conn, &ids)?));
    }
    let mut passed = 0;
    if let Some(least) = least_engagement(filter, scores) {
        let top = asked.top(conn, least)?;
        if top.looked_at < COUNTED {
            return Ok(Total::exact(top.passed));
        }
        passed = top.passed;
    }
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM person WHERE merged_into IS NULL LIMIT {}) t",
        SMALL + 1
    );
    if conn.query_value::<i64>(&sql, &[])? <= SMALL {
        return Ok(Total::exact(asked.count(conn)?));
    }
    let value = estimate(conn, scores, filter, now)?.max(passed);
    // Samples tell little of few.
    if value <= FEW && is_scanned(conn, filter)? {
        return Ok(Total::exact(asked.count(conn)?));
    }
    Ok(Total {
        value,
        exact: false,
    })
}

/// How many people pass a filter, all of them looked at.
pub(super) fn count(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<i64> {
    let asked = Asked {
        scores,
        filter,
        now,
    };
    asked.count(conn)
}

/// The least engagement that a person can have who passes the filter, where its top level says so.
/// It lets a walk stop early even when few people pass.
pub(super) fn least_engagement(filter: &PersonFilter, scores: Scores) -> Option<f64> {
    filter_sql::least_engagement(filter, scores.scorer).filter(|least| *least > 0.0)
}

/// What is asked of people.
#[derive(Clone, Copy)]
struct Asked<'a> {
    scores: Scores<'a>,
    filter: &'a PersonFilter,
    now: Timestamp,
}

/// Some people looked at.
#[derive(Clone, Copy, Default)]
struct Sample {
    looked_at: i64,
    passed: i64,
    last_id: Option<i64>,
}

impl Asked<'_> {
    fn condition(&self, reach: Reach, params: &mut Vec<Value>) -> String {
        let context = FilterContext::new(self.scores, self.now).of(reach);
        filter_sql::compile(self.filter, &context, params)
    }

    /// Counts those who pass among everybody.
    fn count(&self, conn: &mut Conn) -> Result<i64> {
        let mut params = Vec::new();
        let condition = self.condition(Reach::Scan, &mut params);
        let sql = format!(
            "SELECT count(*) FROM {} WHERE p.merged_into IS NULL AND {condition}",
            self.scores.people("p")
        );
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        conn.query_value(&sql, &params)
    }

    /// Counts those who pass among some.
    fn count_among(&self, conn: &mut Conn, ids: &[i64]) -> Result<i64> {
        let mut params = vec![Value::Null];
        let condition = self.condition(Reach::Page, &mut params);
        let sql = format!(
            "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {} WHERE p.merged_into IS NULL AND {})
             SELECT count(*) FROM {PAGE} p WHERE {condition}",
            self.scores.people("p"),
            conn.any("p.person_id", 1)
        );
        let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
        params[0] = ids.into();
        conn.query_value(&sql, &params)
    }

    /// Looks at those who may have an engagement, from the top.
    fn top(&self, conn: &mut Conn, least: f64) -> Result<Sample> {
        let rank_factor = self.scores.scorer.decays.rank_factor(self.now);
        let bound = least / rank_factor * (1.0 - 1e-9);
        let top = format!(
            "p.rank_bound >= $1 ORDER BY p.rank_bound DESC, p.person_id DESC LIMIT {COUNTED}"
        );
        let samples = self.samples(conn, &[(top, Value::Real(bound))])?;
        Ok(samples.into_iter().next().unwrap_or_default())
    }

    /// Looks at stretches of people in one query. The condition of each names the parameter that it comes with
    /// by its number, in order.
    fn samples(&self, conn: &mut Conn, stretches: &[(String, Value)]) -> Result<Vec<Sample>> {
        let people = self.scores.people("p");
        let stretch = |(nth, (condition, _)): (usize, &(String, Value))| {
            format!(
                "SELECT * FROM (SELECT CAST({nth} AS BIGINT) AS stretch, p.* FROM {people}
                 WHERE p.merged_into IS NULL AND {condition}) s{nth}"
            )
        };
        let each: Vec<String> = stretches.iter().enumerate().map(stretch).collect();
        let mut params: Vec<Value> = stretches.iter().map(|(_, value)| value.clone()).collect();
        let condition = self.condition(Reach::Page, &mut params);
        let sql = format!(
            "WITH {PAGE} AS MATERIALIZED ({})
             SELECT p.stretch, count(*), sum(CASE WHEN {condition} THEN 1 ELSE 0 END), max(p.person_id)
             FROM {PAGE} p GROUP BY p.stretch",
            each.join(" UNION ALL ")
        );
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        let mut samples = vec![Sample::default(); stretches.len()];
        conn.for_each(&sql, &params, |row| {
            samples[row.get::<i64>(0)? as usize] = Sample {
                looked_at: row.get(1)?,
                passed: row.get(2)?,
                last_id: row.get(3)?,
            };
            Ok(())
        })?;
        Ok(samples)
    }
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
pub(crate) fn estimate(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<i64> {
    let Some((first, last)) = people_ends(conn)? else {
        return Ok(0);
    };
    let step = ((last - first) / BLOCKS).max(1);
    let starts: Vec<i64> = (0..BLOCKS).map(|block| first + block * step).collect();
    let stretches = (1..).zip(&starts).map(|(n, start)| {
        let from = format!("p.person_id >= ${n} ORDER BY p.person_id LIMIT {BLOCK}");
        (from, Value::Int(*start))
    });
    let stretches: Vec<(String, Value)> = stretches.collect();
    let asked = Asked {
        scores,
        filter,
        now,
    };
    let mut density = 0.0;
    for (sample, start) in asked.samples(conn, &stretches)?.iter().zip(starts) {
        let end = match sample.last_id {
            Some(end) if sample.looked_at == BLOCK => end,
            _ => last,
        };
        density += sample.passed as f64 / (end - start + 1) as f64;
    }
    Ok((density / BLOCKS as f64 * (last - first + 1) as f64).round() as i64)
}

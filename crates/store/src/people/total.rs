//! How many people pass a filter: counted, or estimated from a sample.

use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;

use super::few::{FEW, SMALL, few, is_scanned};
use super::sample::Sample;
use super::within;
use crate::engine::{Conn, Param, Result, Value};
use crate::filters;
use crate::filters::{FilterContext, PAGE, Reach};
use crate::scoring::Scores;

/// How many people pass a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The number; the likeliest one where it was estimated.
    pub value: i64,
    /// Where it was estimated, it is at least this in 95 of 100 cases, and at most `high`; else the number.
    pub low: i64,
    /// See `low`.
    pub high: i64,
}

impl Total {
    /// A number that was counted.
    pub fn counted(value: i64) -> Self {
        Self {
            value,
            low: value,
            high: value,
        }
    }

    /// Whether it is the number, and no estimate.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// What is known of a number that is at least `least` and at most `most`.
    pub fn between(least: i64, most: i64) -> Self {
        let most = most.max(least);
        Self {
            value: least.midpoint(most),
            low: least,
            high: most,
        }
    }

    /// The same, where so many are known to pass.
    pub fn at_least(self, passed: i64) -> Self {
        Self {
            value: self.value.max(passed),
            low: self.low.max(passed),
            high: self.high.max(passed),
        }
    }
}

/// This many from the top are looked at where the filter asks for an engagement, so that a short list is
/// counted exactly.
const COUNTED: i64 = 10_000;

/// The words of the index of those of whom only programs were seen, as [`PersonFilter::of_seen`] leaves them out.
const UNSEEN: &str = " AND p.kind = 0 AND p.last_touch IS NULL AND p.name IS NULL AND p.company IS NULL \
                      AND p.email IS NULL AND p.phone IS NULL";

/// How many people there are, merged ones not counted twice. Walks an index of all of them.
///
/// # Errors
/// Those of the database.
pub fn people_count(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM person WHERE merged_into IS NULL", &[])
}

/// How many people pass a filter: counted where an index helps or few pass, else estimated from a sample.
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
        return Ok(Total::counted(people_count(conn)?));
    }
    let filter = &*within(conn, scores, filter, now)?;
    let asked = Asked {
        scores,
        filter,
        now,
    };
    if scores.model.is_primary()
        && let Some(counted) = asked.standing(conn)?
    {
        return Ok(Total::counted(counted));
    }
    if let Some(ids) = few(conn, scores, filter, now)? {
        return Ok(Total::counted(asked.count_among(conn, &ids)?));
    }
    let mut passed = 0;
    if let Some(bound) = asked.bound() {
        let top = asked.top(conn, bound)?;
        if top.looked_at < COUNTED {
            return Ok(Total::counted(top.passed));
        }
        passed = top.passed;
    }
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM person WHERE merged_into IS NULL LIMIT {}) t",
        SMALL + 1
    );
    if conn.query_value::<i64>(&sql, &[])? <= SMALL {
        return Ok(Total::counted(asked.count(conn)?));
    }
    let total = asked.estimate(conn)?.at_least(passed);
    // A sample tells little of few.
    if total.value <= FEW && is_scanned(conn, filter)? {
        return Ok(Total::counted(asked.count(conn)?));
    }
    Ok(total)
}

/// How many people pass a filter, all of them looked at.
pub(super) fn count(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<i64> {
    if *filter == PersonFilter::all() {
        return people_count(conn);
    }
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
    filters::least_engagement(filter, scores.scorer).filter(|least| *least > 0.0)
}

/// What the index of the rank bound is asked for where the filter says how much engagement people have at least. The
/// bound is never below the score, but rounded on another way.
pub(crate) fn least_bound(
    filter: &PersonFilter,
    scores: Scores,
    now: Timestamp,
    params: &mut Vec<Value>,
) -> Option<String> {
    let least = least_engagement(filter, scores)?;
    let bound = least / scores.scorer.decays.rank_factor(now) * (1.0 - 1e-9);
    params.push(Value::Real(bound));
    Some(format!("p.rank_bound >= ${}", params.len()))
}

/// What is asked of people.
#[derive(Clone, Copy)]
struct Asked<'a> {
    scores: Scores<'a>,
    filter: &'a PersonFilter,
    now: Timestamp,
}

/// The people at the top.
struct AtTop {
    looked_at: i64,
    passed: i64,
}

impl Asked<'_> {
    fn condition(&self, reach: Reach, params: &mut Vec<Value>) -> String {
        let context = FilterContext::new(self.scores, self.now).of(reach);
        filters::compile(self.filter, &context, params)
    }

    /// Counts those who pass among everybody.
    fn count(&self, conn: &mut Conn) -> Result<i64> {
        self.count_where(conn, "")
    }

    /// The same, of a filter that asks for cards and stages alone, by the words of the index that has them; where those
    /// are left out of whom only programs were seen, they are counted apart.
    fn standing(&self, conn: &mut Conn) -> Result<Option<i64>> {
        let with_unseen = self.filter.with_unseen();
        let filter = with_unseen.as_ref().unwrap_or(self.filter);
        if !filters::asks_standing(filter) {
            return Ok(None);
        }
        let all = Asked { filter, ..*self };
        let counted = all.count_where(conn, " AND p.person_id * 0 = 0")?;
        let unseen = match with_unseen {
            Some(_) => all.count_where(conn, UNSEEN)?,
            None => 0,
        };
        Ok(Some(counted - unseen))
    }

    fn count_where(&self, conn: &mut Conn, beside: &str) -> Result<i64> {
        let mut params = Vec::new();
        let condition = self.condition(Reach::Scan, &mut params);
        let sql = format!(
            "SELECT count(*) FROM {} WHERE p.merged_into IS NULL{beside} AND {condition}",
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

    /// A rank bound that nobody who passes is below, where the filter sets one.
    fn bound(&self) -> Option<f64> {
        let least = least_engagement(self.filter, self.scores)?;
        let rank_factor = self.scores.scorer.decays.rank_factor(self.now);
        Some(least / rank_factor * (1.0 - 1e-9))
    }

    /// Looks at those with a rank bound of at least this, from the top.
    fn top(&self, conn: &mut Conn, bound: f64) -> Result<AtTop> {
        let mut params = vec![Value::Real(bound)];
        let condition = self.condition(Reach::Page, &mut params);
        let sql = format!(
            "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {} WHERE p.merged_into IS NULL AND p.rank_bound >= $1
             ORDER BY p.rank_bound DESC, p.person_id DESC LIMIT {COUNTED})
             SELECT count(*), coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) FROM {PAGE} p",
            self.scores.people("p")
        );
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        let counted = conn.query_opt(&sql, &params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (looked_at, passed) = counted.unwrap_or_default();
        Ok(AtTop { looked_at, passed })
    }

    /// How many pass, by a sample.
    fn estimate(&self, conn: &mut Conn) -> Result<Total> {
        let sample = Sample::draw(conn, self.scores, self.filter, self.bound())?;
        let passed = self.count_among(conn, &sample.ids)?;
        Ok(sample.total(passed))
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

/// How many people pass a filter, by a sample.
///
/// # Errors
/// Those of the database.
pub(crate) fn estimate(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<Total> {
    let asked = Asked {
        scores,
        filter,
        now,
    };
    asked.estimate(conn)
}

//! Counts for the head of the page, and the points of the Lifecycle Map.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Scorer;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result, Value};
use crate::filter_sql::{self, FilterContext};

/// Counts for the head of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People, merged ones not counted twice.
    pub people: i64,
    /// Open lead cards.
    pub leads: i64,
    /// Customer cards.
    pub customers: i64,
    /// Hot people.
    pub hot: i64,
    /// Warm people.
    pub warm: i64,
}

/// Counts the people; hot and warm ones by the rank index, which only they are at the top of.
///
/// # Errors
/// Those of the database.
pub fn overview_counts(conn: &mut Conn, scorer: &Scorer, now: Timestamp) -> Result<Counts> {
    let [fast, normal, slow] = scorer.decays.factors(now).map(Param::Real);
    let mut at_least = |engagement: f64| {
        let bound = engagement / scorer.decays.rank_factor(now) * (1.0 - 1e-9);
        let sql =
            "SELECT count(*) FROM person p WHERE p.merged_into IS NULL AND p.disqualified IS NULL
                   AND p.rank_bound >= $4 AND p.fast * $1 + p.normal * $2 + p.slow * $3 >= $5";
        conn.query_value::<i64>(sql, &[fast, normal, slow, bound.into(), engagement.into()])
    };
    let (hot, warm) = (
        at_least(scorer.model.hot_from)?,
        at_least(scorer.model.warm_from)?,
    );
    Ok(Counts {
        people: conn.query_value("SELECT count(*) FROM person WHERE merged_into IS NULL", &[])?,
        leads: conn.query_value("SELECT count(*) FROM lead WHERE status = 'open'", &[])?,
        customers: conn.query_value("SELECT count(*) FROM customer", &[])?,
        hot,
        warm: warm - hot,
    })
}

/// A person on the Lifecycle Map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPoint {
    /// The person.
    pub id: i64,
    /// Fit.
    pub fit: f64,
    /// Engagement now.
    pub engagement: f64,
    /// Velocity now.
    pub velocity: f64,
    /// Whether out of the funnel.
    pub disqualified: bool,
    /// Name or e-mail address, if known.
    pub name: Option<String>,
}

/// One stage of the Lifecycle Map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapStage {
    /// How many people are in the stage and pass the filter.
    pub count: i64,
    /// The highest-ranked of them.
    pub points: Vec<MapPoint>,
}

/// The people of one stage who pass the filter; at most `limit` points.
///
/// # Errors
/// Those of the database.
pub fn map_stage(
    conn: &mut Conn,
    scorer: &Scorer,
    (filter, stage): (&PersonFilter, usize),
    now: Timestamp,
    limit: usize,
) -> Result<MapStage> {
    let mut params: Vec<Value> = scorer.decays.factors(now).map(Value::Real).to_vec();
    params.extend(scorer.decays.velocity_factors(now).map(Value::Real));
    params.push(Value::Int(stage as i64));
    let condition = filter_sql::compile(filter, &FilterContext::new(scorer, now), &mut params);
    let from =
        format!("FROM person p WHERE p.merged_into IS NULL AND p.stage = $6 AND {condition}");
    let sql = format!(
        "SELECT p.person_id, p.fit, p.fast * $1 + p.normal * $2 + p.slow * $3, p.recent * $4 - p.baseline * $5,
         p.disqualified IS NOT NULL, coalesce(p.name, p.email) {from} ORDER BY p.rank_bound DESC LIMIT {limit}"
    );
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    let points = conn.query(&sql, &params, |row| {
        Ok(MapPoint {
            id: row.get(0)?,
            fit: row.get(1)?,
            engagement: row.get(2)?,
            velocity: row.get(3)?,
            disqualified: row.get(4)?,
            name: row.get(5)?,
        })
    })?;
    let count = match points.len() < limit {
        true => points.len() as i64,
        false => count_stage(conn, scorer, (filter, stage), now)?,
    };
    Ok(MapStage { count, points })
}

fn count_stage(
    conn: &mut Conn,
    scorer: &Scorer,
    (filter, stage): (&PersonFilter, usize),
    now: Timestamp,
) -> Result<i64> {
    let mut params = vec![Value::Int(stage as i64)];
    let condition = filter_sql::compile(filter, &FilterContext::new(scorer, now), &mut params);
    let sql = format!(
        "SELECT count(*) FROM person p WHERE p.merged_into IS NULL AND p.stage = $1 AND {condition}"
    );
    conn.query_value(
        &sql,
        &params.iter().map(Value::as_param).collect::<Vec<_>>(),
    )
}

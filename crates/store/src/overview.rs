//! Counts for the head of the page, and the points of the Lifecycle Map.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Standing;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Value};
use crate::filter_sql::{self, FilterContext};
use crate::log::follower_position;
use crate::scores::Scores;

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

/// Name under which the number of signs of life is kept: adding up a million people takes its time.
const LIVELY: &str = "lively";

/// How often all people together showed signs of life.
///
/// # Errors
/// Those of the database.
pub fn interaction_count(conn: &mut Conn) -> Result<i64> {
    follower_position(conn, LIVELY)
}

/// Takes note that people showed so many more signs of life than before, or fewer.
///
/// # Errors
/// Those of the database.
pub fn interaction_count_in_txn(conn: &mut Conn, more: i64) -> Result<()> {
    if more == 0 {
        return Ok(());
    }
    let sql = "INSERT INTO follower (name, position) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = follower.position + $2";
    conn.run(sql, &[LIVELY.into(), more.into()])
}

/// Counts the people; hot and warm ones by the rank index, which only they are at the top of.
///
/// # Errors
/// Those of the database.
pub fn overview_counts(conn: &mut Conn, scores: Scores, now: Timestamp) -> Result<Counts> {
    let mut of = |temperature: &str| {
        let filter = PersonFilter::parse(&format!("temperature = {temperature}"))
            .map_err(|error| Error::Corrupt(error.to_string()))?;
        count_with_bound(conn, scores, &filter, now)
    };
    let (hot, warm) = (of("hot")?, of("warm")?);
    Ok(Counts {
        people: conn.query_value("SELECT count(*) FROM person WHERE merged_into IS NULL", &[])?,
        leads: conn.query_value("SELECT count(*) FROM lead WHERE status = 'open'", &[])?,
        customers: conn.query_value("SELECT count(*) FROM customer", &[])?,
        hot,
        warm,
    })
}

/// How many people pass a filter; where it sets a least engagement, only those are looked at who may
/// have it.
fn count_with_bound(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> Result<i64> {
    let mut params = Vec::new();
    let mut bounded = String::new();
    if let Some(engagement) = filter_sql::least_engagement(filter, scores.scorer) {
        let bound = engagement / scores.scorer.decays.rank_factor(now) * (1.0 - 1e-9);
        params.push(Value::Real(bound));
        bounded = "p.rank_bound >= $1 AND ".to_owned();
    }
    let condition = filter_sql::compile(filter, &FilterContext::new(scores, now), &mut params);
    let sql = format!(
        "SELECT count(*) FROM {} WHERE {bounded}p.merged_into IS NULL AND {condition}",
        scores.people("p")
    );
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    conn.query_value(&sql, &params)
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
    /// Whether in the funnel, in nurture or out of it.
    pub standing: Standing,
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
    scores: Scores,
    (filter, stage): (&PersonFilter, usize),
    now: Timestamp,
    limit: usize,
) -> Result<MapStage> {
    let mut params: Vec<Value> = scores.scorer.decays.factors(now).map(Value::Real).to_vec();
    params.extend(scores.scorer.decays.velocity_factors(now).map(Value::Real));
    params.push(Value::Int(stage as i64));
    let condition = filter_sql::compile(filter, &FilterContext::new(scores, now), &mut params);
    let people = scores.people("p");
    let from =
        format!("FROM {people} WHERE p.merged_into IS NULL AND p.stage = $6 AND {condition}");
    let sql = format!(
        "SELECT p.person_id, p.fit, p.fast * $1 + p.normal * $2 + p.slow * $3, p.recent * $4 - p.baseline * $5,
         p.disqualified IS NOT NULL, p.nurture IS NOT NULL, coalesce(p.name, p.email) {from} ORDER BY p.rank_bound DESC LIMIT {limit}"
    );
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    let points = conn.query(&sql, &params, |row| {
        Ok(MapPoint {
            id: row.get(0)?,
            fit: row.get(1)?,
            engagement: row.get(2)?,
            velocity: row.get(3)?,
            standing: match (row.get(4)?, row.get(5)?) {
                (true, _) => Standing::Disqualified,
                (false, true) => Standing::Nurture,
                (false, false) => Standing::InFunnel,
            },
            name: row.get(6)?,
        })
    })?;
    let count = match points.len() < limit {
        true => points.len() as i64,
        false => count_stage(conn, scores, (filter, stage), now)?,
    };
    Ok(MapStage { count, points })
}

fn count_stage(
    conn: &mut Conn,
    scores: Scores,
    (filter, stage): (&PersonFilter, usize),
    now: Timestamp,
) -> Result<i64> {
    let mut params = vec![Value::Int(stage as i64)];
    let condition = filter_sql::compile(filter, &FilterContext::new(scores, now), &mut params);
    let sql = format!(
        "SELECT count(*) FROM {} WHERE p.merged_into IS NULL AND p.stage = $1 AND {condition}",
        scores.people("p")
    );
    conn.query_value(
        &sql,
        &params.iter().map(Value::as_param).collect::<Vec<_>>(),
    )
}

//! Counts for the head of the page, and the points of the Lifecycle Map.

use std::collections::HashMap;

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Standing;
use ripen_domain::time::{Span, Timestamp};

use crate::engine::{Conn, Param, Result, Row, Value};
use crate::filters;
use crate::filters::{FilterContext, PAGE, Reach};
use crate::log::follower_position;
use crate::people::{few_of, least_bound, within};
use crate::scoring::Scores;

/// Counts for the head of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open lead cards.
    pub leads: i64,
    /// Customer cards.
    pub customers: i64,
    /// Lead cards opened in the last seven days, and in the seven days before.
    pub new_leads: [i64; 2],
    /// Customer cards opened in the last seven days, and in the seven days before.
    pub won: [i64; 2],
    /// Signals of people and of companies in the last day, and in the day before.
    pub signals: [i64; 2],
}

/// Name under which the number of signs of life is kept: adding up a million people takes its time.
const LIVELY: &str = "lively";

/// How often all people together showed signs of life.
pub fn interaction_count(conn: &mut Conn) -> Result<i64> {
    follower_position(conn, LIVELY)
}

/// Takes note that people showed so many more signs of life than before, or fewer.
pub fn interaction_count_in_txn(conn: &mut Conn, more: i64) -> Result<()> {
    if more == 0 {
        return Ok(());
    }
    let sql = "INSERT INTO follower (name, position) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = follower.position + $2";
    conn.run(sql, &[LIVELY.into(), more.into()])
}

/// Counts cards and signals: the cards in one pass each, the signals of two days by their index.
///
/// # Errors
/// Those of the database.
pub fn overview_counts(conn: &mut Conn, now: Timestamp) -> Result<Counts> {
    let (leads, new_leads) = cards(conn, "lead", "status = 'open'", now)?;
    let (customers, won) = cards(conn, "customer", "1 = 1", now)?;
    let mut signals = [0, 0];
    let [day, before] = [1, 2].map(|days| (now - Span::days(days)).as_micros());
    for table in ["person_signal", "company_signal"] {
        let sql = format!(
            "SELECT (SELECT count(*) FROM {table} WHERE at >= $1),
                    (SELECT count(*) FROM {table} WHERE at >= $2 AND at < $1)"
        );
        conn.for_each(&sql, &[day.into(), before.into()], |row| {
            signals[0] += row.get::<i64>(0)?;
            signals[1] += row.get::<i64>(1)?;
            Ok(())
        })?;
    }
    Ok(Counts {
        leads,
        customers,
        new_leads,
        won,
        signals,
    })
}

/// How many cards are as asked, and how many were opened in the last seven days and in the seven before.
fn cards(conn: &mut Conn, table: &str, asked: &str, now: Timestamp) -> Result<(i64, [i64; 2])> {
    let [week, before] = [7, 14].map(|days| (now - Span::days(days)).as_micros());
    let sum =
        |condition: &str| format!("coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)");
    let sql = format!(
        "SELECT {}, {}, {} FROM {table}",
        sum(asked),
        sum("opened_at >= $1"),
        sum("opened_at >= $2 AND opened_at < $1")
    );
    let counted = conn.query_opt(&sql, &[week.into(), before.into()], |row| {
        Ok((row.get(0)?, [row.get(1)?, row.get(2)?]))
    })?;
    Ok(counted.unwrap_or_default())
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

/// The people of each stage who pass a filter; at most `limit` points a stage.
pub fn map_stages(
    conn: &mut Conn,
    scores: Scores,
    (filter, stages): (&PersonFilter, usize),
    now: Timestamp,
    limit: usize,
) -> Result<Vec<MapStage>> {
    let filter = &*within(conn, scores, filter, now)?;
    let few = few_of(conn, scores, filter, now)?;
    let map = MapQuery {
        scores,
        filter,
        now,
        few: few.as_deref(),
    };
    let points = map.points(conn, stages, limit)?;
    let full = points.iter().enumerate();
    let full = full.filter(|(_, points)| points.len() == limit);
    let full: Vec<usize> = full.map(|(stage, _)| stage).collect();
    let counted = match full.is_empty() {
        true => HashMap::new(),
        false => map.counts(conn, &full)?,
    };
    let stage = |(stage, points): (usize, Vec<MapPoint>)| MapStage {
        count: counted.get(&stage).copied().unwrap_or(points.len() as i64),
        points,
    };
    Ok(points.into_iter().enumerate().map(stage).collect())
}

/// What the map asks.
struct MapQuery<'q> {
    scores: Scores<'q>,
    filter: &'q PersonFilter,
    now: Timestamp,
    /// The people among whom are all who pass, where they are few.
    few: Option<&'q [i64]>,
}

/// The parts of a statement about the people of the map.
struct Parts {
    /// What stands before it.
    with: String,
    /// Who is selected from, as `p`.
    people: String,
    /// What is asked of each, with what comes of all.
    columns: String,
    condition: String,
    params: Vec<Value>,
}

impl MapQuery<'_> {
    /// `columns` are appended to the parameters before what is asked.
    fn parts(
        &self,
        conn: &Conn,
        reach: Reach,
        columns: impl FnOnce(&mut Vec<Value>) -> String,
    ) -> Parts {
        let mut params = Vec::new();
        let people = self.scores.people("p");
        let context = FilterContext::new(self.scores, self.now);
        let (with, people, context) = match self.few {
            Some(_) => {
                params.push(Value::Null);
                let page = format!(
                    "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {people} WHERE {})",
                    conn.any("p.person_id", 1)
                );
                (page, format!("{PAGE} p"), context.of(Reach::Page))
            }
            None => (String::new(), people, context.of(reach)),
        };
        let (ahead, answered) = match self.few {
            Some(_) => (String::new(), Vec::new()),
            None => filters::ahead(self.filter, &context, &mut params),
        };
        let columns = columns(&mut params);
        let least = match self.few {
            Some(_) => None,
            None => least_bound(self.filter, self.scores, self.now, &mut params),
        };
        let condition = filters::compile(self.filter, &context.with(&answered), &mut params);
        let condition = least.map_or(condition.clone(), |least| {
            format!("{least} AND {condition}")
        });
        Parts {
            with: with + &ahead,
            people,
            columns,
            condition: format!("p.merged_into IS NULL AND {condition}"),
            params,
        }
    }

    fn params<'p>(&'p self, params: &'p [Value]) -> Vec<Param<'p>> {
        let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
        if let Some(ids) = self.few {
            params[0] = ids.into();
        }
        params
    }

    /// The highest-ranked of each stage.
    fn points(&self, conn: &mut Conn, stages: usize, limit: usize) -> Result<Vec<Vec<MapPoint>>> {
        let decays = &self.scores.scorer.decays;
        let factors = decays.factors(self.now).into_iter();
        let factors = factors.chain(decays.velocity_factors(self.now));
        let parts = self.parts(conn, Reach::Walk, |params| {
            let factors = factors.map(|factor| {
                params.push(Value::Real(factor));
                format!("${}", params.len())
            });
            let factors: Vec<String> = factors.collect();
            let [fast, normal, slow, recent, baseline] = factors.as_slice() else {
                return String::new();
            };
            format!(
                "p.person_id, p.fit, p.fast * {fast} + p.normal * {normal} + p.slow * {slow} AS engagement,
                 p.recent * {recent} - p.baseline * {baseline} AS velocity, p.disqualified IS NOT NULL AS is_out,
                 p.nurture IS NOT NULL AS is_later, coalesce(p.name, p.email) AS shown, p.rank_bound, p.stage"
            )
        });
        let Parts {
            with,
            people,
            columns,
            condition,
            params,
        } = &parts;
        let of_stage = |stage: usize| {
            format!(
                "SELECT * FROM (SELECT {columns} FROM {people} WHERE p.stage = {stage} AND {condition}
                 ORDER BY p.rank_bound DESC LIMIT {limit}) stage{stage}"
            )
        };
        let each: Vec<String> = (0..stages).map(of_stage).collect();
        let mut points: Vec<Vec<(f64, MapPoint)>> = (0..stages).map(|_| Vec::new()).collect();
        if each.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("{with} {}", each.join(" UNION ALL "));
        conn.for_each(&sql, &self.params(params), |row| {
            let point = (row.get(7)?, read_point(row)?);
            points[row.get::<i64>(8)? as usize].push(point);
            Ok(())
        })?;
        let ranked = points.into_iter().map(|mut stage| {
            stage.sort_by(|(one, _), (other, _)| other.total_cmp(one));
            stage.into_iter().map(|(_, point)| point).collect()
        });
        Ok(ranked.collect())
    }

    /// How many people are in stages.
    fn counts(&self, conn: &mut Conn, stages: &[usize]) -> Result<HashMap<usize, i64>> {
        // An index of stages would lead to each row by itself; it has all that is asked where nothing is.
        let stage = match *self.filter == PersonFilter::all() {
            true => "p.stage",
            false => "+p.stage",
        };
        let stages: Vec<String> = stages.iter().map(usize::to_string).collect();
        let parts = self.parts(conn, Reach::Scan, |_| format!("{stage}, count(*)"));
        let sql = format!(
            "{} SELECT {} FROM {} WHERE {stage} IN ({}) AND {} GROUP BY {stage}",
            parts.with,
            parts.columns,
            parts.people,
            stages.join(", "),
            parts.condition
        );
        let counted = conn.query(&sql, &self.params(&parts.params), |row| {
            Ok((row.get::<i64>(0)? as usize, row.get(1)?))
        })?;
        Ok(counted.into_iter().collect())
    }
}

fn read_point(row: &Row) -> Result<MapPoint> {
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
}

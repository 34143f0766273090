//! Lists of people: filtered, ranked by the score now, page by page.

mod few;
mod finding;
mod kept;
pub mod overview;
pub mod person;
mod ready;
mod sample;
pub mod timeline;
mod top;
mod total;
mod walk;
pub mod word;

use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result, Row, Value};
use crate::filters;
use crate::filters::{FilterContext, PAGE, Reach};
use crate::people::person::{COLUMNS, Person, read};
use crate::scoring::Scores;

use kept::Kept;
pub use kept::probabilities_of;

pub(crate) use few::few_of;
#[cfg(test)]
pub(crate) use few::{FEW, scan};
pub(crate) use top::within;
pub(crate) use total::least_bound;
pub use total::{Total, people_count, people_total};
#[cfg(test)]
pub(crate) use total::{estimate, people_ends};

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Engagement now, highest first.
    #[default]
    Engagement,
    /// Whom to call first: the hot, then the warm, by engagement, who cannot be reached after both; then the others.
    Call,
    /// Probability to become a customer as it was told last, highest first; those without one follow.
    Probability,
    /// Velocity now, highest first.
    Velocity,
    /// Last signal given or card opened, latest first; those without follow.
    Change,
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
    /// Which part of the list it was in, from 0, where the list has several: such as those of whom
    /// nothing is known.
    pub part: u8,
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

/// How many people at the beginning of a list are looked at before all others are.
const LOOK: i64 = 1_000;

/// Where so many of them are on the list, a page is found sooner by going on than by looking for all who are.
const SOME: usize = 3;

/// Stands for the name of those who have none, after all names.
const NAMELESS: char = char::MAX;

/// Numbers of the people of one page, with their sort values.
///
/// # Errors
/// Those of the database.
pub fn people_page(conn: &mut Conn, scores: Scores, query: &ListQuery) -> Result<Vec<After>> {
    let filter = top::within(conn, scores, query.filter, query.now)?;
    let query = &ListQuery {
        filter: &filter,
        ..query.clone()
    };
    let (column, down) = match query.sort {
        Sort::Engagement => return walk::page(conn, scores, query),
        Sort::Call => return ready::page(conn, scores, query),
        Sort::Probability => return kept::page(conn, scores, query, Kept::Probability),
        Sort::Change => return kept::page(conn, scores, query, Kept::Change),
        Sort::Velocity => (velocity(scores, query.now), true),
        Sort::Fit => ("p.fit".to_owned(), true),
        Sort::LastTouch => ("coalesce(p.last_touch, 0)".to_owned(), true),
        Sort::Created => ("p.created_at".to_owned(), true),
        Sort::Name => {
            let name = format!("coalesce(p.search, '{NAMELESS}')");
            (conn.in_byte_order(&name), false)
        }
    };
    let order = Order {
        column,
        down,
        beside: None,
    };
    page_by_column(conn, scores, query, &order, None)
}

/// The velocity of a person. No index helps to sort by it: everybody is gone through once.
fn velocity(scores: Scores, now: Timestamp) -> String {
    let [recent, baseline] = scores.scorer.decays.velocity_factors(now);
    format!(
        "(p.recent * CAST({recent:e} AS DOUBLE PRECISION) - p.baseline * CAST({baseline:e} AS DOUBLE PRECISION))"
    )
}

/// The order of a list by a column.
struct Order {
    column: String,
    down: bool,
    /// What is asked of people beside the filter.
    beside: Option<&'static str>,
}

/// The people of one page; `few` are those among whom all are who pass, where that is known already.
fn page_by_column(
    conn: &mut Conn,
    scores: Scores,
    query: &ListQuery,
    order: &Order,
    few: Option<Vec<i64>>,
) -> Result<Vec<After>> {
    let mut few = match few {
        None => few::few(conn, scores, query.filter, query.now)?,
        few => few,
    };
    let is_by_index = matches!(query.sort, Sort::Fit | Sort::Created) || order.beside.is_some();
    let is_all = *query.filter == PersonFilter::all() && order.beside.is_none();
    let is_of_rows = query.sort == Sort::Created && !scores.model.is_primary();
    if few.is_none()
        && (is_of_rows || !is_all && (is_by_index || filters::asks_companies(query.filter)))
    {
        // Hardly any list goes further, and the companies of these are looked up sooner than all. The order of the
        // rows of people helps the list of a secondary model only if it is asked first.
        let page = first_by_column(conn, scores, query, order)?;
        if page.len() == query.limit {
            return Ok(page);
        }
        if page.len() < SOME && is_by_index {
            few = few_of(conn, scores, query.filter, query.now)?;
        }
    }
    let mut params = Vec::new();
    let mut wheres = vec!["p.merged_into IS NULL".to_owned()];
    wheres.extend(order.asked(query, &mut params));
    let mut listed = None;
    if few.is_some() {
        params.push(Value::Null);
        listed = Some(params.len() - 1);
        wheres.push(conn.any("p.person_id", params.len()));
    }
    wheres.push(condition(scores, query, Reach::Walk, &mut params));
    let people = scores.people("p");
    let sql = order.select(&format!("{people} WHERE {}", wheres.join(" AND ")), query);
    let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
    if let (Some(at), Some(ids)) = (listed, &few) {
        params[at] = ids.as_slice().into();
    }
    conn.query(&sql, &params, |row| order.read(row, query))
}

/// Those among the first of everybody, in the order of the list, who are on it.
fn first_by_column(
    conn: &mut Conn,
    scores: Scores,
    query: &ListQuery,
    order: &Order,
) -> Result<Vec<After>> {
    let mut params = Vec::new();
    let mut wheres = vec!["p.merged_into IS NULL".to_owned()];
    wheres.extend(order.asked(query, &mut params));
    let condition = condition(scores, query, Reach::Page, &mut params);
    let people = scores.people("p");
    let everybody = match query.sort {
        Sort::Created => "person p",
        _ => &people,
    };
    // Where an order has no index, numbers are sorted rather than whole rows.
    let first = format!(
        "SELECT p.person_id FROM {everybody} WHERE {} ORDER BY {} LIMIT {LOOK}",
        wheres.join(" AND "),
        order.by()
    );
    let sql = format!(
        "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {people} WHERE p.person_id IN ({first})) {}",
        order.select(&format!("{PAGE} p WHERE {condition}"), query)
    );
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    conn.query(&sql, &params, |row| order.read(row, query))
}

impl Order {
    fn by(&self) -> String {
        let (column, direction) = (&self.column, if self.down { "DESC" } else { "ASC" });
        format!("{column} {direction}, p.person_id {direction}")
    }

    /// What is asked of people beside the filter of the list.
    fn asked(&self, query: &ListQuery, params: &mut Vec<Value>) -> Vec<String> {
        let after = self.after(query, params);
        let beside = self.beside.map(str::to_owned);
        beside.into_iter().chain(after).collect()
    }

    /// That somebody comes after the last page.
    fn after(&self, query: &ListQuery, params: &mut Vec<Value>) -> Option<String> {
        let after = query.after.as_ref()?;
        let n = push(params, after.key.clone());
        let m = push(params, Value::Int(after.id));
        let sign = if self.down { "<" } else { ">" };
        Some(format!(
            "({}, p.person_id) {sign} (${n}, ${m})",
            self.column
        ))
    }

    fn select(&self, from: &str, query: &ListQuery) -> String {
        format!(
            "SELECT p.person_id, {} FROM {from} ORDER BY {} LIMIT {}",
            self.column,
            self.by(),
            query.limit
        )
    }

    fn read(&self, row: &Row, query: &ListQuery) -> Result<After> {
        let key = match query.sort {
            Sort::Name => Value::Text(row.get(1)?),
            Sort::Fit | Sort::Velocity => Value::Real(row.get(1)?),
            _ => Value::Int(row.get(1)?),
        };
        Ok(After {
            part: 0,
            key,
            id: row.get(0)?,
        })
    }
}

/// What the filter of a list asks, of people told by `reach`.
fn condition(scores: Scores, query: &ListQuery, reach: Reach, params: &mut Vec<Value>) -> String {
    let context = FilterContext::new(scores, query.now).of(reach);
    filters::compile(query.filter, &context, params)
}

fn push(params: &mut Vec<Value>, value: Value) -> usize {
    params.push(value);
    params.len()
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
    let filter = top::within(conn, scores, filter, now)?;
    let sql = few::all(scores, &filter, now, &mut params);
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    conn.query(&format!("{sql} ORDER BY p.person_id"), &params, |row| {
        row.get(0)
    })
}

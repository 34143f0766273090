//! Lists by what is kept of people in tables of their own: how likely they are to buy, and what changed last.
//!
//! Candidates come from there in the order of the list, a stretch at a time, and whoever does not pass the filter
//! is left out. Those of whom nothing is kept follow, the newest first.

use std::collections::{BTreeSet, HashMap, HashSet};

use ripen_domain::filter::PersonFilter;

use super::few::{FEW, few_of};
use super::{After, ListQuery, Order, SOME, condition, page_by_column, push};
use crate::engine::{Conn, Param, Result, Row, Value};
use crate::filters::{PAGE, Reach};
use crate::learning;
use crate::learning::Probability;
use crate::scoring::Scores;

/// How many candidates are looked at in one turn: enough for the first page of most lists, then more.
const STRETCH: [i64; 2] = [500, 4_000];

/// So often candidates are looked at; then everybody who is left is, in one pass.
const ROUNDS: usize = 4;

/// What a list is sorted by, highest first.
#[derive(Clone, Copy)]
pub(super) enum Kept {
    /// The probability to become a customer, as it was told last.
    Probability,
    /// When the last signal was given, or the lead or customer card opened.
    Change,
}

/// Candidates in the order of the list.
struct Stretch {
    /// Whoever has their place in this stretch.
    people: Vec<(Value, i64)>,
    /// Where it ends; `None` when nobody is left.
    end: Option<(Value, i64)>,
}

/// Tables with the moment of a change, and its column.
const CHANGES: [(&str, &str); 3] = [
    ("person_signal", "at"),
    ("lead", "opened_at"),
    ("customer", "opened_at"),
];

/// The people of one page.
pub(super) fn page(
    conn: &mut Conn,
    scores: Scores,
    query: &ListQuery,
    kept: Kept,
) -> Result<Vec<After>> {
    let list = List {
        scores,
        query,
        kept,
    };
    let after = query.after.as_ref();
    let is_first_part = after.is_none_or(|after| after.part == 0);
    let (mut page, few) = match is_first_part {
        true => list.first_part(conn)?,
        false => (Vec::new(), None),
    };
    if page.len() < query.limit {
        let rest = ListQuery {
            after: query.after.clone().filter(|_| !is_first_part),
            limit: query.limit - page.len(),
            ..query.clone()
        };
        let order = Order {
            column: "p.person_id".to_owned(),
            down: true,
            beside: Some(kept.nothing()),
        };
        let found = page_by_column(conn, scores, &rest, &order, few)?.into_iter();
        page.extend(found.map(|after| After { part: 1, ..after }));
    }
    Ok(page)
}

struct List<'q> {
    scores: Scores<'q>,
    query: &'q ListQuery<'q>,
    kept: Kept,
}

impl List<'_> {
    /// Those of whom something is kept; and among whom all are who pass, where that came to be known.
    fn first_part(&self, conn: &mut Conn) -> Result<(Vec<After>, Option<Vec<i64>>)> {
        let ListQuery { filter, now, .. } = *self.query;
        let is_all = *filter == PersonFilter::all();
        let mut few = None;
        let mut page: Vec<After> = Vec::new();
        let mut cursor = self.query.after.clone().map(|after| (after.key, after.id));
        for round in 0.. {
            if round == 1 && page.len() < SOME && !is_all {
                few = few_of(conn, self.scores, filter, now)?;
            }
            if round == ROUNDS && few.is_none() {
                page.extend(self.sweep(conn, cursor.as_ref(), self.query.limit - page.len())?);
                break;
            }
            let many = match few {
                Some(_) => FEW + 1,
                None => STRETCH[usize::from(round > 0)],
            };
            let stretch = self
                .kept
                .next(conn, cursor.as_ref(), many, few.as_deref())?;
            let ids: Vec<i64> = stretch.people.iter().map(|(_, id)| *id).collect();
            let listed = self.listed(conn, &ids)?;
            let people = stretch.people.into_iter();
            let people = people.filter(|(_, id)| listed.contains(id));
            page.extend(people.map(|(key, id)| After { part: 0, key, id }));
            if page.len() >= self.query.limit || stretch.end.is_none() {
                break;
            }
            cursor = stretch.end;
        }
        page.truncate(self.query.limit);
        Ok((page, few))
    }

    /// The next on the list, by looking at everybody once: where few pass, that is sooner done than going on
    /// candidate by candidate.
    fn sweep(
        &self,
        conn: &mut Conn,
        cursor: Option<&(Value, i64)>,
        limit: usize,
    ) -> Result<Vec<After>> {
        let mut params = Vec::new();
        let mut wheres = vec!["p.merged_into IS NULL".to_owned()];
        if let Some((key, id)) = cursor {
            let n = push(&mut params, key.clone());
            let m = push(&mut params, Value::Int(*id));
            wheres.push(format!("(k.at, k.person_id) < (${n}, ${m})"));
        }
        wheres.push(condition(self.scores, self.query, Reach::Scan, &mut params));
        let sql = format!(
            "SELECT k.at, k.person_id FROM ({}) k JOIN {} ON p.person_id = k.person_id WHERE {}
             ORDER BY k.at DESC, k.person_id DESC LIMIT {limit}",
            self.kept.everybody(),
            self.scores.people("p"),
            wheres.join(" AND ")
        );
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        conn.query(&sql, &params, |row| {
            Ok(After {
                part: 0,
                key: self.kept.key(row, 0)?,
                id: row.get(1)?,
            })
        })
    }

    /// Those of `ids` who are on the list.
    fn listed(&self, conn: &mut Conn, ids: &[i64]) -> Result<HashSet<i64>> {
        let mut params = vec![Value::Null];
        let condition = condition(self.scores, self.query, Reach::Page, &mut params);
        let sql = format!(
            "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {} WHERE p.merged_into IS NULL AND {})
             SELECT p.person_id FROM {PAGE} p WHERE {condition}",
            self.scores.people("p"),
            conn.any("p.person_id", 1)
        );
        let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
        params[0] = ids.into();
        let found = conn.query(&sql, &params, |row| row.get(0))?;
        Ok(found.into_iter().collect())
    }
}

impl Kept {
    /// That nothing is kept of a person.
    fn nothing(self) -> &'static str {
        match self {
            Self::Probability => {
                "NOT EXISTS (SELECT 1 FROM probability k WHERE k.person_id = p.person_id)"
            }
            Self::Change => {
                "NOT EXISTS (SELECT 1 FROM person_signal k WHERE k.person_id = p.person_id)
                 AND NOT EXISTS (SELECT 1 FROM lead k WHERE k.person_id = p.person_id)
                 AND NOT EXISTS (SELECT 1 FROM customer k WHERE k.person_id = p.person_id)"
            }
        }
    }

    /// A query for what is kept of everybody, as `at`.
    fn everybody(self) -> String {
        let all =
            CHANGES.map(|(table, column)| format!("SELECT person_id, {column} AS at FROM {table}"));
        match self {
            Self::Probability => "SELECT person_id, value AS at FROM probability".to_owned(),
            Self::Change => format!(
                "SELECT person_id, max(at) AS at FROM ({}) c GROUP BY person_id",
                all.join(" UNION ALL ")
            ),
        }
    }

    /// What the list is sorted by, from a column.
    fn key(self, row: &Row, column: usize) -> Result<Value> {
        Ok(match self {
            Self::Probability => Value::Real(row.get(column)?),
            Self::Change => Value::Int(row.get(column)?),
        })
    }

    /// The next candidates; of `among`, where it is given.
    fn next(
        self,
        conn: &mut Conn,
        cursor: Option<&(Value, i64)>,
        many: i64,
        among: Option<&[i64]>,
    ) -> Result<Stretch> {
        match self {
            Self::Probability => {
                let people = rows(conn, ("probability", "value"), cursor, many, among)?;
                let end = people.last().filter(|_| people.len() as i64 == many);
                Ok(Stretch {
                    end: end.cloned(),
                    people,
                })
            }
            Self::Change => changes(conn, cursor, many, among),
        }
    }
}

/// The next rows of a table, the highest first.
fn rows(
    conn: &mut Conn,
    (table, column): (&str, &str),
    cursor: Option<&(Value, i64)>,
    many: i64,
    among: Option<&[i64]>,
) -> Result<Vec<(Value, i64)>> {
    let mut params = Vec::new();
    let mut wheres = vec!["1 = 1".to_owned()];
    if let Some((key, id)) = cursor {
        let n = push(&mut params, key.clone());
        let m = push(&mut params, Value::Int(*id));
        wheres.push(format!("({column}, person_id) < (${n}, ${m})"));
    }
    let place = among.map(|_| push(&mut params, Value::Null));
    wheres.extend(place.map(|place| conn.any("person_id", place)));
    let sql = format!(
        "SELECT {column}, person_id FROM {table} WHERE {}
         ORDER BY {column} DESC, person_id DESC LIMIT {many}",
        wheres.join(" AND ")
    );
    let mut params: Vec<Param> = params.iter().map(Value::as_param).collect();
    if let (Some(place), Some(among)) = (place, among) {
        params[place - 1] = among.into();
    }
    let is_moment = column != "value";
    conn.query(&sql, &params, |row| {
        let key = match is_moment {
            true => Value::Int(row.get(0)?),
            false => Value::Real(row.get(0)?),
        };
        Ok((key, row.get(1)?))
    })
}

/// The next people by their last change.
fn changes(
    conn: &mut Conn,
    cursor: Option<&(Value, i64)>,
    many: i64,
    among: Option<&[i64]>,
) -> Result<Stretch> {
    let mut seen: Vec<(i64, i64)> = Vec::new();
    let mut is_all = true;
    for table in CHANGES {
        let found = rows(conn, table, cursor, many, among)?;
        is_all &= (found.len() as i64) < many;
        let moment = |(key, id): (Value, i64)| match key {
            Value::Int(at) => Some((at, id)),
            _ => None,
        };
        seen.extend(found.into_iter().filter_map(moment));
    }
    seen.sort_unstable_by(|one, other| other.cmp(one));
    if !is_all {
        // Of each table at least so many are known, so the first of all are.
        seen.truncate(many as usize);
    }
    let end = seen.last().filter(|_| !is_all);
    let end = end.map(|(at, id)| (Value::Int(*at), *id));
    seen.dedup();
    // Somebody's place is that of their last change; earlier ones come by again.
    let last = last_changes(conn, &seen)?;
    let people = seen
        .into_iter()
        .filter(|(at, id)| last.get(id) == Some(at))
        .map(|(at, id)| (Value::Int(at), id));
    Ok(Stretch {
        people: people.collect(),
        end,
    })
}

/// When something changed last of each of these.
fn last_changes(conn: &mut Conn, seen: &[(i64, i64)]) -> Result<HashMap<i64, i64>> {
    let ids: BTreeSet<i64> = seen.iter().map(|(_, id)| *id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut last = HashMap::new();
    for (table, column) in CHANGES {
        let sql = format!(
            "SELECT person_id, max({column}) FROM {table} WHERE {} GROUP BY person_id",
            conn.any("person_id", 1)
        );
        conn.for_each(&sql, &[ids.as_slice().into()], |row| {
            let (id, at): (i64, i64) = (row.get(0)?, row.get(1)?);
            let known = last.entry(id).or_insert(at);
            *known = at.max(*known);
            Ok(())
        })?;
    }
    Ok(last)
}

/// How likely these people are to become customers, as it was told last; those without are left out.
///
/// # Errors
/// Those of the database.
pub fn probabilities_of(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Probability>> {
    let sql = format!(
        "SELECT person_id, value, reasons, as_of FROM probability WHERE {}",
        conn.any("person_id", 1)
    );
    let told = conn.query(&sql, &[ids.into()], learning::read)?;
    Ok(told.into_iter().map(|one| (one.person_id, one)).collect())
}

//! What people really have: values to choose from while a filter is put together.
//!
//! The cost does not grow with the number of people: at most [`BLOCKS`] times [`BLOCK`] rows are
//! looked at, in blocks that lie evenly spread over everybody. Where that is not everybody the
//! numbers are estimates, and values that hardly anybody has may be missing.

use std::collections::HashMap;

use ripen_domain::filter::{InteractionField, PersonField};
use ripen_domain::interaction::Properties;
use ripen_domain::text;

use crate::engine::{Conn, Param, Result};
use crate::log::log_count;
use crate::people::people_count;

const BLOCKS: i64 = 40;
const BLOCK: usize = 500;
/// Signals that are looked at, newest first.
const SIGNALS: i64 = 10_000;

/// Values of a field that begin with `prefix`, or one of whose words does, with the number of
/// people who have them, most first. Fields of numbers, dates and scores have none; kinds, stages
/// and the like are not looked up but known.
///
/// # Errors
/// Those of the database.
pub fn field_values(
    conn: &mut Conn,
    field: &PersonField,
    prefix: &str,
    limit: usize,
) -> Result<Vec<(String, i64)>> {
    use PersonField as F;
    let column = |name: &str| (format!("p.{name}"), None);
    let touch = |part: &str| {
        let sql = format!("(SELECT u.{part} FROM touch u WHERE u.touch_id = p.first_touch_id)");
        (sql, None)
    };
    let (value, name) = match field {
        F::Name
        | F::Email
        | F::Phone
        | F::Company
        | F::Title
        | F::Country
        | F::City
        | F::Industry
        | F::Language
        | F::Disqualified => column(&field.to_string()),
        F::EmailDomain => column("email_domain"),
        F::Source | F::Medium | F::Campaign => touch(&field.to_string()),
        F::Profile(name) => (
            "(SELECT f.text FROM person_field f WHERE f.person_id = p.person_id AND f.field = $3)"
                .to_owned(),
            Some(name.as_str()),
        ),
        F::Signal => return signal_values(conn, prefix, limit),
        _ => return Ok(Vec::new()),
    };
    let table = Table {
        rows: "person p",
        key: "p.person_id",
        order: "p.person_id",
        condition: "p.merged_into IS NULL",
    };
    let mut found = Found::default();
    table.sample(conn, &value, name, &mut |value| found.add(value))?;
    found.ranked(conn, prefix, limit, people_count)
}

/// Values of a field of interactions, as [`field_values`]; the number is that of interactions.
///
/// # Errors
/// Those of the database.
pub fn interaction_values(
    conn: &mut Conn,
    field: &InteractionField,
    prefix: &str,
    limit: usize,
) -> Result<Vec<(String, i64)>> {
    use InteractionField as F;
    let (value, name) = match field {
        F::Path | F::Label => (format!("t.{field}"), None),
        F::Source | F::Medium | F::Campaign | F::Referrer => (
            format!("(SELECT u.{field} FROM touch u WHERE u.touch_id = t.touch_id)"),
            None,
        ),
        F::Property(name) => (
            "ripen_property(t.properties, $3)".to_owned(),
            Some(name.as_str()),
        ),
        F::Amount | F::Channel | F::Verdict => return Ok(Vec::new()),
    };
    let mut found = Found::default();
    TIMELINE.sample(conn, &value, name, &mut |value| found.add(value))?;
    found.ranked(conn, prefix, limit, log_count)
}

/// Names of custom fields, most used first; the number is how often they were seen among those looked
/// at.
///
/// # Errors
/// Those of the database.
pub fn custom_field_names(conn: &mut Conn, limit: usize) -> Result<Vec<(String, i64)>> {
    let table = Table {
        rows: "person_field f",
        key: "f.person_id",
        order: "f.person_id, f.field",
        condition: "1 = 1",
    };
    let mut found = Found::default();
    table.sample(conn, "f.field", None, &mut |value| found.add(value))?;
    found.ranked(conn, "", limit, |_| Ok(0))
}

/// Names of properties of interactions, most used first.
///
/// # Errors
/// Those of the database.
pub fn property_names(conn: &mut Conn, limit: usize) -> Result<Vec<(String, i64)>> {
    let mut found = Found::default();
    TIMELINE.sample(conn, "t.properties", None, &mut |packed| {
        found.looked_at += 1;
        for (name, _) in Properties::from_packed(packed).iter() {
            found.count(name);
        }
    })?;
    found.ranked(conn, "", limit, log_count)
}

/// Every kind of interaction that has occurred, by name.
///
/// # Errors
/// Those of the database.
pub fn kind_names(conn: &mut Conn) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT name FROM kind ORDER BY {}",
        conn.in_byte_order("name")
    );
    conn.query(&sql, &[], |row| row.get(0))
}

fn signal_values(conn: &mut Conn, prefix: &str, limit: usize) -> Result<Vec<(String, i64)>> {
    let sql = format!(
        "SELECT s.key, count(DISTINCT s.person_id)
         FROM (SELECT key, person_id FROM person_signal ORDER BY at DESC LIMIT {SIGNALS}) s
         GROUP BY s.key"
    );
    let counted: Vec<(String, i64)> =
        conn.query(&sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut found = Found::default();
    for (key, people) in counted {
        found.values.insert(text::fold(&key), (key, people));
    }
    found.ranked(conn, prefix, limit, |_| Ok(0))
}

const TIMELINE: Table = Table {
    rows: "timeline t",
    key: "t.person_id",
    order: "t.person_id, t.at, t.seq",
    condition: "1 = 1",
};

/// Rows that are sampled by the numbers of people.
struct Table {
    rows: &'static str,
    key: &'static str,
    order: &'static str,
    condition: &'static str,
}

impl Table {
    /// Hands out `value` of some rows, spread evenly; `name` is parameter `$3`, where it has one.
    fn sample(
        &self,
        conn: &mut Conn,
        value: &str,
        name: Option<&str>,
        each: &mut dyn FnMut(Option<&str>),
    ) -> Result<()> {
        let ends = "SELECT min(person_id), max(person_id) FROM person";
        let ends = conn.query_opt(ends, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some((Some(first), Some(last))) = ends else {
            return Ok(());
        };
        let (first, last): (i64, i64) = (first, last);
        let Self {
            rows,
            key,
            order,
            condition,
        } = self;
        let sql = format!(
            "SELECT {value} FROM {rows} WHERE {condition} AND {key} BETWEEN $1 AND $2 ORDER BY {order} LIMIT {BLOCK}"
        );
        let step = (last - first) / BLOCKS + 1;
        for from in (first..=last).step_by(usize::try_from(step).unwrap_or(1)) {
            let mut params: Vec<Param> = vec![from.into(), (from + step - 1).into()];
            params.extend(name.map(Param::from));
            conn.for_each(&sql, &params, |row| {
                each(row.text(0)?);
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Values that have been found, by their folded form, with one way to write them.
#[derive(Default)]
struct Found {
    values: HashMap<String, (String, i64)>,
    looked_at: i64,
}

impl Found {
    fn add(&mut self, value: Option<&str>) {
        self.looked_at += 1;
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.count(value);
        }
    }

    fn count(&mut self, value: &str) {
        let folded = text::fold(value);
        let entry = self.values.entry(folded);
        entry.or_insert_with(|| (value.to_owned(), 0)).1 += 1;
    }

    /// Those that the prefix fits, scaled up from what was looked at to all that there is.
    fn ranked(
        self,
        conn: &mut Conn,
        prefix: &str,
        limit: usize,
        all: fn(&mut Conn) -> Result<i64>,
    ) -> Result<Vec<(String, i64)>> {
        let prefix = text::fold(prefix.trim());
        let word = format!(" {prefix}");
        let fits = |(folded, _): &(String, (String, i64))| {
            folded.starts_with(&prefix) || text::words(folded).contains(&word)
        };
        let mut values: Vec<(String, i64)> = self
            .values
            .into_iter()
            .filter(fits)
            .map(|(_, found)| found)
            .collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values.truncate(limit);
        // Blocks that were not full have been looked at as a whole.
        if self.looked_at >= BLOCK as i64 {
            let factor = (all(conn)? as f64 / self.looked_at as f64).max(1.0);
            for (_, number) in &mut values {
                *number = (*number as f64 * factor).round() as i64;
            }
        }
        Ok(values)
    }
}

//! Values that fields really have, to choose from while a filter is written.
//!
//! Looked for among the newest people and their interactions only, so the cost does not grow with
//! the number of people: what is asked for is nearly always what is frequent lately.

use std::collections::BTreeSet;

use ripen_domain::filter::{InteractionField, PersonField};
use ripen_domain::interaction::{Properties, properties};
use ripen_domain::text;

use crate::engine::{Conn, Param, Result};

/// Newest people that are looked at.
const PEOPLE: i64 = 20_000;
/// Interactions of theirs that are looked at.
const INTERACTIONS: i64 = 50_000;
/// Interactions of theirs whose properties are looked through for names.
const PACKED: i64 = 5_000;
/// Longest value, in characters; longer ones are no help to choose from.
const LONGEST: i64 = 120;

/// A value and how many of the people who were looked at have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// The value, in one of the ways in which they write it.
    pub value: String,
    /// How many people.
    pub people: i64,
}

/// Which values are asked for.
#[derive(Clone, Copy, Debug)]
pub struct ValueQuery<'q> {
    /// How they begin, upper and lower case alike; empty for any.
    pub prefix: &'q str,
    /// How many at most.
    pub limit: usize,
}

/// The newest people, merged ones left out.
fn people(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM person WHERE merged_into IS NULL ORDER BY person_id DESC LIMIT {PEOPLE}"
    )
}

/// Values of a field of people, those of most people first. Fields that are computed have none.
pub fn person_values(
    conn: &mut Conn,
    field: &PersonField,
    query: ValueQuery,
) -> Result<Vec<FieldValue>> {
    use PersonField as F;
    let column = match field {
        F::Name => "name",
        F::Email => "email",
        F::EmailDomain => "email_domain",
        F::Phone => "phone",
        F::Company | F::CompanyName => "company",
        F::Title => "title",
        F::Country => "country",
        F::City => "city",
        F::Industry => "industry",
        F::Language => "language",
        F::Disqualified => "disqualified",
        F::Source => return first_touch(conn, "source", query),
        F::Medium => return first_touch(conn, "medium", query),
        F::Campaign => return first_touch(conn, "campaign", query),
        F::Profile(name) => return custom(conn, name, query),
        F::Owner => return owners(conn, query),
        F::Signal => return signals(conn, query),
        _ => return Ok(Vec::new()),
    };
    let from = people(&format!("person_id, {column} AS value"));
    frequent(conn, &from, &[], "ripen_fold(value)", query)
}

fn first_touch(conn: &mut Conn, column: &str, query: ValueQuery) -> Result<Vec<FieldValue>> {
    let from = format!(
        "SELECT p.person_id, t.{column} AS value FROM ({}) p JOIN touch t ON t.touch_id = p.first_touch_id",
        people("person_id, first_touch_id")
    );
    frequent(conn, &from, &[], "ripen_fold(value)", query)
}

fn custom(conn: &mut Conn, name: &str, query: ValueQuery) -> Result<Vec<FieldValue>> {
    let from = format!(
        "SELECT p.person_id, f.text AS value FROM ({}) p JOIN person_field f ON f.person_id = p.person_id AND f.field = $2",
        people("person_id")
    );
    frequent(conn, &from, &[name.into()], "ripen_fold(value)", query)
}

/// Accounts; those first that look after most of the newest people.
fn owners(conn: &mut Conn, query: ValueQuery) -> Result<Vec<FieldValue>> {
    let from = format!(
        "SELECT p.person_id, u.email AS value FROM app_user u LEFT JOIN ({}) p ON p.owner_id = u.id",
        people("person_id, owner_id")
    );
    frequent(conn, &from, &[], "ripen_fold(value)", query)
}

/// Keys of the newest buying signals, of people and of companies.
fn signals(conn: &mut Conn, query: ValueQuery) -> Result<Vec<FieldValue>> {
    let from = format!(
        "SELECT * FROM (SELECT person_id, key AS value FROM person_signal ORDER BY at DESC LIMIT {INTERACTIONS}) AS own
         UNION ALL SELECT * FROM (SELECT person_id, key AS value FROM company_signal ORDER BY at DESC LIMIT {INTERACTIONS}) AS companies"
    );
    frequent(conn, &from, &[], "value", query)
}

/// The interactions of the newest people, with one column of each called `value`.
fn interactions(value: &str, join: &str) -> String {
    some_interactions(value, join, INTERACTIONS)
}

fn some_interactions(value: &str, join: &str, limit: i64) -> String {
    format!(
        "SELECT i.person_id, {value} AS value FROM ({}) p JOIN timeline i ON i.person_id = p.person_id {join} LIMIT {limit}",
        people("person_id")
    )
}

/// Values of a field of interactions, those of most people first. Fields with few possible values
/// have none here.
pub fn interaction_values(
    conn: &mut Conn,
    field: &InteractionField,
    query: ValueQuery,
) -> Result<Vec<FieldValue>> {
    use InteractionField as F;
    let touch = |column: &str| {
        interactions(
            &format!("t.{column}"),
            "JOIN touch t ON t.touch_id = i.touch_id",
        )
    };
    let (from, key) = match field {
        F::Path => (interactions("i.path", ""), "value"),
        F::Label => (interactions("i.label", ""), "ripen_fold(value)"),
        F::Source => (touch("source"), "ripen_fold(value)"),
        F::Medium => (touch("medium"), "ripen_fold(value)"),
        F::Campaign => (touch("campaign"), "ripen_fold(value)"),
        F::Referrer => (touch("referrer"), "ripen_fold(value)"),
        F::Property(name) => {
            let from = interactions("ripen_property(i.properties, $2)", "");
            return frequent(conn, &from, &[name.into()], "ripen_fold(value)", query);
        }
        _ => return Ok(Vec::new()),
    };
    frequent(conn, &from, &[], key, query)
}

/// Kinds of interactions, those of most people first.
pub fn kind_values(conn: &mut Conn, query: ValueQuery) -> Result<Vec<FieldValue>> {
    let from = interactions("k.name", "JOIN kind k ON k.kind_id = i.kind_id");
    frequent(conn, &from, &[], "value", query)
}

/// The most frequent of the values that a query gives with the number of a person; values with the
/// same `key` are one.
fn frequent(
    conn: &mut Conn,
    from: &str,
    more: &[Param],
    key: &str,
    query: ValueQuery,
) -> Result<Vec<FieldValue>> {
    let prefix = text::fold(query.prefix);
    let (length, limit) = (prefix.chars().count(), query.limit);
    let written = conn.in_byte_order("value");
    let sql = format!(
        "SELECT min({written}), count(DISTINCT person_id) FROM ({from}) v
         WHERE value <> '' AND length(value) <= {LONGEST} AND substr(ripen_fold(value), 1, {length}) = $1
         GROUP BY {key} ORDER BY 2 DESC, 1 LIMIT {limit}"
    );
    let prefix = Param::from(&prefix);
    let params: Vec<Param> = [prefix].into_iter().chain(more.iter().copied()).collect();
    conn.query(&sql, &params, |row| {
        Ok(FieldValue {
            value: row.get(0)?,
            people: row.get(1)?,
        })
    })
}

/// Names of the custom fields that people have.
pub fn custom_field_names(conn: &mut Conn) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT DISTINCT f.field FROM ({}) p JOIN person_field f ON f.person_id = p.person_id ORDER BY 1",
        people("person_id")
    );
    conn.query(&sql, &[], |row| row.get(0))
}

/// Names of the properties that interactions have.
pub fn property_names(conn: &mut Conn) -> Result<Vec<String>> {
    let sql = some_interactions("i.properties", "", PACKED);
    let mut names = BTreeSet::new();
    conn.for_each(&sql, &[], |row| {
        let packed: Option<String> = row.get(1)?;
        let properties = Properties::from_packed(packed.as_deref());
        let said = properties.iter().map(|(name, _)| name);
        let said = said.filter(|name| ![properties::KIND, properties::TOUCH].contains(name));
        names.extend(said.map(str::to_owned));
        Ok(())
    })?;
    Ok(names.into_iter().collect())
}

/// Names of all kinds of interactions that there were.
pub fn kind_names(conn: &mut Conn) -> Result<Vec<String>> {
    conn.query("SELECT name FROM kind ORDER BY name", &[], |row| row.get(0))
}

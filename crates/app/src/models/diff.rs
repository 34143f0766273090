//! What changes from one model to another: rule by rule, not line by line.
//!
//! The files are compared as trees, so the order of rules, comments and layout make no difference,
//! and a model that is faulty can be compared as long as it is TOML.

mod entries;
mod show;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use toml::{Table, Value};

use self::entries::entries;
use self::show::show;
use super::Fault;

/// Entries of a list that are named one by one; of more only the number is told.
const MAX_ENTRIES: usize = 50;

/// The parts of a model file in the order in which they are told.
const ORDER: [&str; 6] = ["name", "half_life", "engagement", "group", "fit", "grade"];

/// What happened to a part of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

impl What {
    /// The word of the API and of tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A difference between two models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where: e.g. `engagement rule "Pricing page" / points`.
    pub path: String,
    /// What happened there.
    pub what: What,
    /// What was there.
    pub before: Option<String>,
    /// What is there.
    pub after: Option<String>,
}

/// What changes from the model file `before` to the model file `after`.
///
/// # Errors
/// Where one of them is no TOML.
pub fn between(before: &str, after: &str) -> Result<Vec<Change>, Vec<Fault>> {
    let (before, after) = (read(before)?, read(after)?);
    let mut changes = Vec::new();
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut keys: Vec<&String> = keys.into_iter().collect();
    keys.sort_by_key(|key| {
        ORDER
            .iter()
            .position(|known| known == key)
            .unwrap_or(ORDER.len())
    });
    for key in keys {
        part(key, (before.get(key), after.get(key)), &mut changes);
    }
    Ok(changes)
}

fn read(text: &str) -> Result<Table, Vec<Fault>> {
    let table: Table =
        toml::from_str(text).map_err(|error| vec![super::fault::of_toml(text, &error)])?;
    Ok(table
        .into_iter()
        .map(|(key, value)| (key, plain(value)))
        .collect())
}

/// A value whose numbers are all of one type, so that 8 and 8.0 are the same.
fn plain(value: Value) -> Value {
    match value {
        Value::Integer(number) => Value::Float(number as f64),
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        Value::Table(table) => Value::Table(
            table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        ),
        other => other,
    }
}

/// Compares a part of the top level.
fn part(key: &str, sides: (Option<&Value>, Option<&Value>), changes: &mut Vec<Change>) {
    if entries(key, sides, changes) {
        return;
    }
    match sides {
        (Some(Value::Table(before)), Some(Value::Table(after))) if key == "lists" => {
            for name in both(before, after) {
                let path = format!("list \"{name}\"");
                list(&path, (before.get(name), after.get(name)), changes);
            }
        }
        sides => values(key, sides, changes),
    }
}

/// The keys of two tables, each once.
fn both<'t>(before: &'t Table, after: &'t Table) -> BTreeSet<&'t String> {
    before.keys().chain(after.keys()).collect()
}

/// Compares two values and what is in them.
fn values(path: &str, sides: (Option<&Value>, Option<&Value>), changes: &mut Vec<Change>) {
    match sides {
        (Some(Value::Table(before)), Some(Value::Table(after))) => {
            for key in both(before, after) {
                let sides = (before.get(key), after.get(key));
                if path == "temperature" && entries(key, sides, changes) {
                    continue;
                }
                values(&format!("{path} / {key}"), sides, changes);
            }
        }
        (before, after) if before == after => {}
        (before, after) => changes.push(Change {
            path: path.to_owned(),
            what: what(before.is_some(), after.is_some()),
            before: before.map(show),
            after: after.map(show),
        }),
    }
}

fn what(before: bool, after: bool) -> What {
    match (before, after) {
        (false, _) => What::Added,
        (true, false) => What::Removed,
        (true, true) => What::Changed,
    }
}

/// Compares two named lists as sets.
fn list(path: &str, sides: (Option<&Value>, Option<&Value>), changes: &mut Vec<Change>) {
    let (Some(Value::Array(before)), Some(Value::Array(after))) = sides else {
        return values(path, sides, changes);
    };
    let set = |items: &[Value]| items.iter().map(show).collect::<BTreeSet<String>>();
    let (old, new) = (set(before), set(after));
    let added: Vec<&String> = new.difference(&old).collect();
    let removed: Vec<&String> = old.difference(&new).collect();
    if added.len() + removed.len() > MAX_ENTRIES {
        changes.push(Change {
            path: format!("{path} / entries"),
            what: What::Changed,
            before: Some(old.len().to_string()),
            after: Some(new.len().to_string()),
        });
        return;
    }
    let entry = |what, entry: &String| Change {
        path: format!("{path} / {entry}"),
        what,
        before: (what == What::Removed).then(|| entry.clone()),
        after: (what == What::Added).then(|| entry.clone()),
    };
    changes.extend(removed.into_iter().map(|one| entry(What::Removed, one)));
    changes.extend(added.into_iter().map(|one| entry(What::Added, one)));
}

//! A row about a person as an `identify` message.

use serde_json::{Map, Value};

use super::cells::{Cells, context, put, value};
use super::columns::Field;

/// Fields of a person with the trait names that capture reads them under.
const TRAITS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("firstName", Field::FirstName),
    ("lastName", Field::LastName),
    ("email", Field::Email),
    ("phone", Field::Phone),
    ("company", Field::Company),
    ("jobTitle", Field::Title),
    ("country", Field::Country),
    ("city", Field::City),
    ("industry", Field::Industry),
    ("employees", Field::Employees),
    ("language", Field::Language),
];

/// The message, without id and time.
pub fn message(cells: &Cells) -> Map<String, Value> {
    let mut traits = Map::new();
    for (name, field) in TRAITS {
        put(&mut traits, name, cells.get(field));
    }
    for (name, text) in cells.custom() {
        traits.entry(name).or_insert_with(|| value(text));
    }
    let mut context = context(cells);
    // Nobody visited anything: the business knew the person from elsewhere.
    context.insert("channel".into(), "other".into());
    let mut message = Map::new();
    message.insert("type".into(), "identify".into());
    put(&mut message, "userId", cells.get(&Field::UserId));
    put(&mut message, "anonymousId", cells.get(&Field::AnonymousId));
    message.insert("context".into(), context.into());
    message.insert("traits".into(), traits.into());
    message
}

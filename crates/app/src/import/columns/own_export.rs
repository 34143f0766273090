//! Files that Ripen exported: what in them is said again, and what follows from the history.

use super::Field;
use crate::export::{EVENT, PERSON};
use crate::import::What;

/// Columns of an export of people that say something about them; the rest are numbers of Ripen's own
/// and what was computed.
const SAID: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("email", Field::Email),
    ("phone", Field::Phone),
    ("company", Field::Company),
    ("title", Field::Title),
    ("country", Field::Country),
    ("city", Field::City),
    ("industry", Field::Industry),
    ("employees", Field::Employees),
    ("language", Field::Language),
    ("created", Field::Time),
    ("source", Field::Source),
    ("medium", Field::Medium),
    ("campaign", Field::Campaign),
    ("profile", Field::Profile),
];

/// Columns of an export of events that make up what happened: the message as it was accepted, with
/// the id and the time that were settled on.
const HAPPENED: &[(&str, Field)] = &[
    ("message_id", Field::MessageId),
    ("timestamp", Field::Time),
    ("event", Field::Event),
    ("message", Field::Message),
];

/// What the columns fill, if these are the headers of an export.
pub fn fields(headers: &[String], what: What) -> Option<Vec<Field>> {
    let (columns, said): (&[&str], &[(&str, Field)]) = match what {
        What::People => (PERSON, SAID),
        What::Events => (EVENT, HAPPENED),
    };
    let field = |header: &String| {
        let said = said.iter().find(|(name, _)| name == header);
        said.map_or(Field::Skip, |(_, field)| field.clone())
    };
    (headers == columns).then(|| headers.iter().map(field).collect())
}

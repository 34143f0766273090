//! Files that Ripen exported: what in them is said again, and what follows from the history.

use super::Field;
use crate::data::export::{EVENT, PERSON};
use crate::data::import::What;

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

/// Columns that exports of earlier versions do not have.
const ADDED: &[&str] = &["currency"];

fn is_added(column: &str) -> bool {
    ADDED.contains(&column)
}

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
    let is_own = headers == columns
        || headers
            .iter()
            .eq(columns.iter().filter(|one| !is_added(one)));
    is_own.then(|| headers.iter().map(field).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_of_earlier_versions_are_known() {
        let headers = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        for (columns, what) in [(PERSON, What::People), (EVENT, What::Events)] {
            let earlier: Vec<&str> = columns
                .iter()
                .copied()
                .filter(|one| !is_added(one))
                .collect();
            let fields = fields(&headers(columns), what).expect("an export");
            let of_earlier = super::fields(&headers(&earlier), what).expect("an export");
            let without: Vec<_> = fields
                .iter()
                .zip(columns)
                .filter(|(_, one)| !is_added(one))
                .map(|(field, _)| field)
                .collect();
            assert_eq!(of_earlier.iter().collect::<Vec<_>>(), without);
            assert_eq!(super::fields(&headers(&columns[1..]), what), None);
        }
    }
}

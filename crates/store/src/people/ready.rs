//! Lists of whom to call first: the hot who can be reached, then the warm, by engagement; then those of both of
//! whom nobody is known that could be called, then everybody else.
//!
//! Each part is a list by engagement of its own, which the walk of the rank bound answers.

use ripen_domain::filter::PersonFilter;

use super::{After, ListQuery, walk};
use crate::engine::{Conn, Error, Result};
use crate::scores::Scores;

/// What is asked of the people of each part of the list, in order. Everybody is in one of them.
const PARTS: [&str; 4] = [
    "temperature = hot and not kind = interest",
    "temperature = warm and not kind = interest",
    "temperature >= warm and kind = interest",
    "temperature = cold",
];

/// The people of one page, those first who should be called first.
pub(super) fn page(conn: &mut Conn, scores: Scores, query: &ListQuery) -> Result<Vec<After>> {
    let first = query.after.as_ref().map_or(0, |after| after.part);
    let mut page = Vec::new();
    for (part, asked) in (0..).zip(PARTS).skip(usize::from(first)) {
        let asked =
            PersonFilter::parse(asked).map_err(|error| Error::Corrupt(error.to_string()))?;
        let filter = query.filter.and(&asked);
        let after = query.after.clone().filter(|after| after.part == part);
        let list = ListQuery {
            filter: &filter,
            after,
            limit: query.limit - page.len(),
            ..query.clone()
        };
        let found = walk::page(conn, scores, &list)?.into_iter();
        page.extend(found.map(|after| After { part, ..after }));
        if page.len() == query.limit {
            break;
        }
    }
    Ok(page)
}

//! The plans of what is asked of the people of companies.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Scorer;

use super::plans::{first_page, report};
use super::{model, now};
use crate::Scores;
use crate::engine::{Conn, Result};
use crate::overview::map_stages;
use crate::people::{Sort, people_page};

/// The questions of the map, and of lists by what companies come to.
pub(super) fn questions_about_colleagues(conn: &mut Conn, all: &mut String) -> Result<()> {
    let model = model();
    let scorer = Scorer::new(&model, now());
    // Where the points are not all, everybody is gone through to count.
    for (name, filter, limit) in [
        ("map_stages", "", 50),
        ("map_stages, companies", "company.people >= 2", 5_000),
    ] {
        let filter = PersonFilter::parse(filter).expect("a filter");
        report(conn, all, name, |conn| {
            let scores = Scores::primary(&scorer);
            map_stages(conn, scores, (&filter, 2), now(), limit).map(drop)
        })?;
    }
    let filter = PersonFilter::parse("company.people >= 2").expect("a filter");
    for (name, sort) in [
        ("people_page, companies of two", Sort::Engagement),
        ("people_page, companies of two, by fit", Sort::Fit),
    ] {
        report(conn, all, name, |conn| {
            let query = first_page(&filter, sort);
            people_page(conn, Scores::primary(&scorer), &query).map(drop)
        })?;
    }
    Ok(())
}

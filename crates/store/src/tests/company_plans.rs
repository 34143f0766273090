//! The plans of what is asked of companies and their people.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Scorer;

use super::plans::{CROWD, first_page, report};
use super::{model, now};
use crate::Scores;
use crate::companies::key::{
    MOST_READ, company_aliases_of, company_census, company_drawing, company_meanings,
    company_members, company_names_at, company_tallies,
};
use crate::engine::{Conn, Result};
use crate::orders::{order_statements, order_statements_of};
use crate::people::overview::map_stages;
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

/// The questions of what orders and companies are.
pub(super) fn questions_about_keys(conn: &mut Conn, all: &mut String) -> Result<()> {
    report(conn, all, "order_statements", |conn| {
        order_statements(conn, &[(1, "a"), (2, "b")]).map(drop)
    })?;
    report(conn, all, "order_statements_of", |conn| {
        order_statements_of(conn, &[1, 2]).map(drop)
    })?;
    report(conn, all, "company_tallies", |conn| {
        let tallies = company_tallies(conn, &["1 company", "a.example"], true)?;
        assert_eq!(tallies["1 company"].others.len(), 2);
        Ok(())
    })?;
    // However many names there are, the leaders of the lists are all that is read.
    report(conn, all, "company_tallies, a crowd", |conn| {
        let tallies = company_tallies(conn, &[CROWD], true)?;
        let read = tallies[CROWD].others.len();
        assert!(0 < read && read < MOST_READ, "{read} votes were read");
        Ok(())
    })?;
    report(conn, all, "company_names_at", |conn| {
        company_names_at(conn, CROWD, "2 company", 10).map(drop)
    })?;
    report(conn, all, "company_drawing", |conn| {
        company_drawing(conn, 10).map(drop)
    })?;
    report(conn, all, "company_meanings", |conn| {
        company_meanings(conn, &["1 company"]).map(drop)
    })?;
    report(conn, all, "company_aliases_of", |conn| {
        company_aliases_of(conn, &["1 company"]).map(drop)
    })?;
    report(conn, all, "company_census", |conn| {
        company_census(conn, "companies").map(drop)
    })?;
    report(conn, all, "company_members", |conn| {
        company_members(conn, "1 company", 0, 500).map(drop)
    })
}

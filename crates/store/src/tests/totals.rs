//! Totals: counted, or between two ends, whatever the numbers of those who pass have in common.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Scorer;

use super::{model, now, on_every_engine, person, save};
use crate::Scores;
use crate::engine::{Conn, Result};
use crate::people::{estimate, people_ids, people_total};

/// So many that totals are estimated.
const MANY: i64 = 60_000;

/// Many people: first a visitor with every twentieth number, as the web brings them, then two imports side by
/// side. Cities follow the numbers in one way, industries in another, countries in a third.
fn save_many(conn: &mut Conn) -> Result<()> {
    save(conn, &[person(1, 0.0)])?;
    let columns = "created_at, kind, stage, fit, fast, normal, slow, recent, baseline, rank_bound, interactions, last_at, last_seq, model_version";
    let spread = MANY / 4;
    let sql = format!(
        "INSERT INTO person (person_id, {columns}, country, city, industry, employees)
         WITH RECURSIVE n (x) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT x + 1 FROM n WHERE x < {MANY})
         SELECT CASE WHEN x < {spread} THEN 100 + x * 20 ELSE {spread} * 20 + x END,
             created_at, x % 3, x % 2, x % 100, fast, normal, slow, recent, baseline, x % 50, interactions, last_at,
             last_seq, model_version, CASE WHEN x < {spread} THEN 'AA' WHEN x < 25000 THEN 'BB' ELSE 'CC' END,
             'City ' || (x / 1000), 'Industry ' || (x % 7), x % 1000
         FROM person, n WHERE person_id = 1"
    );
    conn.execute(&sql, &[]).map(drop)
}

#[test]
fn an_estimate_holds_the_truth_in_95_of_100_cases_whatever_follows_the_numbers() {
    on_every_engine(|conn| {
        save_many(conn)?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let scores = Scores::primary(&scorer);
        let mut filters = Vec::new();
        filters.extend(["AA", "BB", "CC", "ZZ"].map(|one| format!("country = \"{one}\"")));
        filters.extend((0..60).map(|nth| format!("city = \"City {nth}\"")));
        filters.extend((0..7).map(|nth| format!("industry = \"Industry {nth}\"")));
        filters.extend((1..30).map(|nth| format!("employees < {}", nth * 33)));
        let (mut held, mut widest) = (0, 0.0_f64);
        for text in &filters {
            let filter = PersonFilter::parse(text).expect("a filter");
            let truth = people_ids(conn, scores, &filter, now())?.len() as i64;
            let total = estimate(conn, scores, &filter, now())?;
            held += i64::from((total.low..=total.high).contains(&truth));
            widest = widest.max((total.high - total.low) as f64 / MANY as f64);
        }
        let share = held as f64 / filters.len() as f64;
        assert!(share >= 0.93, "{held} of {}", filters.len());
        assert!(widest < 0.04, "an interval of {widest} says too little");
        Ok(())
    });
}

#[test]
fn what_an_index_or_a_pass_over_few_tells_is_counted() {
    on_every_engine(|conn| {
        save_many(conn)?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let scores = Scores::primary(&scorer);
        for (text, is_exact) in [
            ("", true),
            ("kind = customer", true),
            ("not kind = customer and disqualified is unknown", true),
            ("stage = customer", true),
            (
                "not kind = customer and disqualified is unknown and not (kind = interest and last_touch is unknown and name is unknown and company is unknown and email is unknown and phone is unknown)",
                true,
            ),
            ("city = \"City 7\"", true),
            ("fit >= 99", true),
            ("industry = \"Industry 3\"", false),
            ("fit >= 40 and country = \"CC\"", false),
        ] {
            let filter = PersonFilter::parse(text).expect("a filter");
            let truth = people_ids(conn, scores, &filter, now())?.len() as i64;
            let total = people_total(conn, scores, &filter, now())?;
            assert_eq!(total.is_exact(), is_exact, "{text}: {total:?} of {truth}");
            assert!(
                (total.low..=total.high).contains(&truth),
                "{text}: {total:?} of {truth}"
            );
            assert!(
                (total.low..=total.high).contains(&total.value),
                "{text}: {total:?}"
            );
        }
        Ok(())
    });
}

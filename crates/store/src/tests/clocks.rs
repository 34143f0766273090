//! Lists under clocks that are wrong.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::{DecayClass, Scorer};
use ripen_domain::time::{Span, Timestamp};

use super::{model, now, on_every_engine, person, save};
use crate::Scores;
use crate::people::overview::{map_stages, overview_counts};
use crate::people::person::Person;
use crate::people::{ListQuery, Sort, people_page, people_total};

/// Points given at any time, from long before to long after the landmark.
fn people() -> Vec<Person> {
    let model = model();
    let decays = Scorer::new(&model, now()).decays;
    let given = |(id, days): (i64, i64)| {
        let at = now() + Span::days(days);
        let mut one = person(id, 0.0);
        one.state.sums = [DecayClass::Fast, DecayClass::Normal, DecayClass::Slow]
            .map(|class| 30.0 * decays.weight(class, at));
        one.state.pace = decays.velocity_weights(at).map(|weight| 30.0 * weight);
        (one.state.last_touch, one.state.last) = (Some(at), (at, id));
        one
    };
    let days = [-9_000, -2_600, -30, 0, 30, 2_600, 9_000, 100_000];
    (1..).zip(days).map(given).collect()
}

#[test]
fn lists_answer_whatever_the_clock_says() {
    on_every_engine(|conn| {
        let people = people();
        save(conn, &people)?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let scores = Scores::primary(&scorer);
        let moments = [
            "1970-01-01",
            "2001-09-09",
            "2026-02-01",
            "2026-03-10",
            "2027-06-01",
        ];
        let moments = moments.map(|day| Timestamp::parse(day).expect("a day"));
        let far = [
            Timestamp::from_micros(i64::MAX / 2),
            now() + Span::days(90_000),
        ];
        for now in moments.into_iter().chain(far) {
            for text in [
                "",
                "engagement > 5",
                "velocity < 3 and engagement >= 0",
                "temperature = hot",
            ] {
                let filter = PersonFilter::parse(text).expect("a filter");
                people_total(conn, scores, &filter, now)?;
                for sort in [
                    Sort::Engagement,
                    Sort::Call,
                    Sort::Velocity,
                    Sort::Fit,
                    Sort::LastTouch,
                ] {
                    let query = ListQuery {
                        filter: &filter,
                        sort,
                        after: None,
                        limit: 50,
                        now,
                    };
                    let page = people_page(conn, scores, &query)?;
                    assert!(!text.is_empty() || page.len() == people.len(), "{now:?}");
                }
                map_stages(conn, scores, (&filter, 2), now, 100)?;
            }
            overview_counts(conn, now)?;
        }
        Ok(())
    });
}

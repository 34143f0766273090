//! The people at the top of a list.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Scorer;
use ripen_domain::time::Span;

use super::{model, now, on_every_engine, person, save};
use crate::Scores;
use crate::engine::Conn;
use crate::people::overview::map_stages;
use crate::people::person::Person;
use crate::people::{ListQuery, Sort, people_ids, people_page, people_total};

/// Ten people: the higher the number the higher the fit and the lower the engagement; 5 and 6 have the same scores.
fn some_people() -> Vec<Person> {
    let score = |id: i64| if id == 6 { 5 } else { id } as f64;
    let one = |id: i64| {
        let mut one = person(id, 100.0 - score(id));
        one.state.fit = score(id);
        one.state.pace = [score(id) % 4.0, 0.0];
        one
    };
    (1..=10).map(one).collect()
}

/// Who is found by lists, by the map and by their numbers, and by the total: all agree.
fn found(conn: &mut Conn, text: &str) -> crate::Result<Vec<i64>> {
    let model = model();
    let scorer = Scorer::new(&model, now());
    let (scores, now) = (Scores::primary(&scorer), now() + Span::days(1));
    let filter = PersonFilter::typed(text).expect(text);
    let mut query = ListQuery {
        filter: &filter,
        sort: Sort::Created,
        after: None,
        limit: 3,
        now,
    };
    let mut listed = Vec::new();
    loop {
        let page = people_page(conn, scores, &query)?;
        listed.extend(page.iter().map(|one| one.id));
        query.after = page.last().cloned();
        if page.len() < query.limit {
            break;
        }
    }
    listed.sort_unstable();
    assert_eq!(people_ids(conn, scores, &filter, now)?, listed, "{text}");
    assert_eq!(
        people_total(conn, scores, &filter, now)?.value,
        listed.len() as i64,
        "{text}"
    );
    let stages = map_stages(conn, scores, (&filter, model.stages.len()), now, 100)?;
    assert_eq!(
        stages.iter().map(|stage| stage.count).sum::<i64>(),
        listed.len() as i64,
        "{text}"
    );
    Ok(listed)
}

#[test]
fn the_top_is_taken_among_those_who_pass() {
    on_every_engine(|conn| {
        save(conn, &some_people())?;
        for (text, expected) in [
            ("top 3 by engagement", vec![1, 2, 3]),
            ("top 3 by fit", vec![8, 9, 10]),
            ("top 30% by fit", vec![8, 9, 10]),
            ("top 21% by fit", vec![8, 9, 10]),
            ("fit < 8 top 2 by fit", vec![5, 6, 7]),
            ("fit < 8 top 2 by engagement", vec![1, 2]),
            ("top 5 by engagement", vec![1, 2, 3, 4, 5, 6]),
            ("top 100 by engagement", (1..=10).collect()),
            ("fit > 100 top 5 by fit", vec![]),
            ("fit > 100 top 5% by velocity", vec![]),
            ("top 2 by velocity", vec![3, 7]),
            ("fit <= 2 top 50% by velocity", vec![2]),
            ("fit > 3 or fit < 2 top 1 by engagement", vec![1]),
        ] {
            assert_eq!(found(conn, text)?, expected, "{text}");
        }
        Ok(())
    });
}

//! Surges at companies: found by what their people do, shown with each of them, the same whatever the
//! order of arrival.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ripen_app::models::file;
use ripen_app::people::PeopleQuery;
use ripen_domain::filter::PersonFilter;
use ripen_store::Conn;
use serde_json::{Value, json};

use crate::support::{
    Bench, hours_ago, identify, on_every_database, on_pairs_of_databases, page, track,
};

/// Histories tried on each pair of databases.
const CASES: u32 = 10;
const SIGNAL: &str = "company_surge";

fn works_at(user: &str, domain: &str, hours: i64) -> Value {
    let traits = json!({"email": format!("{user}@{domain}")});
    identify(&format!("c-{user}"), Some(user), traits, hours)
}

/// Page views of a user's browser, an hour apart.
fn visits(user: &str, many: i64, hours: i64) -> Vec<Value> {
    let cookie = format!("c-{user}");
    let of = |nth| page(&cookie, &format!("/docs/{nth}"), hours - nth);
    (0..many).map(of).collect()
}

fn keys(bench: &Bench, user: &str) -> Vec<String> {
    let signals = bench.person(bench.user(user)).signals;
    let keys = signals.into_iter().map(|one| one.listed.signal.key);
    keys.filter(|key| key == SIGNAL).collect()
}

/// The user ids of those whom a filter finds.
fn found(bench: &Bench, filter: &str) -> Vec<i64> {
    let query = PeopleQuery {
        filter: filter.into(),
        limit: 50,
        ..PeopleQuery::default()
    };
    let page = bench.app.people_list(&query).expect("a list");
    let mut ids: Vec<i64> = page.people.iter().map(|one| one.person.id).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_surge_is_shown_with_each_of_the_companys_people() {
    on_every_database(|bench| {
        bench.feed(&[
            works_at("ana", "acme.example", 24 * 30),
            works_at("bob", "acme.example", 24 * 29),
            works_at("quiet", "acme.example", 24 * 40),
            works_at("free", "gmail.com", 24 * 30),
            works_at("other", "gmail.com", 24 * 30),
        ]);
        bench.feed(&visits("free", 8, 50));
        bench.feed(&visits("other", 8, 50));
        bench.feed(&visits("ana", 6, 50));
        assert_eq!(keys(bench, "ana"), [""; 0]);
        bench.feed(&visits("bob", 6, 30));
        for user in ["ana", "bob", "quiet"] {
            assert_eq!(keys(bench, user), [SIGNAL], "{user}");
        }
        assert_eq!(keys(bench, "free"), [""; 0]);
        let page = bench
            .app
            .signals(Some(SIGNAL), None, None, 9)
            .expect("signals");
        assert_eq!(page.items.len(), 1);
        let event = &page.items[0];
        let surge = event.listed.surge.as_ref().expect("it is the company's");
        assert_eq!(surge.company, "acme.example");
        assert_eq!((surge.interactions, surge.people), (10, 2));
        assert_eq!(event.listed.signal.person, bench.user("bob"));
        assert_eq!(event.evidence.len(), 10);
        let given_by = event.evidence.iter().map(|one| event.given_by[&one.seq].id);
        let anas = given_by.filter(|id| *id == bench.user("ana")).count();
        assert_eq!(anas, 6);
        // In lists it is asked for like the signals of people.
        let mut members = ["ana", "bob", "quiet"].map(|user| bench.user(user));
        members.sort_unstable();
        for filter in [
            "signal(company_surge, 7d)",
            "signal(company_surge) = 1",
            "signal = company_surge",
        ] {
            assert_eq!(found(bench, filter), members, "{filter}");
        }
        assert_eq!(found(bench, "signal(company_surge, 1d)"), [0_i64; 0]);
        let query = PeopleQuery {
            filter: "email = \"quiet@acme.example\"".into(),
            limit: 9,
            ..PeopleQuery::default()
        };
        let list = bench.app.people_list(&query).expect("a list");
        assert_eq!(list.people[0].signals[0].key, SIGNAL);
    });
}

#[test]
fn a_surge_leads_to_all_people_of_the_company() {
    on_every_database(|bench| {
        let states = |user: &str, company: &str| {
            let traits = json!({"email": format!("{user}@samecorp.example"), "company": company});
            identify(&format!("c-{user}"), Some(user), traits, 24 * 30)
        };
        bench.feed(&[
            states("ana", "Samecorp a.s."),
            states("bob", "SAMECORP, a. s."),
            works_at("quiet", "samecorp.example", 24 * 40),
            works_at("other", "elsewhere.example", 24 * 40),
        ]);
        bench.feed(&visits("ana", 6, 50));
        bench.feed(&visits("bob", 6, 30));
        let page = bench
            .app
            .signals(Some(SIGNAL), None, None, 9)
            .expect("signals");
        let listed = &page.items[0].listed;
        let surge = listed.surge.as_ref().expect("it is the company's");
        let filter = PersonFilter::text_of_company(&surge.company, listed.company.as_deref());
        let mut members = ["ana", "bob", "quiet"].map(|user| bench.user(user));
        members.sort_unstable();
        assert_eq!(found(bench, &filter), members, "{filter}");
    });
}

#[test]
fn importing_a_company_is_no_surge() {
    on_every_database(|bench| {
        bench.feed(&[works_at("old", "acme.example", 24 * 40)]);
        bench.feed(&visits("old", 1, 24 * 39));
        let imported = |nth: i64| works_at(&format!("new-{nth}"), "acme.example", 30);
        bench.feed(&(0..30).map(imported).collect::<Vec<_>>());
        assert_eq!(keys(bench, "old"), [""; 0]);
    });
}

#[test]
fn what_people_did_goes_with_them() {
    on_every_database(|bench| {
        bench.feed(&visits("ana", 6, 50));
        bench.feed(&visits("bob", 6, 30));
        let all = |bench: &Bench| {
            bench
                .app
                .signals(Some(SIGNAL), None, None, 9)
                .expect("signals")
        };
        assert_eq!(all(bench).items.len(), 0);
        // Once they are known, what they did before is the company's as well.
        bench.feed(&[
            works_at("ana", "acme.example", 20),
            works_at("bob", "acme.example", 20),
        ]);
        assert_eq!(keys(bench, "ana"), [SIGNAL]);
        // Whoever moves on takes it along, and one alone is no surge.
        bench.feed(&[works_at("bob", "umbrella.example", 10)]);
        assert_eq!(all(bench).items.len(), 0);
        assert_eq!(found(bench, "signal = company_surge"), [0_i64; 0]);
        bench.feed(&[works_at("bob", "acme.example", 5)]);
        assert_eq!(keys(bench, "bob"), [SIGNAL]);
    });
}

#[test]
fn another_definition_finds_the_surges_anew() {
    on_every_database(|bench| {
        bench.feed(&[
            works_at("ana", "acme.example", 60),
            works_at("bob", "acme.example", 59),
        ]);
        bench.feed(&visits("ana", 3, 50));
        bench.feed(&visits("bob", 3, 30));
        assert_eq!(keys(bench, "ana"), [""; 0]);
        let publish = |text: &str| {
            bench.app.model_publish(text, "test").expect("it is sound");
            bench.app.project_all().expect("it runs");
        };
        publish(&keen_model());
        assert_eq!(keys(bench, "ana"), [SIGNAL]);
        publish(file::DEFAULT);
        assert_eq!(keys(bench, "ana"), [""; 0]);
    });
}

/// A model whose companies surge at little.
fn keen_model() -> String {
    let given = "at_least = 10\npeople = 2\nwithin = \"7d\"\nbaseline = \"28d\"\ntimes_baseline = 2\ncool_down = \"14d\"";
    let keen = "at_least = 3\npeople = 2\nwithin = \"3d\"\nbaseline = \"9d\"\ntimes_baseline = 1.5\ncool_down = \"2d\"";
    assert!(file::DEFAULT.contains(given));
    file::DEFAULT.replace(given, keen)
}

/// One thing that one of four people does, some hours ago.
#[derive(Clone, Debug)]
struct Deed {
    who: usize,
    hours: i64,
    what: usize,
}

/// What two people of one company did within a day: a surge, whatever else happened.
fn burst() -> impl Iterator<Item = Deed> {
    (0..24_usize).map(|nth| Deed {
        who: nth % 2,
        hours: 2 + nth as i64 / 2,
        // They say where they work, then look at pages.
        what: if nth < 2 { 0 } else { 6 },
    })
}

fn deeds() -> impl Strategy<Value = (Vec<Deed>, Vec<usize>, usize)> {
    let one = (0..4_usize, 1..900_i64, 0..12_usize);
    let one = one.prop_map(|(who, hours, what)| Deed { who, hours, what });
    proptest::collection::vec(one, 1..60).prop_flat_map(|mut deeds| {
        deeds.extend(burst());
        let order = Just((0..deeds.len()).collect::<Vec<_>>()).prop_shuffle();
        (Just(deeds), order, 1..9_usize)
    })
}

fn event(deed: &Deed, nth: usize, run: u32) -> Value {
    let user = format!("u{}-{run}", deed.who);
    let cookie = format!("c-{user}");
    // Companies of their own for each run, and one free mailbox.
    let domain = ["acme", "umbrella"][deed.what % 2];
    let domain = match deed.what {
        2 => "gmail.com".to_owned(),
        _ => format!("{domain}{run}.example"),
    };
    let mut event = match deed.what {
        0..=2 => works_at(&user, &domain, deed.hours),
        3..=5 => track(&user, "Question Asked", json!({}), deed.hours),
        _ => page(&cookie, "/docs", deed.hours),
    };
    event["messageId"] = format!("{run}-{nth}").into();
    let at = hours_ago(deed.hours) - ripen_domain::time::Span::seconds(nth as i64);
    event["timestamp"] = at.to_rfc3339().into();
    event
}

fn rows(conn: &mut Conn, sql: &str) -> ripen_store::Result<Vec<String>> {
    conn.query(sql, &[], |row| row.get(0))
}

/// What companies come to, without what depends on the order of arrival: log positions and the
/// numbers of people, which are log positions too.
fn outcome(bench: &Bench) -> [Vec<String>; 2] {
    let days =
        "SELECT company_key || ' ' || day || ' ' || interactions AS a FROM company_day ORDER BY a";
    let signals =
        "SELECT company_key || ' ' || key || ' ' || at || ' ' || interactions || ' ' || people AS a
                   FROM company_signal ORDER BY a";
    let read = bench
        .db
        .db
        .read(|conn| Ok([rows(conn, days)?, rows(conn, signals)?]));
    read.expect("they are read")
}

/// The numbers are what people and timelines say, and the signals what they give when they are found
/// from the beginning.
fn check_counted(bench: &Bench) -> Result<(), TestCaseError> {
    let stored = "SELECT company_key || ' ' || day || ' ' || person_id || ' ' || interactions AS a
                  FROM company_person_day ORDER BY a";
    let counted =
        "SELECT company_key || ' ' || day || ' ' || person_id || ' ' || count(*) AS a FROM
                   (SELECT p.company_key, t.at / 86400000000 AS day, p.person_id FROM person p
                    JOIN timeline t ON t.person_id = p.person_id
                    JOIN kind k ON k.kind_id = t.kind_id
                    WHERE t.verdict = 0 AND p.company_key IS NOT NULL
                    AND k.name NOT IN ('Identified', 'Grouped', 'Aliased')) AS each_one
                   GROUP BY company_key, day, person_id ORDER BY a";
    let days =
        "SELECT company_key || ' ' || day || ' ' || interactions AS a FROM company_day ORDER BY a";
    let summed = "SELECT company_key || ' ' || day || ' ' || CAST(sum(interactions) AS BIGINT) AS a
                  FROM company_person_day GROUP BY company_key, day ORDER BY a";
    let signals =
        "SELECT company_key || key || at || ' ' || seq || ' ' || person_id || ' ' || evidence AS a
                   FROM company_signal ORDER BY a";
    let read = |sql: &str| bench.db.db.read(|conn| rows(conn, sql)).expect("rows");
    prop_assert_eq!(read(stored), read(counted));
    prop_assert_eq!(read(days), read(summed));
    let before = read(signals);
    let forgotten = bench.db.db.write(|conn| {
        conn.execute("DELETE FROM company_follow", &[])?;
        conn.execute("DELETE FROM company_signal", &[])
    });
    forgotten.expect("they are forgotten");
    bench.app.project_all().expect("it runs");
    prop_assert_eq!(before, read(signals));
    Ok(())
}

#[test]
fn surges_are_the_same_for_any_arrival() {
    on_pairs_of_databases(|ordered, mixed| {
        for bench in [ordered, mixed] {
            let published = bench.app.model_publish(&keen_model(), "test");
            published.expect("it is sound");
        }
        let (run, surges) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            max_shrink_iters: 20,
            ..Config::default()
        };
        let result = TestRunner::new(config).run(&deeds(), |(deeds, order, size)| {
            run.set(run.get() + 1);
            let events = deeds.iter().enumerate();
            let events: Vec<Value> = events
                .map(|(nth, deed)| event(deed, nth, run.get()))
                .collect();
            let mut by_time = events.clone();
            by_time.sort_by_key(|one| one["timestamp"].to_string());
            ordered.feed(&by_time);
            for batch in order.chunks(size) {
                let batch: Vec<Value> = batch.iter().map(|at| events[*at].clone()).collect();
                mixed.feed(&batch);
            }
            let outcome = (outcome(ordered), outcome(mixed));
            surges.set(outcome.0[1].len());
            prop_assert_eq!(outcome.0, outcome.1);
            check_counted(ordered)?;
            check_counted(mixed)
        });
        result.unwrap_or_else(|error| panic!("{error}"));
        // Every case has a burst in it, which what else happens can only rarely outdo.
        let many = surges.get();
        assert!(many > CASES as usize / 2, "only {many} surges were found");
    });
}

#[test]
fn an_undone_merge_gives_the_company_back_what_was_its() {
    on_every_database(|bench| {
        bench.feed(&[
            works_at("ana", "acme.example", 60),
            works_at("bob", "acme.example", 59),
        ]);
        bench.feed(&visits("ana", 6, 50));
        bench.feed(&visits("guest", 6, 30));
        let signals = |bench: &Bench| {
            bench
                .app
                .signals(Some(SIGNAL), None, None, 9)
                .expect("signals")
        };
        assert_eq!(signals(bench).items.len(), 0);
        bench.feed(&[identify("c-guest", Some("bob"), json!({}), 10)]);
        assert_eq!(signals(bench).items.len(), 1);
        check_counted(bench).expect("counted");
        let merge = bench.person(bench.user("bob")).merges.remove(0);
        bench.app.merge_undo(merge.id).expect("it is undone");
        bench.app.project_all().expect("it runs");
        assert_eq!(signals(bench).items.len(), 0);
        check_counted(bench).expect("counted");
    });
}

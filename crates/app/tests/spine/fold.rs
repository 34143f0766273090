//! What scores rest on besides the model: the rules of folding, and the organisation's days.

use std::sync::Arc;

use ripen_app::{Options, Ripen};
use ripen_domain::scoring::FOLD_VERSION;
use ripen_domain::zone::Zone;
use ripen_store::{Db, ModelId};
use serde_json::json;

use crate::support::{Bench, captured, identify, on_every_database, page, track};

/// Opens the database of a bench once more, for an organisation in a time zone.
fn reopened(bench: &Bench, zone: &str) -> Arc<Ripen> {
    let db = Db::open(&bench.db.target).expect("the database opens");
    let options = Options {
        time_zone: Some(Zone::named(zone).expect("a zone")),
        ..Options::default()
    };
    Ripen::open(db, options).expect("the application opens")
}

#[test]
fn a_command_that_says_no_zone_keeps_that_of_the_database() {
    on_every_database(|bench| {
        let app = reopened(bench, "Pacific/Auckland");
        app.project_all().expect("it runs");
        let version = app.model().expect("a model").version;
        app.stop();
        let db = Db::open(&bench.db.target).expect("the database opens");
        let app = Ripen::open(db, Options::default()).expect("the application opens");
        let model = app.model().expect("a model");
        assert_eq!(
            (model.version, model.zone.name()),
            (version, "Pacific/Auckland")
        );
        app.stop();
    });
}

/// Has the database say of its scores what one of an older program says.
fn make_old(bench: &Bench) {
    let spoil = "UPDATE model_version SET fold = 0;
        UPDATE person SET last_touch = last_at + 1, interactions = 99, first_touch_id = NULL, first_touch_at = NULL";
    let done = bench.db.db.write(|conn| conn.execute_script(spoil));
    done.expect("it is written");
}

#[test]
fn scores_by_older_rules_are_brought_up_to_the_newer_ones() {
    on_every_database(|bench| {
        let mut visit = page("v1", "/pricing", 30);
        visit["context"]["campaign"] = json!({"source": "fair"});
        bench.feed(&[
            visit,
            identify("v1", Some("u1"), json!({"email": "a@firma.example"}), 20),
            track("u1", "Order Completed", json!({"total": 5}), 10),
        ]);
        let one = bench.user("u1");
        let before = bench.person(one).listed.person.state.clone();
        make_old(bench);
        assert_ne!(bench.person(one).listed.person.state, before);

        let app = reopened(bench, "UTC");
        app.project_all().expect("it runs");
        let versions = app.model_versions(ModelId::PRIMARY).expect("versions");
        assert_eq!((versions[0].version, versions[0].fold), (2, FOLD_VERSION));
        assert!(versions[0].note.is_some());
        assert_eq!(
            app.person(one).expect("a person").listed.person.state,
            before
        );
        app.stop();
        // Once is enough.
        let app = reopened(bench, "UTC");
        assert_eq!(app.model().expect("a model").version, 2);
        app.stop();
    });
}

/// Six looks at the prices in one night of Istanbul, which are two days of UTC.
fn night() -> Vec<serde_json::Value> {
    let times = [
        "2026-02-23T21:10:00Z",
        "2026-02-23T21:40:00Z",
        "2026-02-23T22:40:00Z",
        "2026-02-24T00:10:00Z",
        "2026-02-24T01:00:00Z",
        "2026-02-24T02:00:00Z",
    ];
    let look = |(nth, at)| {
        json!({"type": "page", "userId": "tz", "messageId": format!("tz{nth}"), "timestamp": at,
               "properties": {"path": "/pricing"}})
    };
    times.into_iter().enumerate().map(look).collect()
}

/// The points that the rule for looks at the prices has given.
fn given(app: &Ripen, person: i64) -> f64 {
    let story = app
        .person_explain(person, ModelId::PRIMARY, None)
        .expect("an explanation");
    let (rules, shares) = (
        &story.scoring.model.engagement,
        &story.explanation.engagement,
    );
    let of_prices = shares
        .iter()
        .filter(|share| rules[share.rule].when.text().contains("pricing"));
    of_prices.map(|share| share.given).sum()
}

#[test]
fn caps_count_the_days_of_the_organisation() {
    on_every_database(|bench| {
        bench.feed(&night());
        let one = bench.user("tz");
        assert_eq!(given(&bench.app, one), 48.0, "three a day, on two days");
        bench.app.stop();

        let app = reopened(bench, "Europe/Istanbul");
        app.project_all().expect("it runs");
        assert_eq!(given(&app, one), 24.0, "three a day, on one");
        // The interactions are counted in the stored state alike.
        let stored = app.person(one).expect("a person").listed.person.state;
        let capped = stored.tallies.iter().filter(|tally| tally.capped == 3);
        assert_eq!(capped.map(|tally| tally.count).collect::<Vec<_>>(), [3]);
        // What comes now goes on in that zone.
        app.append(captured(&[
            json!({"type": "page", "userId": "tz", "messageId": "late",
            "timestamp": "2026-02-24T20:30:00Z", "properties": {"path": "/pricing"}}),
        ]))
        .expect("it is appended");
        app.project_all().expect("it runs");
        assert_eq!(given(&app, one), 24.0);
        app.stop();
    });
}

#[test]
fn a_nightly_synchronisation_is_no_sign_of_life() {
    on_every_database(|bench| {
        let known = |plan: &str, at: &str| {
            json!({"type": "identify", "userId": "cv", "timestamp": at, "messageId": at,
                   "traits": {"email": "cv@sync.example", "name": "Cv", "plan": plan}})
        };
        let order = json!({"type": "track", "event": "Order Completed", "userId": "cv", "messageId": "order",
            "timestamp": "2025-05-10T10:00:00Z", "properties": {"total": 10}});
        bench.feed(&[known("free", "2025-01-30T10:00:00Z"), order]);
        let one = bench.user("cv");
        let before = bench.person(one).listed.person.state.clone();
        let found = |filter: &str| {
            let query = ripen_app::people::PeopleQuery {
                filter: filter.into(),
                limit: 10,
                ..Default::default()
            };
            bench.app.people_list(&query).expect("a list").people.len()
        };
        for (nth, night) in ["2025-11-26T03:00:00Z", "2026-01-26T03:00:00Z"]
            .into_iter()
            .enumerate()
        {
            bench.feed(&[known(&format!("gold{nth}"), night)]);
            let person = bench.person(one).listed.person;
            assert_eq!(
                person
                    .profile
                    .get("plan")
                    .map(|plan| plan.to_text().into_owned()),
                Some(format!("gold{nth}"))
            );
            let state = person.state;
            assert_eq!(state.last_touch, before.last_touch);
            assert_eq!(
                (state.stage, state.stage_since),
                (before.stage, before.stage_since)
            );
            assert_eq!(state.pace, before.pace);
            assert_eq!(found("stage = lapsed"), 1);
            assert_eq!(found("count(any) = 1 and count(identified) >= 2"), 1);
            assert_eq!(found("last(any) > \"2025-05-11\""), 0);
            assert_eq!(found("last_touch > \"2025-05-11\""), 0);
        }
    });
}

//! Clocks that were ahead, and landmarks that wear while the application runs.

use ripen_app::capture::{Call, Client, Request, capture_request};
use ripen_app::clock;
use ripen_app::models::file;
use ripen_domain::time::{Span, Timestamp};
use ripen_store::ModelId;
use ripen_store::models::entry::model_entry_find;
use ripen_store::models::{ModelVersion, model_publish_in_txn};
use serde_json::{Value, json};

use crate::support::{Bench, hours_ago, identify, on_every_database, page};

/// Takes events in as a server does whose clock says `received_at`.
fn append_at(bench: &Bench, events: &[Value], received_at: Timestamp) {
    let body = json!({ "batch": events }).to_string();
    let client = Client {
        source_id: 1,
        received_at,
        ..Client::default()
    };
    let request = Request {
        call: Call::Batch,
        client,
        body: body.as_bytes(),
    };
    let captured = capture_request(&request).expect("a batch");
    bench.app.append(captured).expect("it is kept");
}

/// The event without its time: it happened when it arrived.
fn untimed(mut event: Value) -> Value {
    event["timestamp"] = Value::Null;
    event
}

/// Engagement, as listed and as explained.
fn engagement(bench: &Bench, visitor: &str) -> f64 {
    let id = bench.visitor(visitor);
    let listed = bench.person(id).listed.engagement;
    let explained = bench.explain(id, None).explanation.engagement_value;
    assert!((listed - explained).abs() < 1e-3, "{listed} {explained}");
    listed
}

#[test]
fn a_clock_that_was_ahead_for_seconds_spoils_nothing() {
    on_every_database(|bench| {
        bench.feed(&[page("before", "/pricing", 3), page("both", "/pricing", 3)]);
        let usual = engagement(bench, "before");
        let ahead = clock::now() + Span::days(4_000);
        let during = [
            untimed(page("during", "/pricing", 2)),
            untimed(page("both", "/pricing", 2)),
            identify("both", Some("u"), json!({"title": "CEO"}), 2),
        ];
        append_at(bench, &during, ahead);
        append_at(
            bench,
            &[untimed(page("after", "/pricing", 1))],
            clock::now(),
        );
        bench.app.project_all().expect("it runs");
        for (visitor, most) in [
            ("before", 1.0),
            ("during", 1.1),
            ("both", 2.2),
            ("after", 1.1),
        ] {
            let now = engagement(bench, visitor);
            assert!(
                now > 0.0 && now <= usual * most,
                "{visitor}: {now} of {usual}"
            );
            let state = bench.person(bench.visitor(visitor)).listed.person.state;
            assert!(state.last.0 <= clock::now() && state.last_touch <= Some(clock::now()));
        }
        // Who comes back later goes on as ever.
        bench.feed(&[
            untimed(page("during", "/a", 0)),
            untimed(page("new", "/a", 0)),
        ]);
        let state = bench.person(bench.visitor("during")).listed.person.state;
        assert_eq!(state.interactions, 2);
        bench.app.project_all().expect("nothing is left to do");
    });
}

#[test]
fn what_was_not_projected_yet_counts_as_of_the_same_moment() {
    on_every_database(|bench| {
        let ahead = clock::now() + Span::days(400);
        append_at(bench, &[untimed(page("v", "/pricing", 2))], ahead);
        bench.app.project_all().expect("it runs");
        let last = |visitor: &str| {
            bench
                .person(bench.visitor(visitor))
                .listed
                .person
                .state
                .last
                .0
        };
        assert!(last("v") <= clock::now());
        // The log is as it was, and a second look changes nothing.
        let settled = last("v");
        bench.app.project_all().expect("it runs");
        assert_eq!(last("v"), settled);
        let logged = bench
            .db
            .db
            .read(|conn| ripen_store::log::log_read(conn, 0, 10));
        assert_eq!(logged.expect("the log")[0].1.at, ahead);
    });
}

#[test]
fn a_clock_that_is_behind_rewrites_nothing() {
    on_every_database(|bench| {
        // Steady arrivals from before now until long after it: our own clock must be the wrong one.
        let ahead: Vec<Timestamp> = (-3..30)
            .map(|nth| clock::now() + Span::hours(12 * nth + 1))
            .collect();
        for (nth, at) in ahead.iter().enumerate() {
            append_at(
                bench,
                &[untimed(page(&format!("v{nth}"), "/pricing", 1))],
                *at,
            );
        }
        bench.app.project_all().expect("it runs");
        let state = bench.person(bench.visitor("v29")).listed.person.state;
        assert_eq!(state.last.0, ahead[29]);
        let query = ripen_app::people::PeopleQuery::default();
        bench.app.people_list(&query).expect("lists answer");
    });
}

#[test]
fn a_landmark_is_moved_while_the_application_runs() {
    on_every_database(|bench| {
        bench.feed(&[page("v", "/pricing", 3)]);
        let usual = engagement(bench, "v");
        for far in [-5_000, 5_000] {
            let version = ModelVersion {
                name: "Default".into(),
                text: file::DEFAULT.into(),
                landmark: clock::now() + Span::days(far),
                published_at: hours_ago(1),
                published_by: "test".into(),
                ..ModelVersion::default()
            };
            let published = bench
                .db
                .db
                .write(|conn| model_publish_in_txn(conn, &version));
            let published = published.expect("it is published");
            bench.feed(&[page("w", &format!("/{far}"), 2)]);
            let entry = bench.db.db.read(|conn| model_entry_find(conn, "primary"));
            assert_eq!(entry.expect("the model").version, published + 1, "{far}");
            let scoring = bench.app.model_of(ModelId::PRIMARY).expect("the model");
            assert!((clock::now() - scoring.landmark).as_days().abs() < 1.0);
            assert!((engagement(bench, "v") - usual).abs() < 0.1);
            assert!(engagement(bench, "w") > 0.0);
        }
    });
}

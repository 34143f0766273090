//! Keys that everybody can read: what they say adds, and never overwrites.

use std::collections::HashSet;

use ripen_domain::profile::field;
use ripen_store::access::KeyKind;
use serde_json::{Value, json};

use crate::support::{
    Bench, identify, on_every_database, on_pairs_of_databases, page, track, with_visitor,
};

fn traits(user: &str, traits: Value, hours: i64) -> Value {
    with_visitor(identify("", Some(user), traits, hours), Value::Null)
}

/// The text of a field.
fn text(bench: &Bench, user: &str, field: &str) -> Option<String> {
    let person = bench.person(bench.user(user)).listed.person;
    let value = person.profile.get(field);
    value.map(|value| value.to_text().into_owned())
}

#[test]
fn what_a_browser_says_adds_and_overwrites_nothing() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let known = json!({"email": "eva@chlad.example", "title": "CEO", "plan": "gold"});
        bench.feed(&[traits("u", known, 90)]);
        let claimed = json!({"email": "spy@else.example", "title": "Spy", "plan": "free", "city": "Brno", "seats": 5});
        bench.feed_from(browser, &[traits("u", claimed, 80)]);
        let shown = [field::EMAIL, field::TITLE, "plan", field::CITY, "seats"]
            .map(|field| text(bench, "u", field));
        let expected =
            ["eva@chlad.example", "CEO", "gold", "Brno", "5"].map(|text| Some(text.to_owned()));
        assert_eq!(shown, expected);
        // Nor does what is said at a device or by a shared contact point, of what was claimed.
        let desk = json!({"type": "identify", "messageId": "desk", "anonymousId": "kiosk",
            "traits": {"email": "info@chlad.example"}});
        bench.feed_from(
            browser,
            &[
                identify("kiosk", Some("u"), json!({"city": "Brno"}), 79),
                desk,
            ],
        );
        bench.feed_from(
            browser,
            &[identify(
                "kiosk",
                None,
                json!({"city": "Cheb", "seats": 9}),
                75,
            )],
        );
        assert_eq!(text(bench, "u", field::CITY).as_deref(), Some("Brno"));
        assert_eq!(text(bench, "u", "seats").as_deref(), Some("5"));
        assert_eq!(
            text(bench, "u", field::EMAIL).as_deref(),
            Some("eva@chlad.example")
        );
        // Among what only adds the latest counts; whoever may overwrite does.
        bench.feed_from(
            browser,
            &[traits("u", json!({"city": "Praha", "seats": 6}), 70)],
        );
        assert_eq!(text(bench, "u", field::CITY).as_deref(), Some("Praha"));
        bench.feed(&[traits("u", json!({"city": "Zlín", "title": "Owner"}), 60)]);
        bench.feed_from(
            browser,
            &[traits("u", json!({"city": "Brno", "title": "Spy"}), 50)],
        );
        assert_eq!(text(bench, "u", field::CITY).as_deref(), Some("Zlín"));
        assert_eq!(text(bench, "u", field::TITLE).as_deref(), Some("Owner"));
        assert_eq!(text(bench, "u", "seats").as_deref(), Some("6"));
    });
}

#[test]
fn what_only_adds_is_the_same_in_any_batches_and_order() {
    on_pairs_of_databases(|bench, control| {
        let (browser, same) = (bench.browser(), control.browser());
        assert_eq!(browser, same);
        let events = [
            (
                true,
                traits("u", json!({"title": "Spy", "city": "Brno", "seats": 1}), 90),
            ),
            (false, traits("u", json!({"title": "CEO"}), 80)),
            (
                true,
                traits(
                    "u",
                    json!({"title": "Clerk", "city": "Praha", "seats": 2}),
                    70,
                ),
            ),
            (false, traits("u", json!({"name": "Eva", "seats": 3}), 60)),
            (true, traits("u", json!({"name": "Ada", "seats": 4}), 50)),
            (false, page("v", "/pricing", 40)),
        ];
        let feed = |to: &Bench, one: &(bool, Value)| match one.0 {
            true => to.feed_from(browser, std::slice::from_ref(&one.1)),
            false => drop(to.feed(std::slice::from_ref(&one.1))),
        };
        events.iter().for_each(|one| feed(bench, one));
        events.iter().rev().for_each(|one| feed(control, one));
        for field in [field::TITLE, field::NAME, field::CITY, "seats"] {
            assert_eq!(
                text(bench, "u", field),
                text(control, "u", field),
                "{field}"
            );
        }
        assert_eq!(text(bench, "u", "seats").as_deref(), Some("3"));
        // Something old has everything folded again.
        let fields = [field::TITLE, field::NAME, field::CITY, "seats"];
        let before = fields.map(|field| text(bench, "u", field));
        bench.feed(&[track("u", "Signed Up", json!({}), 500)]);
        assert_eq!(fields.map(|field| text(bench, "u", field)), before);
    });
}

#[test]
fn many_keys_made_at_once_are_all_made() {
    on_every_database(|bench| {
        let made: HashSet<i64> = std::thread::scope(|scope| {
            let make = |nth: usize| {
                let app = &bench.app;
                scope.spawn(move || {
                    let kind = KeyKind::ALL[nth % 2];
                    app.write_key_create(&format!("Source {nth}"), kind)
                        .expect("a key")
                        .0
                })
            };
            let threads: Vec<_> = (0..20).map(make).collect();
            threads
                .into_iter()
                .map(|one| one.join().expect("it ends"))
                .collect()
        });
        assert_eq!(made.len(), 20);
        let listed = bench.app.write_key_list().expect("the keys");
        assert_eq!(
            listed
                .iter()
                .filter(|key| key.kind == KeyKind::Browser)
                .count(),
            10
        );
    });
}

/// Kinds and amounts of a user's timeline, oldest first.
fn purchases(bench: &Bench, user: &str) -> Vec<String> {
    let sql = "SELECT k.name || ' ' || CAST(t.amount AS BIGINT) FROM timeline t JOIN kind k ON k.kind_id = t.kind_id
               WHERE t.person_id = $1 AND t.amount IS NOT NULL ORDER BY t.at, t.seq";
    let person = bench.user(user);
    let read = |conn: &mut ripen_store::Conn| conn.query(sql, &[person.into()], |row| row.get(0));
    bench.db.db.read(read).expect("a timeline")
}

#[test]
fn what_a_browser_says_of_an_order_that_the_business_knows_changes_nothing() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let order = |event: &str, total: i64, hours: i64| {
            let mut event = track(
                "u",
                event,
                json!({"order_id": "K-1", "total": total}),
                hours,
            );
            event["messageId"] = format!("{}-{total}-{hours}", event["event"]).into();
            event
        };
        bench.feed_from(browser, &[order("Order Completed", 1, 9)]);
        assert_eq!(purchases(bench, "u"), ["Order Completed 1"]);
        bench.feed(&[order("Order Completed", 100, 8)]);
        bench.feed_from(
            browser,
            &[
                order("Order Cancelled", 0, 7),
                order("Order Updated", 9_000, 6),
            ],
        );
        let expected = [
            "Repeat of an Order 1",
            "Order Completed 100",
            "Order Cancelled 0",
            "Order Updated 9000",
        ];
        assert_eq!(purchases(bench, "u"), expected);
    });
}

#[test]
fn what_a_browser_says_of_the_company_goes_on_as_a_replay_would() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let group = |id: &str, hours: i64| {
            let at = crate::support::hours_ago(hours).to_rfc3339();
            json!({"type": "group", "userId": "g", "groupId": id, "messageId": id, "timestamp": at})
        };
        bench.feed_from(browser, &[group("e-one", 9)]);
        bench.feed_from(browser, &[group("e-two", 8)]);
        assert_eq!(
            text(bench, "g", field::COMPANY_ID).as_deref(),
            Some("e-two")
        );
        // The company that the business names is not left for an id that anybody can send.
        bench.feed(&[traits("g", json!({"company": "Rightly Ltd"}), 7)]);
        bench.feed_from(browser, &[group("e-three", 6)]);
        bench.app.project_all().expect("it runs");
        let person = bench.person(bench.user("g")).listed.person;
        assert_eq!(person.company_key.as_deref(), Some("rightly"));
    });
}

#[test]
fn a_browser_gives_nobody_the_history_of_another_address() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let known = json!({"email": "w1@wipa.example", "name": "Wip One", "title": "CEO"});
        bench.feed(&[traits("w1", known, 9)]);
        bench.feed_from(
            browser,
            &[traits("w1", json!({"email": "n1@nala.example"}), 8)],
        );
        let imported = json!({"email": "n1@nala.example", "name": "Nal One", "title": "Student"});
        bench.feed(&[traits("n1", imported, 7)]);
        assert_ne!(bench.user("w1"), bench.user("n1"));
        let shown = [field::NAME, field::EMAIL, field::TITLE].map(|field| text(bench, "w1", field));
        let expected = ["Wip One", "w1@wipa.example", "CEO"].map(|text| Some(text.to_owned()));
        assert_eq!(shown, expected);
    });
}

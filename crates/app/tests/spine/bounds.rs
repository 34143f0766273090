//! Texts as long and as strange as they can be fit wherever they go.

use ripen_store::log::intern::Names;
use serde_json::{Map, Value, json};

use crate::support::{Bench, on_every_database, page};

/// Characters of three bytes that no compression makes shorter.
fn noise(seed: u32, many: usize) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from_u32(0x4e00 + state % 20_000).unwrap_or('中')
    };
    (0..many).map(|_| next()).collect()
}

/// A page view with everything that can be long in its address.
fn campaign(visitor: &str, seed: u32) -> Value {
    let names = ["source", "medium", "campaign", "content", "term"];
    let query: Vec<String> = (seed..)
        .zip(names)
        .map(|(seed, name)| format!("utm_{name}={}", noise(seed, 190)))
        .collect();
    let mut event = page(visitor, "/pricing", 3);
    event["messageId"] = format!("{visitor}-{seed}").into();
    event["properties"]["url"] = format!("https://shop.example/?{}", query.join("&")).into();
    event["properties"]["referrer"] = format!("https://{}.example/", noise(seed, 60)).into();
    event
}

/// Everybody of the batch was taken in, and nothing set aside.
fn all_is_scored(bench: &Bench) {
    let lag = bench.app.lag().expect("a lag");
    assert_eq!(lag.behind, 0);
    let (aside, _) = bench.app.set_aside(None, 10).expect("a list");
    assert_eq!(aside, []);
}

#[test]
fn a_long_campaign_stops_nothing() {
    on_every_database(|bench| {
        bench.feed(&[
            campaign("long", 1),
            campaign("long", 7),
            page("neighbour", "/pricing", 2),
        ]);
        all_is_scored(bench);
        let engaged = |visitor: &str| bench.person(bench.visitor(visitor)).listed.engagement;
        assert!(engaged("long") > 0.0 && engaged("neighbour") > 0.0);
    });
}

#[test]
fn touches_that_an_older_version_stored_are_read() {
    on_every_database(|bench| {
        let mut captured = crate::support::captured(&[page("v", "/pricing", 2)]);
        let touch = captured.good[0].touch.get_or_insert_default();
        touch.source = Some(noise(1, 800));
        touch.content = Some(noise(2, 800));
        let touch = touch.clone();
        bench.app.append(captured).expect("it is kept");
        bench.app.project_all().expect("it runs");
        all_is_scored(bench);
        let mut names = Names::default();
        let refreshed = bench.db.db.read(|conn| names.refresh(conn));
        refreshed.expect("names are read");
        assert_eq!(names.touch(Some(1)), Some(&touch));
    });
}

#[test]
fn every_field_can_be_as_long_as_it_likes() {
    // One letter of three bytes that folding makes eighteen.
    let expanding = "\u{fdfa}".repeat(333);
    for (nth, text) in [noise(5, 333), expanding, "\u{10ffff}".repeat(250)]
        .iter()
        .enumerate()
    {
        on_every_database(|bench| {
            let id = |name: &str| format!("{name}{}", noise(nth as u32, 84));
            let fields = [
                "name", "title", "company", "country", "city", "industry", "language", "plan",
            ];
            let mut traits: Map<String, Value> = fields
                .into_iter()
                .map(|field| (field.to_owned(), text.as_str().into()))
                .collect();
            traits.insert(noise(9, 21), text.as_str().into());
            traits.insert(
                "email".into(),
                format!("{}@example.com", "ž".repeat(32)).into(),
            );
            let event = noise(11, 66);
            let events = [
                json!({"type": "identify", "messageId": id("1"), "userId": id("u"), "anonymousId": id("a"), "traits": traits}),
                json!({"type": "track", "messageId": id("2"), "userId": id("u"), "anonymousId": id("b"), "event": event,
                    "properties": {"path": text, "title": text, "message": text, "revenue": 1e308, event.as_str(): text}}),
                json!({"type": "alias", "messageId": id("3"), "userId": id("w"), "previousId": id("p")}),
                json!({"type": "track", "messageId": id("4"), "userId": id("u"), "event": "Order Completed", "properties": {"revenue": 1e308}}),
            ];
            bench.feed(&events);
            let (bad, _) = bench.app.bad_events(None, None, 10).expect("a list");
            let reasons: Vec<String> = bad.into_iter().map(|one| one.event.reason).collect();
            assert_eq!(reasons, [""; 0]);
            all_is_scored(bench);
            bench.user(&id("u"));
        });
    }
}

//! Buying signals from what was said and done, stored, listed and taken back.

use ripen_domain::time::Timestamp;
use serde_json::json;

use crate::support::{Bench, identify, on_every_database, page, track};

fn keys(bench: &Bench, user: &str) -> Vec<String> {
    let signals = bench.person(bench.user(user)).signals;
    signals
        .into_iter()
        .map(|one| one.listed.signal.key)
        .collect()
}

#[test]
fn words_are_heard_on_every_channel_with_evidence() {
    on_every_database(|bench| {
        bench.feed(&[
            track(
                "en",
                "Form Submitted",
                json!({"message": "How much is it for 20 rooms?"}),
                5,
            ),
            track(
                "tr",
                "Live Chat Message",
                json!({"channel": "chat", "text": "Nereden ödeyebilirim?"}),
                4,
            ),
            track(
                "cs",
                "Call",
                json!({"notes": "Ptal se: umíte propojit s ERP?"}),
                3,
            ),
            track(
                "quiet",
                "Form Submitted",
                json!({"message": "Thank you."}),
                2,
            ),
        ]);
        assert_eq!(keys(bench, "en"), ["asked_price"]);
        assert_eq!(keys(bench, "tr"), ["asked_payment"]);
        assert_eq!(keys(bench, "cs"), ["question"]);
        assert_eq!(keys(bench, "quiet"), [""; 0]);
        let page = bench.app.signals(None, None, 2).expect("signals");
        let newest: Vec<&str> = page.items.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(newest, ["Asked a question", "Asked how to pay"]);
        assert_eq!(page.items[0].evidence[0].kind, "Call");
        let next = bench
            .app
            .signals(None, page.next.as_ref(), 2)
            .expect("signals");
        assert_eq!(next.items.len(), 1);
        assert!(next.next.is_none());
        let prices = bench
            .app
            .signals(Some("asked_price"), None, 9)
            .expect("signals");
        assert_eq!(prices.items.len(), 1);
        // They are asked for like any other field, and stand in the rows of lists.
        let asked = bench.only("signal = \"asked_payment\" and signal(\"asked_payment\", 1d) >= 1");
        assert_eq!(asked, bench.user("tr"));
    });
}

#[test]
fn a_cart_is_abandoned_by_time_alone_and_a_late_order_takes_that_back() {
    on_every_database(|bench| {
        bench.feed(&[
            track("left", "Product Added", json!({"name": "Probe"}), 30),
            track("fresh", "Product Added", json!({"name": "Probe"}), 3),
        ]);
        assert_eq!(keys(bench, "left"), ["abandoned_cart"]);
        assert_eq!(keys(bench, "fresh"), [""; 0]);
        bench.feed(&[track("left", "Order Completed", json!({"revenue": 9}), 20)]);
        assert_eq!(keys(bench, "left"), [""; 0]);
    });
}

#[test]
fn signals_follow_identity_and_models() {
    on_every_database(|bench| {
        bench.feed(&[
            with_words("cookie", 9),
            identify("cookie", Some("u"), json!({"email": "u@firma.example"}), 8),
        ]);
        assert_eq!(keys(bench, "u"), ["asked_price"]);
        let text = ripen_app::model_file::DEFAULT
            .replace("key = \"asked_price\"", "key = \"wants_price\"");
        bench.app.model_publish(&text, "test").expect("it is sound");
        bench.app.project_all().expect("it runs");
        assert_eq!(keys(bench, "u"), ["wants_price"]);
        let without = text.replace("property.asks = \"price\"", "property.asks = \"nothing\"");
        bench
            .app
            .model_publish(&without, "test")
            .expect("it is sound");
        bench.app.project_all().expect("it runs");
        assert_eq!(keys(bench, "u"), [""; 0]);
    });
}

/// A visitor who asks for a price in a chat.
fn with_words(visitor: &str, hours: i64) -> serde_json::Value {
    let mut event = page(visitor, "/pricing", hours);
    event["type"] = "track".into();
    event["event"] = "Chat Message".into();
    event["properties"] = json!({"text": "Please send me a quote for two rooms."});
    event
}

#[test]
fn what_is_scored_in_any_order_gives_the_same_signals() {
    on_every_database(|bench| {
        let visits: Vec<_> = (0..5)
            .map(|nth| page("often", &format!("/product/{nth}"), 20 + nth))
            .collect();
        for visit in visits.iter().rev().chain(&visits) {
            bench.feed(std::slice::from_ref(visit));
        }
        let person = bench.visitor("often");
        let signals = bench.person(person).signals;
        let found: Vec<&str> = signals
            .iter()
            .map(|one| one.listed.signal.key.as_str())
            .collect();
        assert_eq!(found, ["product_visits"]);
        let times: Vec<Timestamp> = signals[0].evidence.iter().map(|one| one.at).collect();
        assert_eq!(times.len(), 4);
        assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
    });
}

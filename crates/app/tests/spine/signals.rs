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
        let page = bench.app.signals(None, None, None, 2).expect("signals");
        let newest: Vec<&str> = page.items.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(newest, ["Asked a question", "Asked how to pay"]);
        assert_eq!(page.items[0].evidence[0].kind, "Call");
        let next = bench
            .app
            .signals(None, None, page.next.as_ref(), 2)
            .expect("signals");
        assert_eq!(next.items.len(), 1);
        assert!(next.next.is_none());
        let prices = bench
            .app
            .signals(Some("asked_price"), None, None, 9)
            .expect("signals");
        assert_eq!(prices.items.len(), 1);
        // They are asked for like any other field, and stand in the rows of lists.
        let asked = bench.only("signal = \"asked_payment\" and signal(\"asked_payment\", 1d) >= 1");
        assert_eq!(asked, bench.user("tr"));
    });
}

#[test]
fn whoever_asks_for_a_demo_a_price_or_how_to_pay_is_hot_now_and_warm_for_weeks() {
    on_every_database(|bench| {
        let ask = |user: &str, hours: i64| {
            let traits = json!({"email": format!("jana.{user}@firma.example"), "name": "Jana", "company": "Firma"});
            identify(&format!("c{user}"), Some(user), traits, hours)
        };
        bench.feed(&[
            ask("demo", 2),
            track("demo", "Demo Requested", json!({}), 1),
            ask("price", 2),
            track(
                "price",
                "Form Submitted",
                json!({"message": "How much is it for 20 rooms?"}),
                1,
            ),
            ask("pay", 2),
            track(
                "pay",
                "Live Chat Message",
                json!({"channel": "chat", "text": "Nereden ödeyebilirim?"}),
                1,
            ),
            ask("then", 20 * 24),
            track("then", "Demo Requested", json!({}), 20 * 24 - 1),
            ask("long", 40 * 24),
            track("long", "Demo Requested", json!({}), 40 * 24 - 1),
        ]);
        for (user, signal, temperature) in [
            ("demo", "asked_demo", "hot"),
            ("price", "asked_price", "hot"),
            ("pay", "asked_payment", "hot"),
            ("then", "asked_demo", "warm"),
            ("long", "asked_demo", "cold"),
        ] {
            assert_eq!(keys(bench, user), [signal], "{user}");
            let found = bench.only(&format!(
                "email = \"jana.{user}@firma.example\" and temperature = {temperature}"
            ));
            assert_eq!(found, bench.user(user), "{user}");
        }
    });
}

#[test]
fn a_demo_and_a_form_count_in_whatever_spelling_they_come() {
    let names = [
        ("demo_requested", "demo"),
        ("demoRequested", "demo"),
        ("Book a Demo", "demo"),
        ("Demo talebi", "demo"),
        ("Žádost o ukázku", "demo"),
        ("form_submit", "form"),
        ("generate_lead", "form"),
        ("Lead", "form"),
        ("Form Gönderildi", "form"),
        ("Formulář odeslán", "form"),
        ("Demo Watched", ""),
        ("form_start", ""),
    ];
    on_every_database(|bench| {
        let user = |nth: usize| format!("u-{nth}");
        let events: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(nth, (name, _))| track(&user(nth), name, json!({}), 1))
            .collect();
        bench.feed(&events);
        for (nth, (name, meaning)) in names.iter().enumerate() {
            let (signals, points): (&[&str], f64) = match *meaning {
                "demo" => (&["asked_demo"], 100.0),
                "form" => (&[], 15.0),
                _ => (&[], 0.0),
            };
            assert_eq!(keys(bench, &user(nth)), signals, "{name}");
            let engagement = bench.person(bench.user(&user(nth))).listed.engagement;
            assert!((engagement - points).abs() < 1.0, "{name}: {engagement}");
        }
        // Filters and models may write it as it was sent.
        assert_eq!(
            bench.only("count(\"form_start\") = 1 and count(\"Demo talebi\") = 0"),
            bench.user("u-11")
        );
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
            with_words("biscuit", 9),
            identify("biscuit", Some("u"), json!({"email": "u@firma.example"}), 8),
        ]);
        assert_eq!(keys(bench, "u"), ["asked_price"]);
        let text = ripen_app::models::file::DEFAULT
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

/// A stage that a signal opens and the end of its window closes, after the default model.
const ASKING: &str = r#"
[[stage]]
key = "asking"
name = "Asking"
from = ["interest"]
when = 'signal(asked_price, 20h)'
leave_when = 'not signal(asked_price, 20h)'
leave_to = "interest"
"#;

#[test]
fn a_gate_looks_at_signals_and_closes_when_their_window_ends() {
    on_every_database(|bench| {
        bench.feed(&[with_words("now", 9), with_words("then", 30)]);
        let text = format!("{}{ASKING}", ripen_app::models::file::DEFAULT);
        bench.app.model_publish(&text, "test").expect("it is sound");
        bench.app.project_all().expect("it runs");
        let stage = |visitor: &str| {
            let person = bench.person(bench.visitor(visitor)).listed.person;
            let model = bench.app.model().expect("a model");
            let since = person.state.stage_since.expect("it was entered");
            (model.model.stages[person.state.stage].key.clone(), since)
        };
        let (here, entered) = stage("now");
        assert_eq!(here, "asking");
        let (here, left) = stage("then");
        assert_eq!(here, "interest");
        // Each was entered or left to the second when it was due, an hour apart.
        let apart = (entered - left).as_micros() as f64 / 3.6e9;
        assert!((apart - 1.0).abs() < 0.01, "{apart} hours");
        // What comes late, before the window had ended, finds the gate as it was then.
        bench.feed(&[page("then", "/pricing", 15), page("then", "/pricing", 8)]);
        assert_eq!(stage("then"), ("interest".to_owned(), left));
        // It is told with the moment of the change.
        let past = bench.explain(bench.visitor("then"), None).explanation;
        assert_eq!(past.transitions.len(), 2);
        let timers = bench.db.db.read(|conn| {
            let later = entered + ripen_domain::time::Span::hours(20);
            let due = ripen_store::people::person::person_due(conn, later, 9)?;
            let before = later - ripen_domain::time::Span::seconds(1);
            Ok((
                due,
                ripen_store::people::person::person_due(conn, before, 9)?,
            ))
        });
        let timers = timers.expect("timers");
        assert_eq!(timers, (vec![bench.visitor("now")], vec![]));
    });
}

//! The list of buying signals: since when, how many, and page by page.

use ripen_domain::time::Span;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database};

fn ago(hours: i64) -> String {
    (ripen_app::clock::now() - Span::hours(hours)).to_rfc3339()
}

/// Somebody who asks for a demo, or for a price, so many hours ago.
fn asks(user: &str, what: &str, hours: i64) -> Value {
    let (event, properties) = match what {
        "demo" => ("Demo Requested", json!({})),
        _ => (
            "Form Submitted",
            json!({"message": "How much is it for 20 rooms?"}),
        ),
    };
    json!({"type": "track", "messageId": format!("{user}-{what}"), "userId": user, "event": event,
           "properties": properties, "timestamp": ago(hours)})
}

/// Who asked for a demo or a price in the last day, or before.
fn feed(server: &Server) {
    server.feed(&[
        asks("one", "demo", 3),
        asks("two", "demo", 5),
        asks("three", "price", 7),
        asks("old", "demo", 30),
        asks("older", "price", 50),
    ]);
}

/// The keys of all signals of a list, read in pages of two, and what each page said of how many there are.
fn read(server: &Server, asked: &str) -> (Vec<String>, Vec<Value>) {
    let (mut keys, mut totals) = (Vec::new(), Vec::new());
    let mut cursor = String::new();
    loop {
        let page = server.get(&format!("/api/v1/signals?limit=2{asked}{cursor}"));
        let items = page["items"].as_array().expect("signals");
        let key = |one: &Value| one["key"].as_str().expect("a key").to_owned();
        keys.extend(items.iter().map(key));
        totals.push(page["total"].clone());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (keys, totals),
        }
    }
}

#[test]
fn the_signals_since_a_moment_are_told_and_end_there() {
    on_every_database(|server| {
        feed(server);
        // As browsers write it; one moment for all pages.
        let since = format!("&since={}", ago(24).replace(':', "%3A"));
        let (keys, totals) = read(server, &since);
        assert_eq!(keys, ["asked_demo", "asked_demo", "asked_price"]);
        assert!(totals.iter().all(|total| *total == 3), "{totals:?}");
        let (keys, totals) = read(server, &format!("{since}&key=asked_demo"));
        assert_eq!(keys, ["asked_demo", "asked_demo"]);
        assert!(totals.iter().all(|total| *total == 2), "{totals:?}");
        // It is what the head of the page tells.
        assert_eq!(server.get("/api/v1/overview")["signals_day"], 3);
    });
}

#[test]
fn without_a_moment_all_signals_come_and_are_not_counted() {
    on_every_database(|server| {
        feed(server);
        let (keys, totals) = read(server, "");
        assert_eq!(keys.len(), 5);
        assert!(totals.iter().all(Value::is_null), "{totals:?}");
        let (keys, totals) = read(server, "&since=2999-01-01T00:00:00Z");
        assert_eq!((keys.len(), totals), (0, vec![json!(0)]));
    });
}

#[test]
fn what_is_no_moment_is_refused() {
    on_every_database(|server| {
        for wrong in ["day", "", "2026-13-01T00:00:00Z"] {
            let path = format!("/api/v1/signals?since={wrong}");
            let problem = server.call("GET", &path, None).problem(400);
            assert_eq!(problem["errors"][0]["field"], "since", "{problem}");
        }
    });
}

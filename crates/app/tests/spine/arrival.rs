//! Events of a few people, and the ways in which they can arrive.

use proptest::prelude::*;
use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use crate::support::CRAWLER;

/// Names of the people of one case.
pub const PEOPLE: [&str; 2] = ["ann", "bob"];

/// One event of one person, some hours before the end.
#[derive(Clone, Debug)]
pub struct Event {
    person: usize,
    hours: i64,
    what: usize,
    variant: usize,
    named_by: usize,
}

fn event() -> impl Strategy<Value = Event> {
    (
        0..PEOPLE.len(),
        1..3_500_i64,
        0..9_usize,
        0..4_usize,
        0..3_usize,
    )
        .prop_map(|(person, hours, what, variant, named_by)| Event {
            person,
            hours,
            what,
            variant,
            named_by,
        })
}

/// The order in which events arrive (some of them twice) and where batches end.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub order: Vec<usize>,
    pub batches: Vec<usize>,
}

pub fn case() -> impl Strategy<Value = (Vec<Event>, Arrival)> {
    proptest::collection::vec(event(), 1..40).prop_flat_map(|events| {
        let many = events.len();
        let again = proptest::collection::vec(0..many, 0..6);
        let order = again.prop_flat_map(move |again| {
            let all: Vec<usize> = (0..many).chain(again).collect();
            Just(all).prop_shuffle()
        });
        let batches = proptest::collection::vec(1..12_usize, 46);
        let arrival = (order, batches).prop_map(|(order, batches)| Arrival { order, batches });
        (Just(events), arrival)
    })
}

/// The event as a client would send it. `run` keeps the people of the runs apart.
pub fn message(event: &Event, nth: usize, end: Timestamp, run: &str) -> Value {
    let name = PEOPLE[event.person];
    let (user, cookie) = (format!("{name}-{run}"), format!("c-{name}-{run}"));
    // No two events at the same instant: between those the log position decides, by design.
    let at = end - Span::hours(event.hours) - Span::seconds(nth as i64);
    let mut message =
        json!({"messageId": format!("{run}-{nth}"), "timestamp": at.to_rfc3339(), "userId": user});
    let path = ["/", "/pricing", "/product/a", "/careers/x"][event.variant];
    let title = ["CEO", "Student", "Clerk", "Manager"][event.variant];
    let source = ["google", "bing"][event.variant % 2];
    let done = [
        "Demo Requested",
        "Question Asked",
        "Unsubscribed",
        "Email Opened",
    ][event.variant];
    let (half, said) = [
        ("firstName", json!("Eva")),
        ("lastName", json!("Nová")),
        ("last_name", json!("Malá Dlouhá")),
        ("first_name", Value::Null),
    ][event.variant]
        .clone();
    let agent = if event.variant > 1 { CRAWLER } else { "" };
    let email = format!(
        "{user}@{}",
        ["firma.example", "gmail.com"][event.variant % 2]
    );
    let rest = match event.what {
        0 | 1 => json!({"type": "page", "properties": {"path": path}}),
        2 => {
            json!({"type": "page", "properties": {"path": path}, "context": {"userAgent": CRAWLER}})
        }
        3 => {
            json!({"type": "identify", "traits": {"title": title, "plan": event.variant, half: said}})
        }
        4 => json!({"type": "identify", "traits": {"email": email, "name": name, "plan": "7"},
            "context": {"userAgent": agent}}),
        5 => json!({"type": "track", "event": "Order Completed", "properties": {"revenue": 10}}),
        6 => json!({"type": "track", "event": done}),
        7 => json!({"type": "page", "properties": {"path": path},
            "context": {"campaign": {"source": source, "medium": "cpc"}}}),
        _ => json!({"type": "track", "event": "Checkout Started"}),
    };
    for (field, value) in rest.as_object().expect("an object") {
        message[field] = value.clone();
    }
    let is_page = message["type"] == "page";
    match event.named_by {
        1 => message["anonymousId"] = cookie.into(),
        // A cookie alone names its person on pages only: traits of an unknown visitor are another's.
        2 if is_page => {
            message["anonymousId"] = cookie.into();
            message["userId"] = Value::Null;
        }
        _ => {}
    }
    message
}

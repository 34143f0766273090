//! Whatever comes in, nothing panics, and every event is good or bad.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{batch, client, expect_codes, request};
use crate::capture::{Call, capture_event};

const NAMES: &[&str] = &[
    "type",
    "messageId",
    "userId",
    "anonymousId",
    "previousId",
    "event",
    "name",
    "timestamp",
    "sentAt",
    "properties",
    "traits",
    "context",
    "page",
    "url",
    "path",
    "referrer",
    "search",
    "campaign",
    "source",
    "email",
    "phone",
    "address",
    "company",
    "country",
    "employees",
    "products",
    "revenue",
    "ip",
    "userAgent",
    "library",
    "locale",
    "channel",
    "\u{0}",
];
const TEXTS: &[&str] = &[
    "track",
    "page",
    "identify",
    "alias",
    "Form Submitted",
    "",
    " ",
    "u",
    "2026-03-10T10:00:00Z",
    "9999-12-31T23:59:59Z",
    "a@b.example",
    "+420601123456",
    "https://x.example/?utm_source=%e2%80&gclid=1",
    "://",
    "?",
    "%",
    "1e999",
    "NaN",
    "::1",
    "203.0.113.9",
    "İı\u{0}\u{7f}",
    "Mozilla/5.0 (compatible; bot)",
    "\u{10ffff}",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => proptest::sample::select(TEXTS).prop_map(Value::from),
        1 => ".{0,40}".prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        let name = proptest::sample::select(NAMES).prop_map(str::to_owned);
        prop_oneof![
            1 => proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            3 => proptest::collection::vec((name, inner), 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Mostly well-formed, so that the deeper parts are reached too.
fn event() -> impl Strategy<Value = Value> {
    let well_formed = (value(), value(), value(), 0..6_usize).prop_map(|(traits, properties, context, call)| {
        let call = ["track", "page", "screen", "identify", "group", "alias"][call];
        json!({"type": call, "messageId": "m", "userId": "u", "previousId": "p", "event": "Form Submitted",
            "traits": traits, "properties": properties, "context": context})
    });
    prop_oneof![value(), well_formed]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_event_is_good_or_bad(events in proptest::collection::vec(event(), 0..6), context in value()) {
        let captured = batch(&json!({"batch": events, "context": context}));
        prop_assert_eq!(captured.good.len() + captured.bad.len(), events.len());
        captured.bad.iter().for_each(|bad| expect_codes(&bad.reason));
        for one in &captured.good {
            prop_assert!(one.at <= one.received_at && one.at.as_micros() >= 0);
            let read = serde_json::from_str::<Value>(&one.body);
            prop_assert!(read.is_ok());
            prop_assert_ne!(&read.unwrap_or_default()["context"]["ip"], "203.0.113.9");
            prop_assert!(one.amount.is_none_or(f64::is_finite));
            let texts = [&one.user_id, &one.path, &one.label, &one.traits];
            prop_assert!(texts.into_iter().flatten().all(|text| !text.contains('\0')));
        }
    }

    #[test]
    fn no_text_makes_it_panic(body: String, bytes: Vec<u8>) {
        for (_, call) in Call::ALL {
            if let Err((reason, _)) = capture_event(*call, &client(), &body) {
                expect_codes(&reason);
            }
            let _ = request(*call, &bytes);
        }
    }
}

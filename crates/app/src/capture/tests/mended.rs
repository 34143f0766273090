//! What clients send that is nearly right: numbers for times, halves of characters; and what is told
//! when an event cannot be taken in.

use ripen_domain::time::Span;
use serde_json::{Value, json};

use super::{arrival, bad, batch, client, good, request, track};
use crate::capture::{Call, body_write_key, capture_event};

#[test]
fn times_may_be_numbers() {
    let seconds = arrival().as_micros() / 1_000_000 - 60;
    let at = arrival() - Span::seconds(60);
    for number in [
        json!(seconds),
        json!(seconds as f64),
        json!(seconds * 1_000),
        json!(seconds * 1_000_000),
        json!(seconds * 1_000_000_000),
        json!(seconds.to_string()),
        json!(format!(" {}.000 ", seconds)),
        json!((seconds * 1_000).to_string()),
    ] {
        for name in ["timestamp", "originalTimestamp"] {
            assert_eq!(
                good(Call::Track, &track(json!({name: number}))).at,
                at,
                "{number}"
            );
        }
        let sent = json!({"timestamp": number, "sentAt": number});
        assert_eq!(good(Call::Track, &track(sent)).at, arrival(), "{number}");
    }
}

#[test]
fn halves_of_characters_are_replaced_wherever_they_stand() {
    let raw = r#"{"type":"identify","userId":"a\ud83d","messageId":"\uDE00m","event":"E",
        "traits":{"na\ud83dme":"x","title":"Off\ud83der \ud83d\ude00","list":["\udfff"]},"context":{"x":"\\\ud83d"}}"#;
    let one = capture_event(Call::Batch, &client(), raw).expect("it is good");
    assert_eq!(one.user_id.as_deref(), Some("a\u{fffd}"));
    assert_eq!(one.message_id, "\u{fffd}m");
    let traits: Value = serde_json::from_str(&one.traits.expect("traits")).expect("JSON");
    assert_eq!(traits["title"], "Off\u{fffd}er 😀");
    assert_eq!(traits["na\u{fffd}me"], "x");
    let body: Value = serde_json::from_str(&one.body).expect("JSON");
    assert_eq!(body["context"]["x"], "\\\u{fffd}");

    // The same in a batch, in what its events inherit, and in names of the batch itself.
    let raw = format!(
        r#"{{"\udc00":1,"sentAt":"\ud83d","context":{{"page":{{"title":"T\ud83d"}}}},"batch":[{raw},{{"type":"page","userId":"v"}}]}}"#
    );
    let captured = request(Call::Batch, raw.as_bytes()).expect("a batch");
    assert_eq!((captured.good.len(), captured.bad.len()), (2, 0));
    assert_eq!(captured.good[1].label.as_deref(), Some("T\u{fffd}"));
    let single = br#"{"\ud83d":1,"userId":"v","name":"T\ud83d"}"#;
    assert_eq!(request(Call::Page, single).expect("a page").good.len(), 1);
    // As if they were characters.
    let encoded = b"{\"userId\":\"v\",\"name\":\"T\xed\xa0\xbd\"}";
    assert_eq!(request(Call::Page, encoded).expect("a page").good.len(), 1);
}

#[test]
fn the_key_is_found_in_a_body_with_halves_of_characters() {
    let body = br#"{"\ud83d":"\ud83d","writeKey":"k","batch":[]}"#;
    assert_eq!(body_write_key(body).as_deref(), Some("k"));
    assert_eq!(body_write_key(br#"{"writeKey":1}"#), None);
}

#[test]
fn a_bad_event_is_kept_as_it_came() {
    let raw = r#"{"type":"track","messageId":"\ud83d","userId":"u"}"#;
    let captured = request(Call::Batch, format!("{{\"batch\":[{raw}]}}").as_bytes());
    let bad = captured.expect("a batch").bad.remove(0);
    assert_eq!(bad.raw, raw.as_bytes());
    assert_eq!(bad.message_id.as_deref(), Some("\u{fffd}"));
}

#[test]
fn the_reason_names_what_could_not_be_read() {
    let address = json!({"traits": {"email": "jana example.cz"}});
    assert_eq!(
        bad(Call::Identify, &address),
        r#"the address could not be read: "jana example.cz""#
    );
    let form = json!({"event": "Form Submitted", "properties": {"email": " ", "phone": "12"}});
    assert!(bad(Call::Track, &form).starts_with(r#"the telephone number could not be read: "12""#));
    let in_context = json!({"event": "A", "context": {"traits": {"email": "@", "phone": "x"}}});
    let reason = bad(Call::Track, &in_context);
    assert!(
        reason.contains("address") && reason.contains("telephone"),
        "{reason}"
    );
    // What is not read at all is no cause.
    for unread in [
        json!({"event": "A", "properties": {"email": "jana@example.cz"}}),
        json!({"event": "A", "userId": null, "anonymousId": " "}),
    ] {
        assert!(bad(Call::Track, &unread).contains("names nobody"));
    }
    let long = json!({"traits": {"email": "x".repeat(5_000)}});
    assert!(bad(Call::Identify, &long).len() < 200);
}

#[test]
fn nothing_of_this_costs_more_than_its_length() {
    let half = r"\ud83d".repeat(5_000);
    let event = format!(r#"{{"type":"page","userId":"u","name":"{half}"}}"#);
    let body = format!("{{\"batch\":[{}]}}", vec![event; 16].join(","));
    let captured = request(Call::Batch, body.as_bytes()).expect("a batch");
    assert_eq!(captured.good.len(), 16);
    assert_eq!(batch(&json!({"batch": []})).good.len(), 0);
}

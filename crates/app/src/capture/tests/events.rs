//! What of an event becomes which part of an interaction.

use ripen_domain::interaction::{Channel, Properties, Verdict, kind};
use serde_json::{Map, Value, json};

use super::{bad, batch, good, track};
use crate::capture::{Call, truncate_ip};

#[test]
fn an_event_names_somebody_and_something() {
    assert!(bad(Call::Track, &json!({"event": "A"})).contains("names nobody"));
    assert!(bad(Call::Track, &json!({"userId": " ", "event": "A"})).contains("names nobody"));
    assert!(bad(Call::Track, &json!({"userId": "u", "event": "  "})).contains("`event`"));
    assert!(bad(Call::Batch, &json!({"userId": "u", "event": "A"})).contains("`type`"));
    assert!(bad(Call::Batch, &json!({"type": "batch", "userId": "u"})).contains("`type`"));
    let number = good(Call::Track, &track(json!({"userId": 42})));
    assert_eq!(number.user_id.as_deref(), Some("42"));
    let form = json!({"event": "Form Submitted", "properties": {"email": "A@B.example"}});
    assert_eq!(
        good(Call::Track, &form).email.as_deref(),
        Some("a@b.example")
    );
    let unnamed = good(Call::Track, &json!({"userId": "u", "event": "A"}));
    assert!(unnamed.message_id.starts_with("ripen-"));
}

#[test]
fn every_call_has_its_kind() {
    let event = json!({"type": "x", "userId": "u", "event": "A", "previousId": "p"});
    for (call, kind) in [
        (Call::Page, kind::PAGE),
        (Call::Screen, kind::SCREEN),
        (Call::Identify, kind::IDENTIFIED),
        (Call::Group, kind::GROUPED),
        (Call::Alias, kind::ALIASED),
        (Call::Track, "A"),
    ] {
        assert_eq!(good(call, &event).kind, kind);
    }
}

#[test]
fn an_alias_needs_the_former_id() {
    assert!(bad(Call::Alias, &json!({"userId": "u"})).contains("previousId"));
    let alias = good(Call::Alias, &json!({"userId": "u", "previousId": "p"}));
    assert_eq!(alias.previous_id.as_deref(), Some("p"));
    let track = good(Call::Track, &track(json!({"previousId": "p"})));
    assert_eq!(
        track.previous_id, None,
        "only an alias call declares two ids to be one"
    );
}

fn traits(call: Call, event: &Value) -> Map<String, Value> {
    let traits = good(call, event).traits.expect("traits");
    serde_json::from_str(&traits).expect("an object")
}

#[test]
fn traits_are_kept_under_our_own_names() {
    let found = traits(
        Call::Identify,
        &json!({"userId": "u", "context": {"locale": "cs-CZ"}, "traits": {
            "email": " Jana@Example.CZ ", "phone": "+420 601 123 456", "firstName": "Jana", "lastName": "Nová",
            "jobTitle": "Ředitelka", "company": {"name": "Mrazírny", "industry": "Food", "employee_count": "120"},
            "address": {"country": "CZ", "city": "Plzeň"}, "plan": "pro", "seats": 5, "beta": true, "gone": null,
            "list": [1], "object": {}
        }}),
    );
    let expected = json!({"email": "jana@example.cz", "phone": "+420601123456", "name": "Jana Nová", "title": "Ředitelka",
        "company": "Mrazírny", "industry": "Food", "employees": 120.0, "country": "CZ", "city": "Plzeň", "language": "cs-CZ",
        "plan": "pro", "seats": 5, "beta": true, "gone": null, "list": "1"});
    assert_eq!(Value::Object(found), expected);
    let group = json!({"userId": "u", "groupId": "g", "traits": {"name": "Firma", "employees": 7, "email": "info@firma.example"}});
    let expected = json!({"company": "Firma", "company_id": "g", "employees": 7.0});
    assert_eq!(Value::Object(traits(Call::Group, &group)), expected);
}

#[test]
fn countries_and_numbers_of_people_are_read_as_they_are_sent() {
    let of = |said: Value| {
        Value::Object(traits(
            Call::Identify,
            &json!({"userId": "u", "traits": said}),
        ))
    };
    // The code of the country counts for the number too, and what was a custom field stays one.
    assert_eq!(
        of(json!({"phone": "030 901820", "address": {"countryCode": "DE"}})),
        json!({"phone": "+4930901820", "country": "DE"})
    );
    assert_eq!(
        of(json!({"country": "Nowhere", "country_code": "de"})),
        json!({"country": "DE", "country_code": "de"})
    );
    for (employees, number) in [
        ("1,200", 1_200.0),
        ("51–200", 51.0),
        ("1000+", 1_000.0),
        ("5k", 5_000.0),
    ] {
        assert_eq!(
            of(json!({"employees": employees})),
            json!({"employees": number})
        );
        let group = json!({"userId": "u", "groupId": "g", "traits": {"employees": employees, "countryCode": "CZ"}});
        assert_eq!(
            Value::Object(traits(Call::Group, &group)),
            json!({"company_id": "g", "employees": number, "country": "CZ"})
        );
    }
}

#[test]
fn an_order_is_read_whatever_it_is_called() {
    let of = |event: &str, properties: Value| {
        let said = json!({"userId": "u", "event": event, "properties": properties});
        let found = good(Call::Track, &said);
        (found.kind, found.amount, found.properties)
    };
    for event in [
        "order_completed",
        "orderCompleted",
        "ORDER COMPLETED",
        "Purchase",
        "checkout_completed",
        "ecommerce.purchase",
    ] {
        let (kind, amount, properties) = of(
            event,
            json!({"total": {"amount": "33,95", "currency": "CZK"}, "orderId": "O-1"}),
        );
        assert_eq!(
            (kind.as_str(), amount),
            ("Order Completed", Some(33.95)),
            "{event}"
        );
        let properties = Properties::from_packed(properties.as_deref());
        assert_eq!(properties.get("currency"), Some("CZK"));
        assert_eq!(properties.get("total"), Some("33.95"));
    }
    let google = json!({"ecommerce": {"transaction_id": "T-1", "value": 12.5, "currency": "EUR"}});
    let (_, amount, properties) = of("purchase", google);
    assert_eq!(amount, Some(12.5));
    assert_eq!(
        Properties::from_packed(properties.as_deref()).get("transaction_id"),
        Some("T-1")
    );
    assert_eq!(
        of("partial_refund", json!({})).0,
        "Order Partially Refunded"
    );
    assert_eq!(of("Order Shipped", json!({})).0, "Order Shipped");
}

#[test]
fn a_broken_contact_point_is_no_contact_point() {
    let event = json!({"userId": "u", "traits": {"email": "nobody", "phone": "12", "employees": "many", "title": []}});
    let found = good(Call::Identify, &event);
    assert_eq!((found.email, found.phone), (None, None));
    let kept = json!({"email_unusable": "nobody", "phone_unusable": "12"});
    assert_eq!(found.traits, Some(kept.to_string()));
}

#[test]
fn addresses_are_truncated_before_they_are_kept() {
    assert_eq!(truncate_ip("203.0.113.77").as_deref(), Some("203.0.113.0"));
    assert_eq!(
        truncate_ip("2001:db8:1:2:3:4:5:6").as_deref(),
        Some("2001:db8:1::")
    );
    assert_eq!(
        truncate_ip("::ffff:203.0.113.77").as_deref(),
        Some("203.0.113.0")
    );
    assert_eq!(truncate_ip("not an address"), None);
    for ip in ["203.0.113.77", "2001:db8:1:2:3:4:5:6", "203.0.113.77:443"] {
        let body = good(Call::Track, &track(json!({"context": {"ip": ip}}))).body;
        assert!(!body.contains(ip), "{body}");
    }
}

#[test]
fn label_amount_and_channel_say_what_it_was_about() {
    let of = |event: &str, properties: Value| {
        let one = good(
            Call::Track,
            &track(json!({"event": event, "properties": properties})),
        );
        (one.label, one.amount, one.channel)
    };
    let label = |text: &str| Some(text.to_owned());
    let products = json!({"revenue": "12.5", "products": [{"name": "Sensor"}, {"name": "Hub"}]});
    assert_eq!(
        of("Order Completed", products),
        (label("Sensor"), Some(12.5), Channel::Shop)
    );
    assert_eq!(
        of("Email Opened", json!({"subject": "News"})),
        (label("News"), None, Channel::Email)
    );
    assert_eq!(
        of("Call Ended", json!({"duration": 90})),
        (None, Some(90.0), Channel::Call)
    );
    assert_eq!(
        of("Signed Up", json!({"plan": "pro", "channel": "event"})),
        (label("pro"), None, Channel::Event)
    );
    assert_eq!(
        of("Rolled Back", json!({"value": "much"})),
        (None, None, Channel::Web)
    );
    let page = json!({"userId": "u", "name": "Home", "context": {"page": {"url": "https://x.example/a/b?q=1#c"}}});
    let page = good(Call::Page, &page);
    assert_eq!(
        (page.label.as_deref(), page.path.as_deref()),
        (Some("Home"), Some("/a/b"))
    );
    let long = good(
        Call::Page,
        &json!({"userId": "u", "properties": {"path": format!("/{}", "é".repeat(400))}}),
    );
    assert!(long.path.is_some_and(|path| path.len() <= 300));
}

#[test]
fn the_other_properties_can_be_asked_for_by_name() {
    let of = |call, event: Value| {
        let packed = good(call, &event).properties;
        let properties = Properties::from_packed(packed.as_deref());
        let pairs = properties.iter();
        pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let page = json!({"userId": "u", "properties": {
        "path": "/pricing", "url": "https://x.example/pricing", "title": "Pricing", "referrer": "", "email": "a@b.example",
        "plan": "pro", "seats": 12, "ratio": 1.5e-7, "trial": true, "nothing": null, "deep": {"a": 1},
        "tags": ["b2b", 7, ["x"], null],
    }});
    assert_eq!(
        of(Call::Page, page),
        "plan=pro ratio=0.00000015 seats=12 tags=b2b, 7 trial=true"
    );
    let order = json!({"event": "Order Completed", "properties": {"title": "T", "revenue": 5}});
    assert_eq!(of(Call::Track, track(order)), "revenue=5 title=T");
    assert_eq!(good(Call::Track, &track(json!({}))).properties, None);
}

#[test]
fn what_somebody_asks_for_is_found_in_their_words() {
    let asks = |event: &str, properties: Value| {
        let event = json!({"event": event, "properties": properties});
        let packed = good(Call::Track, &track(event)).properties;
        let properties = Properties::from_packed(packed.as_deref());
        properties.get("asks").map(str::to_owned)
    };
    let form = "Form Submitted";
    let found = asks(
        form,
        json!({"form": "contact", "message": "Kde mohu zaplatit?", "asks": "nothing"}),
    );
    assert_eq!(found.as_deref(), Some("payment"));
    let found = asks("Call", json!({"notes": "Please send a quote for 3 rooms."}));
    assert_eq!(found.as_deref(), Some("price"));
    let found = asks("Chat", json!({"transcript": "Merhaba\nKurulum var mı"}));
    assert_eq!(found.as_deref(), Some("question"));
    let found = asks("Question Asked", json!({"text": "The door."}));
    assert_eq!(found.as_deref(), Some("question"));
    assert_eq!(
        asks(form, json!({"asks": "payment", "message": "Thanks."})),
        None
    );
    let page = json!({"userId": "u", "properties": {"text": "How much is it?"}});
    assert_eq!(
        good(Call::Page, &page).properties.as_deref(),
        Some("text\u{1f}How much is it?")
    );
}

#[test]
fn a_list_of_a_trait_is_kept_as_its_entries() {
    let event =
        json!({"userId": "u", "traits": {"interests": ["fishing", "deep sea"], "none": []}});
    let traits = good(Call::Identify, &event).traits;
    assert_eq!(
        traits.as_deref(),
        Some(r#"{"interests":"fishing, deep sea"}"#)
    );
}

#[test]
fn what_a_person_is_said_not_to_have_is_taken_away() {
    let of = |traits_said: Value| {
        let event = json!({"userId": "u", "context": {"locale": "cs", "traits": {"phone": null}}, "traits": traits_said});
        Value::Object(traits(Call::Identify, &event))
    };
    let said = json!({"title": null, "firstName": null, "lastName": "", "address": null, "company": {"name": null, "industry": "Steel"}, "plan": ""});
    let gone = json!({"title": null, "name": null, "country": null, "city": null, "company": null, "industry": "Steel", "plan": null, "language": "cs"});
    assert_eq!(of(said), gone);
    // What the event does say counts, under whatever name; half a name that is gone leaves the other.
    let said = json!({"title": null, "jobTitle": "CEO", "email": "", "Email": "a@b.example", "firstName": "Jan", "lastName": null, "language": null});
    let kept = json!({"title": "CEO", "email": "a@b.example", "first_name": "Jan", "last_name": null, "language": null});
    assert_eq!(of(said), kept);
    // A form that is sent half filled in says nothing of the rest.
    let form = json!({"userId": "u", "event": "Form Submitted", "properties": {"name": "Jan", "email": "", "phone": null}});
    assert_eq!(
        Value::Object(traits(Call::Track, &form)),
        json!({"name": "Jan"})
    );
    let group = json!({"userId": "u", "traits": {"name": null, "employees": null}});
    assert_eq!(
        Value::Object(traits(Call::Group, &group)),
        json!({"company": null, "employees": null})
    );
}

#[test]
fn who_sent_it_decides_the_verdict() {
    let crawler =
        json!({"context": {"userAgent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}});
    let one = good(Call::Track, &track(crawler));
    assert_eq!(one.verdict, Verdict::Machine);
    assert!(!one.verdict_reasons.is_empty());
    let robot = json!({"context": {"userAgent": "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0.0.0", "webdriver": true}});
    assert_eq!(good(Call::Track, &track(robot)).verdict, Verdict::Machine);
}

#[test]
fn a_nul_is_dropped_wherever_it_stands() {
    let one = good(
        Call::Identify,
        &json!({"userId": "a\u{0}b", "messageId": "\u{0}", "traits": {"pl\u{0}an": "\u{0}x"}}),
    );
    assert_eq!(one.user_id.as_deref(), Some("ab"));
    assert!(one.message_id.starts_with("ripen-"), "it has none");
    for text in [&one.body, one.traits.as_ref().expect("traits")] {
        assert!(!text.contains('\0') && !text.contains("\\u0000"), "{text}");
    }
}

#[test]
fn a_bad_event_keeps_what_it_needs_to_be_tried_again() {
    let body = json!({"sentAt": "2026-03-10T12:00:00Z", "context": {"locale": "tr"}, "batch": [{"type": "track", "messageId": "m"}]});
    let bad = batch(&body).bad.remove(0);
    assert_eq!(bad.message_id.as_deref(), Some("m"));
    assert_eq!(
        (bad.call.as_str(), bad.received_at),
        ("batch", super::arrival())
    );
    assert_eq!(bad.sent_at, Some(super::arrival()));
    assert!(
        bad.client
            .is_some_and(|client| client.contains("\"locale\":\"tr\""))
    );
    assert_eq!(bad.raw, br#"{"messageId":"m","type":"track"}"#);
}

#[test]
fn times_may_be_written_as_javascript_mail_and_people_write_them() {
    let at = |time: &str| {
        good(Call::Track, &track(json!({ "timestamp": time })))
            .at
            .to_rfc3339()
    };
    for time in [
        "Mon Jan 05 2026 10:00:00 GMT+0000 (Coordinated Universal Time)",
        "Mon Jan 05 2026 13:00:00 GMT+0300 (GMT+03:00)",
        "Mon, 05 Jan 2026 10:00:00 GMT",
        "Mon, 5 Jan 2026 11:00:00 +0100",
        "2026-01-05T10:00:00",
        "20260105T100000Z",
        "2026-W02-1T10:00:00Z",
        "5 Ocak 2026 Pazartesi 10:00",
        "5. ledna 2026 10:00",
    ] {
        assert_eq!(at(time), "2026-01-05T10:00:00Z", "{time}");
    }
}

#[test]
fn what_a_sender_tells_has_one_kind_however_it_is_spelled() {
    for (name, kind) in [
        ("email_delivered", "Email Delivered"),
        ("Email Soft Bounce", "Email Soft Bounced"),
        ("SMS Delivered", "SMS Delivered"),
        ("contact.updated", "Contact Updated"),
        ("Email Opened", "Email Opened"),
    ] {
        let event = json!({"userId": "u", "event": name});
        assert_eq!(good(Call::Track, &event).kind, kind, "{name}");
    }
}

#[test]
fn traits_that_say_nothing_are_left_out() {
    for nothing in [
        "undefined",
        "null",
        "N/A",
        "[object Object]",
        "{{first_name}}",
        "NaN",
        "belirtilmemiş",
        "neuvedeno",
    ] {
        let traits = json!({"name": nothing, "company": nothing, "title": nothing, "industry": nothing, "plan": "a"});
        let event = json!({"userId": "u", "traits": traits});
        let kept = good(Call::Identify, &event).traits.expect("traits");
        assert_eq!(kept, r#"{"plan":"a"}"#, "{nothing}");
    }
    let event =
        json!({"userId": "u", "traits": {"name": "Jana", "title": "Host", "company": "Null"}});
    let kept = good(Call::Identify, &event).traits.expect("traits");
    assert_eq!(kept, r#"{"name":"Jana","title":"Host"}"#);
}

#[test]
fn an_id_of_nothing_is_none_and_a_counter_is_one() {
    let captured = |message: &str, user: &str| {
        let event =
            json!({"messageId": message, "userId": user, "anonymousId": "v", "event": "Seen"});
        good(Call::Track, &event)
    };
    for id in ["0-0-0", "0-0", "0:0", "1-0-0", "m1"] {
        assert_eq!(captured(id, "u").message_id, id);
    }
    for id in [
        "undefined",
        "null",
        "0",
        "00000000-0000-0000-0000-000000000000",
    ] {
        assert!(captured(id, "u").message_id.starts_with("ripen-"), "{id}");
    }
    // Nor is an address of nobody the id of somebody.
    for user in ["test@test.com", "null@null.com", "undefined"] {
        assert_eq!(captured("m", user).user_id, None, "{user}");
    }
    assert_eq!(
        captured("m", "jana@firma.example").user_id.as_deref(),
        Some("jana@firma.example")
    );
}

//! Webhooks of mail services under their own names.

use ripen_domain::interaction::{Channel, Verdict, kind};
use serde_json::{Value, json};

use super::good;
use crate::capture::Call;

fn kind_of(name: &str, properties: &Value) -> String {
    let event = json!({"userId": "u", "event": name, "properties": properties});
    good(Call::Track, &event).kind
}

fn sendgrid(event: &str) -> Value {
    json!({"email": "jana@firma.example", "timestamp": 1_513_299_569, "smtp-id": "<14c5d75ce93.dfd.64b469@ismtpd-555>",
        "event": event, "category": ["cat facts"], "sg_event_id": "ZGVsaXZlcmVk", "sg_message_id": "14c5d75ce93.filter0001"})
}

fn brevo(event: &str) -> Value {
    json!({"event": event, "email": "jana@firma.example", "id": 17, "date": "2026-03-10 10:00:00", "ts": 1_604_933_654,
        "message-id": "<201798300811.5787683@smtp-relay.mailin.fr>", "ts_event": 1_604_933_654, "subject": "Hi", "tag": "t"})
}

fn postmark(record: &str) -> Value {
    json!({"RecordType": record, "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "Recipient": "jana@firma.example",
        "ServerID": 23, "MessageStream": "outbound", "Tag": "welcome"})
}

fn mailgun() -> Value {
    json!({"recipient": "jana@firma.example", "recipient-domain": "firma.example", "log-level": "info",
        "message": {"headers": {"to": "jana@firma.example", "message-id": "20130503182626.18666.16540@firma.example"}}})
}

fn mandrill() -> Value {
    json!({"ts": 1_365_109_999, "_id": "7761629", "msg": {"_id": "7761629", "email": "jana@firma.example", "state": "sent"}})
}

#[test]
fn what_a_mail_service_tells_is_of_the_mail_under_its_own_names() {
    for (name, properties, expected) in [
        ("processed", sendgrid("processed"), "Email Sent"),
        ("delivered", sendgrid("delivered"), "Email Delivered"),
        ("deferred", sendgrid("deferred"), "Email Deferred"),
        ("bounce", sendgrid("bounce"), "Email Bounced"),
        ("dropped", sendgrid("dropped"), "Email Dropped"),
        ("open", sendgrid("open"), "Email Opened"),
        ("click", sendgrid("click"), "Email Link Clicked"),
        ("spamreport", sendgrid("spamreport"), "Email Marked as Spam"),
        (
            "group_unsubscribe",
            sendgrid("group_unsubscribe"),
            "Unsubscribed",
        ),
        ("request", brevo("request"), "Email Sent"),
        ("soft_bounce", brevo("soft_bounce"), "Email Soft Bounced"),
        ("hardBounce", brevo("hardBounce"), "Email Hard Bounced"),
        ("unique_opened", brevo("unique_opened"), "Email Opened"),
        ("invalid_email", brevo("invalid_email"), "Email Dropped"),
        ("Delivery", postmark("Delivery"), "Email Delivered"),
        ("Open", postmark("Open"), "Email Opened"),
        (
            "SpamComplaint",
            postmark("SpamComplaint"),
            "Email Marked as Spam",
        ),
        ("accepted", mailgun(), "Email Sent"),
        ("failed", mailgun(), "Email Dropped"),
        ("clicked", mailgun(), "Email Link Clicked"),
        ("send", mandrill(), "Email Sent"),
        ("deferral", mandrill(), "Email Deferred"),
        ("hard_bounce", mandrill(), "Email Hard Bounced"),
        ("reject", mandrill(), "Email Dropped"),
        (
            "Bounce",
            json!({"eventType": "Bounce", "mail": {"messageId": "0100", "destination": ["a@b.example"]}}),
            "Email Bounced",
        ),
        (
            "delivered",
            json!({"email": "a@b.example", "message-id": "17"}),
            "Email Delivered",
        ),
        (
            "open",
            json!({"email": "a@b.example", "message_id": "<17@mta.example>"}),
            "Email Opened",
        ),
        (
            "delivered",
            json!({"email": "a@b.example", "sg_message_id": "17", "order_id": "9"}),
            "Email Delivered",
        ),
    ] {
        assert_eq!(kind_of(name, &properties), expected, "{name}: {properties}");
    }
}

#[test]
fn what_went_out_is_knowledge_and_who_opened_it_did_something() {
    for name in ["processed", "delivered", "deferred", "bounce", "dropped"] {
        assert!(kind::is_of_data(&kind_of(name, &sendgrid(name))), "{name}");
    }
    for name in ["open", "click", "spamreport", "unsubscribe"] {
        let event = json!({"userId": "u", "event": name, "properties": sendgrid(name)});
        let one = good(Call::Track, &event);
        assert_eq!(
            (kind::is_of_data(&one.kind), one.channel),
            (false, Channel::Email),
            "{name}"
        );
    }
}

#[test]
fn opens_by_a_proxy_stay_unknown() {
    let mut open = sendgrid("open");
    open["sg_machine_open"] = true.into();
    for (name, properties) in [
        ("open", open),
        ("unique_proxy_open", brevo("unique_proxy_open")),
    ] {
        let event = json!({"userId": "u", "event": name, "properties": properties});
        assert_eq!(
            good(Call::Track, &event).verdict,
            Verdict::Unknown,
            "{name}"
        );
    }
}

#[test]
fn without_a_mark_of_mail_a_name_stays_what_it_is() {
    for (name, properties) in [
        ("delivered", json!({})),
        (
            "delivered",
            json!({"order_id": "9", "products": [{"sku": "a"}]}),
        ),
        // A shop that tells whom it wrote to about the parcel.
        (
            "delivered",
            json!({"order_id": "9", "email": "a@b.example", "message-id": "17"}),
        ),
        (
            "Delivered",
            json!({"tracking_number": "9", "recipient": "a@b.example", "message_id": "17"}),
        ),
        (
            "delivered",
            json!({"recipient": "Jana Nováková", "message_id": "17"}),
        ),
        (
            "request",
            json!({"email": "a@b.example", "subject": "Cold room", "id": 17}),
        ),
        ("open", json!({"menu": "main"})),
        (
            "open",
            json!({"email": "a@b.example", "tag": "door", "ts": 17}),
        ),
        ("click", json!({"url": "/prices", "email": "a@b.example"})),
        // Messages of a chat have numbers as well.
        ("click", json!({"email": "a@b.example", "message_id": "17"})),
        (
            "open",
            json!({"email": "a@b.example", "messageId": "abc", "channel": "chat"}),
        ),
        (
            "sent",
            json!({"message": {"text": "Hello"}, "email": "a@b.example"}),
        ),
        ("processed", json!({"msg": "ok", "email": "a@b.example"})),
        (
            "error",
            json!({"message": "not found", "mail": "a@b.example"}),
        ),
        (
            "bounce",
            json!({"sg_event_id": null, "smtp-id": "", "page": "/"}),
        ),
        ("dropped", json!({"file": "plan.pdf"})),
        ("Menu Opened", sendgrid("open")),
    ] {
        assert_eq!(kind_of(name, &properties), name, "{properties}");
    }
}

//! Webhooks of mail services that were passed on under their own names: `delivered`, `open`, `bounce`.
//!
//! Such a name alone says nothing of mails: orders are delivered, menus opened, and visitors make requests. It is
//! a mail's only where the properties have what none but SendGrid, Brevo, Mailgun, Postmark, Mailchimp Transactional
//! (Mandrill) and Amazon SES send.

use super::json::{Map, Value};
use super::marks::plain;

/// The names, in small letters without anything between, and the kinds that they are. Opens by a proxy keep
/// their names, which say so.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("Email Sent", &["request", "requests", "send", "sent", "processed", "accepted", "queued"]),
    ("Email Delivered", &["delivered", "delivery"]),
    ("Email Deferred", &["deferred", "deferral", "delayed", "deliverydelay"]),
    ("Email Bounced", &["bounce", "bounced"]),
    ("Email Soft Bounced", &["softbounce", "softbounced"]),
    ("Email Hard Bounced", &["hardbounce", "hardbounced"]),
    ("Email Dropped", &["dropped", "drop", "reject", "rejected", "blocked", "invalid", "invalidemail", "error", "failed"]),
    ("Email Opened", &["open", "opened", "uniqueopened", "uniqueopen", "firstopening"]),
    ("Email Link Clicked", &["click", "clicked", "uniqueclicked"]),
    ("Email Marked as Spam", &["spamreport", "spam", "spamcomplaint", "complaint", "complained"]),
    ("Unsubscribed", &["unsubscribe", "unsubscribed", "groupunsubscribe", "unsub"]),
];

/// Properties that none but a mail service has.
#[rustfmt::skip]
const CERTAIN: &[&str] = &[
    "sgeventid", "sgmessageid", "smtpid", "asmgroupid", "xmailincustom", "xmailgunsid", "recipientdomain", "messagestream",
];

/// Objects of a mail in what a service tells, and what such an object has.
const OBJECTS: &[(&str, &[&str])] = &[
    ("mail", &["messageid"]),
    ("msg", &["email"]),
    ("message", &["headers"]),
];

/// Properties that hold the address of who got the mail.
const ADDRESSES: &[&str] = &["email", "recipient", "to"];

/// Channels that are none of mails.
const OTHER_CHANNELS: &[&str] = &[
    "sms",
    "push",
    "webpush",
    "mobilepush",
    "whatsapp",
    "viber",
    "telegram",
    "messenger",
    "chat",
    "inapp",
    "notification",
];

/// Properties that Postmark tells together, written so.
const POSTMARK: &[&str] = &["MessageID", "Recipient"];

/// Properties by which it is about an order or a parcel.
#[rustfmt::skip]
const OF_ORDERS: &[&str] = &[
    "order", "orderid", "orderno", "ordernumber", "products", "items", "lineitems", "cartid", "shipmentid", "parcelid",
    "trackingid", "trackingno", "trackingnumber", "deliveryid", "courier", "carrier", "shipment", "orderreference", "siparisno",
    "siparisid", "cisloobjednavky",
];

/// The kind of what a mail service tells under this name; `None` where it is not certain that one does.
pub fn kind(name: &str, event: &Map) -> Option<&'static str> {
    const LONGEST: usize = 20;
    if name.len() > LONGEST {
        return None;
    }
    let name = plain(name);
    let (kind, _) = NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()))?;
    let properties = event.get("properties")?.as_object()?;
    is_of_mail(properties).then_some(*kind)
}

fn is_of_mail(properties: &Map) -> bool {
    let said = |name: &str| {
        let mut all = properties.iter();
        all.find(|(known, value)| plain(known) == name && says_something(value))
    };
    if CERTAIN.iter().any(|name| said(name).is_some()) || has_object_of_mail(properties) {
        return true;
    }
    let is_address = |(_, value): (&str, &Value)| value.as_str().is_some_and(|to| to.contains('@'));
    let is_sent_to = |name: &str| said(name).is_some_and(is_address);
    let is_other = |(_, channel): (&str, &Value)| {
        channel
            .as_str()
            .is_some_and(|channel| OTHER_CHANNELS.contains(&plain(channel).as_str()))
    };
    if said("channel").is_some_and(is_other) {
        return false;
    }
    if OF_ORDERS.iter().any(|name| said(name).is_some())
        || !ADDRESSES.iter().any(|to| is_sent_to(to))
    {
        return false;
    }
    // Chats number their messages too: the header of a mail is spelled with a dash or has the form of one, and
    // Postmark tells it beside its recipient.
    let is_header = |(name, value): (&str, &Value)| {
        name.eq_ignore_ascii_case("message-id") || is_address((name, value))
    };
    let id = said("messageid");
    said("tsevent").is_some()
        || id.is_some_and(is_header)
        || POSTMARK
            .iter()
            .all(|name| properties.get(name).is_some_and(says_something))
}

fn has_object_of_mail(properties: &Map) -> bool {
    properties.iter().any(|(name, value)| {
        let name = plain(name);
        let object = OBJECTS.iter().find(|(known, _)| *known == name);
        let Some((_, needed)) = object else {
            return false;
        };
        let within = value.as_object().into_iter().flatten();
        let mut within = within.filter(|(_, value)| says_something(value));
        within.any(|(name, _)| needed.contains(&plain(name).as_str()))
    })
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(object) => !object.is_empty(),
        Value::Number(_) => true,
    }
}

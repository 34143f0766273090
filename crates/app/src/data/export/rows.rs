//! What a row of an export holds.

use ripen_domain::interaction::{Interaction, Properties, Touch, kind, properties};
use ripen_domain::profile::{FieldValue, field};
use ripen_domain::scoring::Scorer;
use ripen_domain::time::Timestamp;
use ripen_store::access::Origin;
use ripen_store::capture::bad_event::BadEvent;
use ripen_store::leads::owner::Owner;
use ripen_store::log::Detail;
use ripen_store::people::person::Person;
use serde_json::{Map, Value, json};

use super::origin;

/// Columns of people.
pub const PERSON: &[&str] = &[
    "id",
    "name",
    "email",
    "phone",
    "company",
    "title",
    "country",
    "city",
    "industry",
    "employees",
    "language",
    "kind",
    "stage",
    "fit",
    "engagement",
    "velocity",
    "temperature",
    "index",
    "disqualified",
    "created",
    "last_touch",
    "interactions",
    "source",
    "medium",
    "campaign",
    "owner",
    "profile",
];

/// A person with their scores at `now`.
pub fn person_row(
    mut person: Person,
    owner: Option<&Owner>,
    scorer: &Scorer,
    now: Timestamp,
) -> Map<String, Value> {
    scorer.advance(&mut person.state, &person.profile, now, &mut ());
    let view = scorer.view(&person.state, &person.profile, now);
    let custom = person
        .profile
        .iter()
        .filter(|(name, ..)| !field::STANDARD.contains(name));
    let custom: Map<String, Value> = custom
        .map(|(name, value, _)| (name.to_owned(), json_value(value)))
        .collect();
    let mut row = Map::new();
    for name in field::STANDARD {
        row.insert(
            (*name).to_owned(),
            person.profile.get(name).map_or(Value::Null, json_value),
        );
    }
    let rest = json!({
        "id": person.id,
        "kind": view.kind.name(),
        "stage": view.stage,
        "fit": rounded(view.fit),
        "engagement": rounded(view.engagement),
        "velocity": rounded(view.velocity),
        "temperature": view.temperature.name(),
        "index": view.index,
        "disqualified": view.disqualified,
        "created": view.created.to_rfc3339(),
        "last_touch": view.last_touch.map(Timestamp::to_rfc3339),
        "interactions": person.state.interactions,
        "source": view.source,
        "medium": view.medium,
        "campaign": view.campaign,
        "owner": owner.map(|owner| &owner.email),
        "profile": (!custom.is_empty()).then_some(custom),
    });
    extend(&mut row, rest);
    row
}

fn json_value(value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) => text.as_str().into(),
        FieldValue::Number(number) => (*number).into(),
        FieldValue::Bool(yes) => (*yes).into(),
    }
}

/// A score with the digits that mean something.
fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

fn extend(row: &mut Map<String, Value>, more: Value) {
    if let Value::Object(more) = more {
        row.extend(more);
    }
}

/// Columns of interactions.
pub const EVENT: &[&str] = &[
    "message_id",
    "timestamp",
    "received_at",
    "event",
    "channel",
    "verdict",
    "verdict_reasons",
    "anonymous_id",
    "user_id",
    "email",
    "phone",
    "path",
    "label",
    "amount",
    "currency",
    "source",
    "medium",
    "campaign",
    "content",
    "term",
    "referrer",
    "message",
];

/// An interaction as a row of a table.
pub fn event_row(
    one: &Interaction,
    detail: &Detail,
    origin: Option<&Origin>,
) -> Map<String, Value> {
    let mut message: Map<String, Value> = serde_json::from_str(&detail.body).unwrap_or_default();
    origin::put(&mut message, origin);
    let touch = one.touch.clone().unwrap_or_default();
    let properties = Properties::from_packed(one.properties.as_deref());
    let mut row = touch_row(&touch);
    let rest = json!({
        "message_id": detail.message_id,
        "timestamp": one.at.to_rfc3339(),
        "received_at": detail.received_at.to_rfc3339(),
        "event": one.kind,
        "channel": one.channel.name(),
        "verdict": one.verdict.name(),
        "verdict_reasons": detail.verdict_reasons,
        "anonymous_id": one.anonymous_id,
        "user_id": one.user_id,
        "email": one.email,
        "phone": one.phone,
        "path": one.path,
        "label": one.label,
        "amount": one.amount,
        "currency": properties.get(properties::CURRENCY).filter(|_| one.amount.is_some()),
        "message": Value::Object(message).to_string(),
    });
    extend(&mut row, rest);
    row
}

fn touch_row(touch: &Touch) -> Map<String, Value> {
    let names = [
        "source", "medium", "campaign", "content", "term", "referrer",
    ];
    names
        .into_iter()
        .zip(touch.parts())
        .map(|(name, part)| (name.to_owned(), part.into()))
        .collect()
}

/// The message as accepted, with what it takes to be taken in again as it was: its call, its id and
/// the time that was settled on, and where it came from.
pub fn message(one: &Interaction, detail: &Detail, origin: Option<&Origin>) -> Map<String, Value> {
    let mut message: Map<String, Value> = serde_json::from_str(&detail.body).unwrap_or_default();
    message
        .entry("type")
        .or_insert_with(|| kind::call(&one.kind).into());
    message.remove("sentAt");
    message.insert("messageId".into(), detail.message_id.as_str().into());
    message.insert("timestamp".into(), one.at.to_rfc3339().into());
    message.insert("receivedAt".into(), detail.received_at.to_rfc3339().into());
    origin::put(&mut message, origin);
    message
}

/// Columns of bad events.
pub const BAD_EVENT: &[&str] = &[
    "id",
    "received_at",
    "source",
    "call",
    "message_id",
    "reason",
    "raw",
];

/// A bad event.
pub fn bad_event_row(bad: &BadEvent) -> Map<String, Value> {
    let mut row = Map::new();
    let columns = json!({
        "id": bad.id,
        "received_at": bad.event.received_at.to_rfc3339(),
        "source": bad.source,
        "call": bad.event.call,
        "message_id": bad.event.message_id,
        "reason": bad.event.reason,
        "raw": String::from_utf8_lossy(&bad.event.raw),
    });
    extend(&mut row, columns);
    row
}

//! Traits of an interaction as profile changes.

use ripen_domain::identity::mailbox::is_generic_mailbox;
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::{Authority, FieldValue, ProfileChange, field};
use serde_json::{Map, Value};

use super::named::change_of_today;

/// The profile changes that an interaction brings, in field order.
pub fn changes(seq: i64, interaction: &Interaction) -> Vec<ProfileChange> {
    let traits = interaction
        .traits
        .as_deref()
        .and_then(|traits| serde_json::from_str::<Map<String, Value>>(traits).ok());
    let change = |(field, value)| ProfileChange {
        at: interaction.at,
        seq,
        field,
        value: self::value(value),
        authority: Authority::Firm,
    };
    traits
        .unwrap_or_default()
        .into_iter()
        .map(change)
        .filter_map(change_of_today)
        .collect()
}

/// Says what the changes of an interaction may overwrite. The mailbox of a desk never takes the place of
/// somebody's own address.
pub fn weigh((changes, authority): (&mut Vec<ProfileChange>, Authority)) {
    for change in changes {
        let is_desk = match &change.value {
            Some(FieldValue::Text(text)) => {
                change.field == field::EMAIL && is_generic_mailbox(text)
            }
            _ => false,
        };
        change.authority = if is_desk {
            Authority::Hinted
        } else {
            authority
        };
    }
}

fn value(value: Value) -> Option<FieldValue> {
    match value {
        Value::String(text) => Some(FieldValue::Text(text)),
        Value::Number(number) => number.as_f64().map(FieldValue::Number),
        Value::Bool(yes) => Some(FieldValue::Bool(yes)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

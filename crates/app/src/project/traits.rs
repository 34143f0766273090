//! Traits of an interaction as profile changes.

use ripen_domain::identity::mailbox::is_generic_mailbox;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::{Interaction, kind};
use ripen_domain::profile::{Authority, FieldValue, ProfileChange, field};
use serde_json::{Map, Value};

use super::named::{change_of_today, user_address};

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
    let mut traits = traits.unwrap_or_default();
    if kind::OF_DATA.contains(&interaction.kind.as_str()) && !traits.contains_key(field::EMAIL) {
        let address = user_address(interaction);
        traits.extend(address.map(|one| (field::EMAIL.to_owned(), Value::String(one.value))));
    }
    traits
        .into_iter()
        .map(change)
        .filter_map(change_of_today)
        .collect()
}

/// Adds that somebody is reached by an address that is their user id, which an interaction made known.
pub fn add_address(
    changes: &mut Vec<ProfileChange>,
    (seq, interaction): (i64, &Interaction),
    address: String,
) {
    if changes.iter().any(|change| change.field == field::EMAIL) {
        return;
    }
    changes.push(ProfileChange {
        at: interaction.at,
        seq,
        field: field::EMAIL.to_owned(),
        value: Some(FieldValue::Text(address)),
        authority: Authority::Firm,
    });
    changes.sort_by(|one, other| one.field.cmp(&other.field));
}

/// Leaves out contact points that are not said of whom the interaction is from.
pub fn leave_unsaid(changes: &mut Vec<ProfileChange>, unsaid: &[Identifier]) {
    changes.retain(|change| contact(change).is_none_or(|contact| !unsaid.contains(&contact)));
}

/// The contact point that a change names.
pub fn contact(change: &ProfileChange) -> Option<Identifier> {
    let Some(FieldValue::Text(value)) = &change.value else {
        return None;
    };
    let is = |first: &str, more: &[&str]| change.field == first || more.contains(&&*change.field);
    let kind = match () {
        () if is(field::EMAIL, field::MORE_EMAILS) => IdentifierKind::Email,
        () if is(field::PHONE, field::MORE_PHONES) => IdentifierKind::Phone,
        () => return None,
    };
    let value = value.clone();
    Some(Identifier { kind, value })
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
        Value::Number(number) => number.as_f64().map(FieldValue::number),
        Value::Bool(yes) => Some(FieldValue::Bool(yes)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

//! The identifiers that an interaction of the log names.
//!
//! The log keeps what was said by the rules of its day; whose it is follows from the rules of today.

use ripen_domain::identity::names::Name;
use ripen_domain::identity::{Identifier, IdentifierKind, country, normalize};
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::{FieldValue, ProfileChange, field};
use serde_json::{Map, Value};

/// The identifiers that an interaction names, strongest first.
pub fn identifiers(interaction: &Interaction) -> Vec<Identifier> {
    let mut all = Vec::with_capacity(3);
    let mut add = |kind, value: &Option<String>| all.extend(of_today(kind, value.as_deref()));
    add(IdentifierKind::UserId, &interaction.user_id);
    add(IdentifierKind::Email, &interaction.email);
    add(IdentifierKind::Phone, &interaction.phone);
    add(IdentifierKind::AnonymousId, &interaction.anonymous_id);
    add(IdentifierKind::AnonymousId, &interaction.previous_id);
    all.extend(user_address(interaction));
    all.extend(secondary(interaction.traits.as_deref()));
    // Those beside the first of their kind come after it, so sorting must not mix them.
    all.sort_by_key(|one| std::cmp::Reverse(one.kind));
    let mut once: Vec<Identifier> = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Whether an interaction gives a name.
pub fn gives_name(interaction: &Interaction) -> bool {
    let traits = interaction.traits.as_deref();
    // Most give none, and reading the traits takes time.
    let traits = traits.filter(|traits| traits.contains(field::NAME));
    let traits = traits.and_then(|traits| serde_json::from_str::<Map<String, Value>>(traits).ok());
    traits.is_some_and(|traits| {
        let mut names = field::NAMES
            .iter()
            .filter_map(|one| traits.get(*one)?.as_str());
        names.any(|name| Name::parse(name) != Name::default())
    })
}

/// The address that a user id is: whoever has it is reached by it as well.
pub fn user_address(interaction: &Interaction) -> Option<Identifier> {
    address_of(interaction.user_id.as_deref()?)
}

/// The address that a user id is.
pub fn address_of(user_id: &str) -> Option<Identifier> {
    let address = user_id.contains('@').then(|| normalize::email(user_id))?;
    of_today(IdentifierKind::Email, address.as_deref())
}

fn of_today(kind: IdentifierKind, value: Option<&str>) -> Option<Identifier> {
    let value = normalize::identifier(kind, value?)?;
    Some(Identifier { kind, value })
}

/// Addresses and numbers beside the first.
fn secondary(traits: Option<&str>) -> Vec<Identifier> {
    let has = |names: &[&str]| {
        traits.is_some_and(|traits| names.iter().any(|name| traits.contains(*name)))
    };
    // Nearly no interaction has any, and reading the traits takes time.
    if !has(&[field::MORE_EMAILS[0], field::MORE_PHONES[0]]) {
        return Vec::new();
    }
    let traits = traits.and_then(|traits| serde_json::from_str::<Map<String, Value>>(traits).ok());
    let traits = traits.unwrap_or_default();
    let of = |kind, names: &'static [&str]| {
        let values = names.iter().filter_map(|name| traits.get(*name)?.as_str());
        values.filter_map(move |value| match kind {
            // A custom field of this name that holds no address is just that.
            IdentifierKind::Email => {
                normalize::email(value).and_then(|value| of_today(kind, Some(&value)))
            }
            _ => normalize::phone(value, None).and_then(|value| of_today(kind, Some(&value))),
        })
    };
    of(IdentifierKind::Email, field::MORE_EMAILS)
        .chain(of(IdentifierKind::Phone, field::MORE_PHONES))
        .collect()
}

/// A change of the profile in the form of today: addresses, names and countries normalised, placeholders
/// taken for nothing said. `None` where nothing is left of it.
pub fn change_of_today(change: ProfileChange) -> Option<ProfileChange> {
    let Some(FieldValue::Text(text)) = &change.value else {
        return Some(change);
    };
    let value = text_of_today(&change.field, text)?;
    Some(ProfileChange {
        value: Some(FieldValue::Text(value)),
        ..change
    })
}

/// The text of a field in the form of today. `None` where nothing is left of it.
pub fn text_of_today(field: &str, text: &str) -> Option<String> {
    match field {
        field::EMAIL => normalize::identifier(IdentifierKind::Email, text),
        field::PHONE => normalize::identifier(IdentifierKind::Phone, text),
        name if field::NAMES.contains(&name) => normalize::name(text),
        field::COUNTRY => match country::code(text) {
            Some(code) => Some(code.to_owned()),
            None => Some(text.to_owned()).filter(|text| !normalize::is_no_choice(text)),
        },
        name if field::CHOSEN.contains(&name) && normalize::is_no_choice(text) => None,
        _ => Some(text.to_owned()),
    }
}

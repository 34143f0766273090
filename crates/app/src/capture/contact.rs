//! Contact points and names among traits.

use ripen_domain::identity::{IdentifierKind, normalize};
use ripen_domain::profile::field;
use ripen_domain::text::entities::resolved;
use serde_json::{Map, Value};

use super::traits::{Fields, bounded};

/// Names under which the address of a person is sent, best first; several may be filled.
const EMAILS: &[&str] = &[
    "email",
    "Email",
    "e_mail",
    "email_2",
    "email_3",
    "email_4",
    "email_5",
    "email2",
    "secondaryEmail",
    "secondary_email",
];
/// Names under which the telephone number of a person is sent, best first; several may be filled.
const PHONES: &[&str] = &[
    "phone", "Phone", "mobile", "phone_2", "phone_3", "phone_4", "phone2",
];

/// Fills in the addresses that the traits name; returns the name that stood beside the first.
pub fn addresses(fields: &mut Fields, traits: &Map<String, Value>) -> Option<String> {
    if fields.has(field::EMAIL) {
        return None;
    }
    let (mut found, mut name, mut unusable) = (Vec::new(), None, None);
    for text in texts(traits, EMAILS) {
        let read = normalize::emails(&text);
        if read.addresses.is_empty() && read.placeholders.is_empty() {
            unusable.get_or_insert(text);
        }
        for value in read.placeholders {
            fields.ignore(IdentifierKind::Email, value);
        }
        name = name.or(read.name);
        found.extend(read.addresses);
    }
    let names = [field::EMAIL].iter().chain(field::MORE_EMAILS);
    fill(fields, names, found);
    if let Some(text) = unusable {
        fields.put(field::EMAIL_UNUSABLE, bounded(&text).into());
    }
    name
}

/// Fills in the numbers that the traits name, with the extension of the first.
pub fn numbers(fields: &mut Fields, traits: &Map<String, Value>, region: Option<&str>) {
    if fields.has(field::PHONE) {
        return;
    }
    let (mut found, mut extension, mut unusable) = (Vec::new(), None, None);
    for text in texts(traits, PHONES) {
        let read = normalize::phones(&text, region);
        let (made_up, read): (Vec<_>, Vec<_>) = read
            .into_iter()
            .partition(|one| normalize::is_placeholder_phone(&one.number, Some(&one.number)));
        let is_placeholder = read.is_empty() && normalize::is_placeholder_phone(&text, None);
        if is_placeholder || !made_up.is_empty() {
            fields.ignore(IdentifierKind::Phone, text);
        } else if read.is_empty() {
            unusable.get_or_insert(text);
        }
        if let (true, Some(first)) = (found.is_empty(), read.first()) {
            extension.clone_from(&first.extension);
        }
        found.extend(read.into_iter().map(|one| one.number));
    }
    let names = [field::PHONE].iter().chain(field::MORE_PHONES);
    fill(fields, names, found);
    for (name, text) in [
        (field::PHONE_EXTENSION, extension),
        (field::PHONE_UNUSABLE, unusable),
    ] {
        if let Some(text) = text {
            fields.put(name, bounded(&text).into());
        }
    }
}

/// The name of a person: whole, in parts, or what stood beside the address.
pub fn name(fields: &mut Fields, traits: &Map<String, Value>, beside_address: Option<String>) {
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|name| traits.get(*name)?.as_str());
        found.and_then(|text| normalize::name(&resolved(text)))
    };
    let parts = [
        text(&["firstName", "first_name"]),
        text(&["lastName", "last_name"]),
    ];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = text(&["name", "fullName", "full_name"])
        .or(Some(joined).filter(|name| !name.is_empty()))
        .or(beside_address);
    if let Some(name) = name {
        fields.put(field::NAME, bounded(&name).into());
    }
}

fn fill<'n>(fields: &mut Fields, names: impl Iterator<Item = &'n &'n str>, values: Vec<String>) {
    let mut once: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        if !once.contains(&value) {
            once.push(value);
        }
    }
    for (name, value) in names.zip(once) {
        fields.put(name, value.into());
    }
}

/// The texts of these traits that say something; those of a list with separators between them.
fn texts(traits: &Map<String, Value>, names: &[&str]) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(resolved(text).into_owned()),
        Value::Array(list) => {
            let texts = list.iter().filter_map(Value::as_str).map(resolved);
            Some(texts.collect::<Vec<_>>().join("; "))
        }
        // It lost its quotes on the way.
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let texts = names.iter().filter_map(|name| text(traits.get(*name)?));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

//! Contact points and names among traits.

use ripen_domain::identity::{IdentifierKind, normalize};
use ripen_domain::profile::field;
use ripen_domain::text::entities::resolved;
use ripen_domain::text::words;

use super::json::{Map, Value};
use super::traits::{Fields, bounded};

/// Names under which the address of a person is sent, best first; several may be filled.
pub const EMAILS: &[&str] = &[
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
pub const PHONES: &[&str] = &[
    "phone", "Phone", "mobile", "phone_2", "phone_3", "phone_4", "phone2",
];

/// Names under which the whole name of a person is sent.
pub const NAMES: &[&str] = &["name", "fullName", "full_name"];
/// Names under which the first name of a person is sent.
pub const FIRST_NAMES: &[&str] = &["firstName", "first_name"];
/// Names under which the last name of a person is sent.
pub const LAST_NAMES: &[&str] = &["lastName", "last_name"];

/// Fills in the addresses that the traits name; returns the name that stood beside the first.
pub fn addresses(fields: &mut Fields, traits: &Map) -> Option<String> {
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
pub fn numbers(fields: &mut Fields, traits: &Map, region: Option<&str>) {
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

/// The name of a person: whole, in parts, or what stood beside the address. Half a name is kept as such: it changes no
/// more than that half of what the person is called.
pub fn name(fields: &mut Fields, traits: &Map, beside_address: Option<String>) {
    if fields.says_name() {
        return;
    }
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|name| traits.get(name)?.as_str());
        found.and_then(|text| normalize::name(&resolved(text)))
    };
    let (first, last) = (text(FIRST_NAMES), text(LAST_NAMES));
    let name = match (text(NAMES), first, last) {
        (Some(name), None, Some(last)) => Some(with_last(name, &last)),
        // The title of a form, rather than whoever filled it in.
        (Some(name), Some(first), Some(last)) if !shares_words(&name, [&first, &last]) => {
            Some(with_last(first, &last))
        }
        (Some(name), ..) => Some(name),
        // Who is called as their family is has one word of each.
        (None, Some(first), Some(last)) if words(&first) == words(&last) => {
            Some(format!("{first} {last}"))
        }
        (None, Some(first), Some(last)) => Some(with_last(first, &last)),
        (None, Some(first), None) => {
            return fields.put_half(field::FIRST_NAME, bounded(&first).into());
        }
        (None, None, Some(last)) => {
            return fields.put_half(field::LAST_NAME, bounded(&last).into());
        }
        (None, None, None) => beside_address,
    };
    if let Some(name) = name {
        fields.put(field::NAME, bounded(&name).into());
    }
}

/// Whether a name has any word of its parts.
fn shares_words(name: &str, parts: [&str; 2]) -> bool {
    let name = words(name);
    let has = |part: &str| {
        words(part)
            .split(' ')
            .any(|word| !word.is_empty() && name.contains(&format!(" {word} ")))
    };
    parts.into_iter().any(has)
}

/// A name that stands beside a last name: the first one, unless it has the last in it already.
fn with_last(name: String, last: &str) -> String {
    let (in_name, in_last) = (words(&name), words(last));
    if name.contains('@') || in_name.contains(&in_last) {
        name
    } else if in_last.contains(&in_name) {
        last.to_owned()
    } else {
        format!("{name} {last}")
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
fn texts(traits: &Map, names: &[&str]) -> Vec<String> {
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
    let texts = names.iter().filter_map(|name| text(traits.get(name)?));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

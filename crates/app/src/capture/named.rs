//! Whom an event names: ids and contact points, without what is no identifier.

use ripen_domain::identity::{Identifier, IdentifierKind, normalize};
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::field;

use super::json::{Map, Value};
use super::limits::MAX_ID_BYTES;
use super::traits::Fields;

/// An id: a text, or a number or a yes and no as some clients send it.
pub fn id(event: &Map, name: &str) -> Result<Option<String>, String> {
    let id = match event.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(id)) => normalize::id(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(Value::Bool(id)) => Some(id.to_string()),
        Some(_) => return Err(format!("`{name}` has to be a text")),
    };
    match id {
        Some(id) if id.len() > MAX_ID_BYTES => {
            Err(format!("`{name}` is longer than {MAX_ID_BYTES} bytes"))
        }
        id => Ok(id),
    }
}

/// An id of somebody; a placeholder is ignored and kept among what was.
pub fn id_of_somebody(
    event: &Map,
    name: &str,
    ignored: &mut Vec<Identifier>,
) -> Result<Option<String>, String> {
    let Some(value) = id(event, name)? else {
        return Ok(None);
    };
    // An address is an id of whoever has it, so one that is nobody's is none.
    let is_placeholder = normalize::is_placeholder(&value)
        || (value.contains('@') && normalize::is_placeholder_email(&value));
    if is_placeholder {
        let kind = match name {
            "userId" => IdentifierKind::UserId,
            _ => IdentifierKind::AnonymousId,
        };
        ignored.push(Identifier { kind, value });
        return Ok(None);
    }
    Ok(Some(normalize::whole(value)))
}

/// Whether a message id is one. What a program writes where it knows none would turn away every event but the first;
/// a counter of parts, such as `0-0-0`, begins with zeros.
pub fn is_message_id(id: &str) -> bool {
    const MAX_COUNTER: usize = 16;
    let is_joint = |letter: char| matches!(letter, '-' | '_' | ':' | '.');
    let is_of_counter = |letter: char| letter.is_ascii_digit() || is_joint(letter);
    let is_counter = id.len() < MAX_COUNTER
        && id.starts_with(|letter: char| letter.is_ascii_digit())
        && id.contains(is_joint)
        && id.chars().all(is_of_counter);
    is_counter || !normalize::is_placeholder(id)
}

/// Whether the interaction names nobody.
pub fn is_nobody(interaction: &Interaction) -> bool {
    let named = [
        &interaction.user_id,
        &interaction.anonymous_id,
        &interaction.email,
        &interaction.phone,
    ];
    named.into_iter().all(Option::is_none)
}

/// Why an event names nobody: what it has instead of identifiers. Whoever mends the cause, in the client
/// or in Ripen, can have the event tried again.
pub fn reason(ignored: &[Identifier], fields: &Fields) -> String {
    let placeholder = ignored.first().map(|Identifier { kind, value }| {
        let name = match kind {
            IdentifierKind::UserId => "`userId`",
            IdentifierKind::AnonymousId => "`anonymousId`",
            IdentifierKind::Email => "the e-mail address",
            IdentifierKind::Phone => "the telephone number",
        };
        format!("it names nobody: {name} is \"{value:.60}\", a placeholder that stands for anybody")
    });
    let address = fields.text(field::EMAIL_UNUSABLE).map(|text| {
        let meant = normalize::emails(&text).hint;
        let meant = meant.map_or_else(String::new, |meant| format!("; was \"{meant}\" meant?"));
        format!("the address could not be read: \"{text:.80}\"{meant}")
    });
    let number = fields.text(field::PHONE_UNUSABLE).map(|text| {
        let why = match normalize::says_country(&text) {
            true => "there is no such number in its country",
            false => "its country code may be missing",
        };
        format!("the telephone number could not be read: \"{text:.60}\" ({why})")
    });
    let found: Vec<String> = [placeholder, address, number]
        .into_iter()
        .flatten()
        .collect();
    match found.is_empty() {
        true => "it names nobody: give `userId` or `anonymousId`".to_owned(),
        false => found.join("; "),
    }
}

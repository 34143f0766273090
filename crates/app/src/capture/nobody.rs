//! Why an event names nobody: what would have named somebody, and could not be read.

use serde_json::{Map, Value};

use super::event::Call;
use super::traits::FILLED_IN;

/// Names under which an address or number may stand.
const EMAILS: &[&str] = &["email", "Email", "e_mail"];
const PHONES: &[&str] = &["phone", "Phone", "mobile"];

/// The reason to give for an event by which nobody can be told. Whoever mends the cause, in the
/// client or in Ripen, can have the event tried again.
pub fn reason(call: Call, kind: &str, event: &Map<String, Value>) -> String {
    let context = event
        .get("context")
        .and_then(|context| context.get("traits"));
    let own = match call {
        Call::Identify => event.get("traits"),
        Call::Track if FILLED_IN.contains(&kind) => event.get("properties"),
        _ => None,
    };
    let said = |names: &[&str]| {
        let places = [own, context].into_iter().flatten();
        let found = places.flat_map(|traits| names.iter().filter_map(|name| traits.get(*name)));
        found.filter_map(shown).next()
    };
    let id = |name: &str| Some((name.to_owned(), event.get(name).and_then(shown)?));
    let unread = [
        said(EMAILS).map(|email| format!("the address could not be read: {email}")),
        said(PHONES).map(|phone| {
            format!(
                "the telephone number could not be read: {phone} (its country code may be missing)"
            )
        }),
        id("userId")
            .or_else(|| id("anonymousId"))
            .map(|(name, id)| format!("`{name}` is {id}, which names nobody")),
    ];
    let unread: Vec<String> = unread.into_iter().flatten().collect();
    match unread.is_empty() {
        true => "it names nobody: give `userId` or `anonymousId`".to_owned(),
        false => unread.join("; "),
    }
}

/// A value as it is shown in a reason, if it says anything.
fn shown(value: &Value) -> Option<String> {
    let says = match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    };
    says.then(|| value.to_string().chars().take(80).collect())
}

//! Where an exported event came from: what it was allowed to say, and whose its message id is.
//!
//! A field of our own beside those of the Segment API. Exports write it and imports read it; what a client
//! sends under its name is left out at the door, so that nobody can lend themselves authority.

use ripen_domain::time::Timestamp;
use ripen_store::access::{KeyKind, Origin};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Name of the field.
pub const OWN: &str = "ripen";

/// Says where a message came from, in place of what it may say itself.
pub fn put(message: &mut Map<String, Value>, origin: Option<&Origin>) {
    message.remove(OWN);
    if let Some(origin) = origin {
        let source = json!({
            "name": origin.name,
            "key": origin.kind.name(),
            "created": origin.created_at.to_rfc3339(),
        });
        message.insert(OWN.to_owned(), json!({ "source": source }));
    }
}

/// Where an exported message came from; nothing where it does not say.
///
/// # Errors
/// When what it says cannot be read: without its authority it must not be taken in.
pub fn of(message: &str) -> Result<Option<Origin>, String> {
    // Most messages of most files have no such field.
    if !message.contains(OWN) {
        return Ok(None);
    }
    let read: Result<Message, _> = serde_json::from_str(message);
    // What is no message at all is told better by whoever reads it whole.
    let Ok(Message { ripen: Some(own) }) = read else {
        return Ok(None);
    };
    source(&own).map(Some).ok_or_else(|| {
        format!("its field `{OWN}`, which says by what kind of key it came, cannot be read")
    })
}

fn source(own: &Value) -> Option<Origin> {
    let source = own.get("source")?;
    let text = |name: &str| source.get(name)?.as_str();
    Some(Origin {
        name: text("name").filter(|name| name.len() <= 100)?.to_owned(),
        kind: KeyKind::from_name(text("key")?)?,
        created_at: Timestamp::parse(text("created")?)?,
    })
}

#[derive(Deserialize)]
struct Message {
    ripen: Option<Value>,
}

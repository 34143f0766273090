//! One request: one event or a batch of them.

use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;
use ripen_store::bad_event::NewBadEvent;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::event::{Call, Client, capture_event};
use super::limits::{MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_INHERITED_BYTES};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Which call.
    pub call: Call,
    /// Who sent it, from where, when.
    pub client: Client<'a>,
    /// The body, at most [`super::MAX_BATCH_BYTES`].
    pub body: &'a [u8],
}

/// What came out of a request. Every event is in one of the two.
#[derive(Clone, Debug, Default)]
pub struct Captured {
    /// Good events.
    pub good: Vec<Interaction>,
    /// Bad ones.
    pub bad: Vec<NewBadEvent>,
}

/// What a batch says besides its events.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch<'a> {
    #[serde(borrow)]
    batch: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    sent_at: Option<&'a RawValue>,
    #[serde(default, borrow)]
    context: Option<&'a RawValue>,
}

/// The write key that browser clients put into the body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Key {
    write_key: Option<String>,
}

/// The write key in a body, if there is one.
pub fn body_write_key(body: &[u8]) -> Option<String> {
    serde_json::from_slice::<Key>(body).ok()?.write_key
}

/// Takes a request apart.
///
/// # Errors
/// When the body as a whole cannot be read, so that there are no events to keep: a sentence that
/// says why.
pub fn capture_request(request: &Request) -> Result<Captured, String> {
    let mut captured = Captured::default();
    if !matches!(request.call, Call::Batch | Call::Import) {
        let body = std::str::from_utf8(request.body)
            .map_err(|error| format!("the body is not UTF-8: {error}"))?;
        serde_json::from_str::<&RawValue>(body)
            .map_err(|error| format!("the body is not JSON: {error}"))?;
        take(&mut captured, request.call, &request.client, body);
        return Ok(captured);
    }
    let batch: Batch = serde_json::from_slice(request.body)
        .map_err(|error| format!("the body is not a JSON object with a list `batch`: {error}"))?;
    if batch.batch.len() > MAX_BATCH_EVENTS {
        return Err(format!(
            "a batch holds at most {MAX_BATCH_EVENTS} events; send several"
        ));
    }
    let inherited = batch.context.map_or(0, |context| context.get().len());
    if inherited.saturating_mul(batch.batch.len()) > MAX_INHERITED_BYTES {
        return Err(format!(
            "a `context` of {inherited} bytes is too large for {} events; send smaller batches",
            batch.batch.len()
        ));
    }
    let sent_at = batch
        .sent_at
        .and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    let client = Client {
        sent_at: sent_at
            .as_deref()
            .and_then(Timestamp::parse)
            .or(request.client.sent_at),
        context: batch.context.map(RawValue::get),
        historic: request.call == Call::Import,
        ..request.client.clone()
    };
    for raw in &batch.batch {
        take(&mut captured, Call::Batch, &client, raw.get());
    }
    Ok(captured)
}

fn take(captured: &mut Captured, call: Call, client: &Client, raw: &str) {
    let result = match raw.len() > MAX_EVENT_BYTES {
        true => Err((
            format!("it is larger than {} KB", MAX_EVENT_BYTES >> 10),
            None,
        )),
        false => capture_event(call, client, raw),
    };
    match result {
        Ok(interaction) => captured.good.push(interaction),
        Err((reason, message_id)) => captured.bad.push(NewBadEvent {
            received_at: client.received_at,
            source_id: client.source_id,
            reason,
            message_id,
            call: call.name().to_owned(),
            sent_at: client.sent_at,
            client: Some(client.remember()),
            raw: client.keep(raw).into_bytes(),
        }),
    }
}

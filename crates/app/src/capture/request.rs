//! One request: one event or a batch of them.

use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;
use ripen_store::capture::bad_event::NewBadEvent;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::context::Inherited;
use super::event::{Call, Client, capture_event};
use super::json::Value;
use super::limits::{MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_INHERITED_TIMES, MIN_INHERITED_BYTES};
use super::{instant, surrogates};
use crate::wording::cause;

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

/// Bytes that are taken apart at once where others wait meanwhile.
const LIGHT: usize = 32 << 10;

/// What a batch says besides its events.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch<'a> {
    #[serde(borrow)]
    batch: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    sent_at: Option<Value<'a>>,
    #[serde(default, borrow)]
    context: Option<&'a RawValue>,
}

/// The write key that browser clients put into the body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Key {
    write_key: Option<String>,
}

/// A body without the mark that some programs begin every UTF-8 text with.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The write key in a body, if there is one.
pub fn body_write_key(body: &[u8]) -> Option<String> {
    let body = without_mark(body);
    let read = |body: &[u8]| serde_json::from_slice::<Key>(body).ok();
    let key = read(body).or_else(|| read(&surrogates::mended_bytes(body)?))?;
    key.write_key
}

/// Takes a request apart.
///
/// # Errors
/// When the body as a whole cannot be read, so that there are no events to keep: a sentence that
/// says why.
pub fn capture_request(request: &Request) -> Result<Captured, String> {
    outlined(request, |outline| outline.capture(request))
}

/// As [`capture_request`], but nothing when it would take long: a context that many events inherit
/// makes much of a short body.
pub fn capture_light(request: &Request) -> Option<Result<Captured, String>> {
    if request.body.len() > LIGHT {
        return None;
    }
    let captured = outlined(request, |outline| {
        let light = outline.inherited() <= LIGHT;
        light.then(|| outline.capture(request)).transpose()
    });
    captured.transpose()
}

/// Does something with what a request is made of.
fn outlined<T>(
    request: &Request,
    work: impl Fn(Outline) -> Result<T, String>,
) -> Result<T, String> {
    let body = without_mark(request.body);
    match Outline::read(request.call, body) {
        Ok(outline) => work(outline),
        Err(reason) => match surrogates::mended_bytes(body) {
            Some(mended) => work(Outline::read(request.call, &mended)?),
            None => Err(reason),
        },
    }
}

/// What a request is made of, its events not yet looked into.
struct Outline<'a> {
    events: Vec<&'a str>,
    sent_at: Option<Timestamp>,
    context: Option<&'a str>,
}

impl<'a> Outline<'a> {
    fn read(call: Call, body: &'a [u8]) -> Result<Self, String> {
        let (events, sent_at, context) = match call {
            Call::Batch | Call::Import => {
                let batch: Batch = serde_json::from_slice(body).map_err(|error| {
                    format!("the body is not a JSON object with a list `batch`: {error}")
                })?;
                (batch.batch, batch.sent_at, batch.context)
            }
            _ => {
                let event = std::str::from_utf8(body)
                    .map_err(|error| format!("the body is not UTF-8: {error}"))?;
                let event = serde_json::from_str(event)
                    .map_err(|error| format!("the body is not JSON: {error}"))?;
                (vec![event], None, None)
            }
        };
        let outline = Self {
            events: events.into_iter().map(RawValue::get).collect(),
            sent_at: sent_at.as_ref().and_then(instant::read),
            context: context.map(RawValue::get),
        };
        outline.bounded(body.len())
    }

    /// Refuses what would become much more than was sent.
    fn bounded(self, body: usize) -> Result<Self, String> {
        let events = self.events.len();
        if events > MAX_BATCH_EVENTS {
            return Err(format!(
                "a batch holds at most {MAX_BATCH_EVENTS} events; send several"
            ));
        }
        let context = self.context.map_or(0, str::len);
        if context > MAX_EVENT_BYTES {
            return Err(format!(
                "the `context` of a batch holds at most {} KB, as an event does",
                MAX_EVENT_BYTES >> 10
            ));
        }
        let most = (body * MAX_INHERITED_TIMES).max(MIN_INHERITED_BYTES);
        if self.inherited() > most {
            return Err(format!(
                "a `context` of {context} bytes is too large for {events} events; send smaller batches"
            ));
        }
        Ok(self)
    }

    /// Bytes that events inherit in all.
    fn inherited(&self) -> usize {
        self.context
            .map_or(0, str::len)
            .saturating_mul(self.events.len())
    }

    fn capture(self, request: &Request) -> Result<Captured, String> {
        let context = self
            .context
            .and_then(|context| Inherited::read(context, request.client.full_ip));
        let client = Client {
            sent_at: self.sent_at.or(request.client.sent_at),
            context: context.as_ref().or(request.client.context),
            historic: request.client.historic || request.call == Call::Import,
            ..request.client.clone()
        };
        let call = match request.call {
            Call::Import => Call::Batch,
            call => call,
        };
        let mut captured = Captured::default();
        for event in self.events {
            take(&mut captured, call, &client, event);
        }
        Ok(captured)
    }
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
            cause: cause(&reason).to_owned(),
            reason,
            message_id,
            call: call.name().to_owned(),
            sent_at: client.sent_at,
            client: Some(client.remember()),
            raw: client.keep(raw).into_bytes(),
        }),
    }
}

//! One event: checked, normalised, made into an interaction.

use ripen_domain::interaction::{Fact, Interaction, Properties, kind};
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::verdict::{self, Evidence, mail};
use serde_json::{Map, Value, json};

use super::limits::{MAX_ID_BYTES, MAX_NAME_BYTES, broken, without_nul};
use super::{context, marks, properties, touch, traits};
use crate::clock;

/// A call of the Segment HTTP Tracking API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Something was done.
    Track,
    /// A page was viewed.
    Page,
    /// An app screen was viewed.
    Screen,
    /// Traits of a person.
    Identify,
    /// A person belongs to a company.
    Group,
    /// Two ids are one person.
    Alias,
    /// Several of the above; also an event in one that does not say what it is.
    Batch,
    /// Several of the above from the past: no clock correction.
    Import,
}

impl Call {
    /// Every call with its name in paths and in the `type` field.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("track", Self::Track),
        ("page", Self::Page),
        ("screen", Self::Screen),
        ("identify", Self::Identify),
        ("group", Self::Group),
        ("alias", Self::Alias),
        ("batch", Self::Batch),
        ("import", Self::Import),
    ];

    /// The call with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, call)| *call)
    }

    /// The name of the call.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, call)| *call == self)
            .map_or("", |(name, _)| name)
    }
}

/// Who sent a request, from where and when.
#[derive(Clone, Debug, Default)]
pub struct Client<'a> {
    /// The write key.
    pub source_id: i64,
    /// When the request arrived.
    pub received_at: Timestamp,
    /// The client's clock when it sent the request.
    pub sent_at: Option<Timestamp>,
    /// Address of the client, already truncated if that is configured.
    pub ip: Option<String>,
    /// User-Agent header of the request.
    pub user_agent: Option<&'a str>,
    /// Context of the batch, as JSON, which its events inherit.
    pub context: Option<&'a str>,
    /// Events from the past: their times are taken as they are.
    pub historic: bool,
    /// Whether full addresses are kept.
    pub full_ip: bool,
    /// Region of telephone numbers without a country code, e.g. `CZ`.
    pub region: Option<&'a str>,
}

impl Client<'_> {
    /// What a bad event needs to be replayed as it came, as JSON.
    pub fn remember(&self) -> String {
        let context = self
            .context
            .and_then(|context| serde_json::from_str::<Value>(&self.keep(context)).ok());
        json!({"ip": self.ip, "userAgent": self.user_agent, "context": context, "historic": self.historic}).to_string()
    }

    /// Raw text as it may be kept: with truncated addresses, unless full ones are to be kept.
    pub fn keep(&self, raw: &str) -> String {
        match self.full_ip {
            true => raw.to_owned(),
            false => context::truncate_raw_ips(raw),
        }
    }
}

/// Why an event is bad, and its message id where it could be read.
pub type Bad = (String, Option<String>);

/// Makes an event into an interaction.
///
/// # Errors
/// A sentence that says what is wrong with the event, and its message id where it could be read.
pub fn capture_event(call: Call, client: &Client, raw: &str) -> Result<Interaction, Bad> {
    let mut event = match serde_json::from_str(raw) {
        Ok(Value::Object(event)) => event,
        Ok(_) => return Err(("it is not a JSON object".into(), None)),
        Err(error) => return Err((format!("it is not valid JSON: {error}"), None)),
    };
    without_nul(raw, &mut event);
    let message_id = event
        .get("messageId")
        .and_then(Value::as_str)
        .map(|id| id.chars().take(MAX_ID_BYTES).collect());
    checked(call, client, event).map_err(|reason| (reason, message_id))
}

fn checked(
    call: Call,
    client: &Client,
    mut event: Map<String, Value>,
) -> Result<Interaction, String> {
    let call = call_of(call, &event)?;
    context::complete(&mut event, client);
    // What it inherited counts as well.
    if let Some(reason) = broken(&event) {
        return Err(reason);
    }
    let mut interaction = Interaction {
        message_id: id(&event, "messageId")?
            .unwrap_or_else(|| format!("ripen-{}", clock::random_hex::<16>())),
        source_id: client.source_id,
        kind: kind_of(call, &event)?,
        received_at: client.received_at,
        at: time_of(client, &event)?,
        anonymous_id: id(&event, "anonymousId")?,
        user_id: id(&event, "userId")?,
        previous_id: if call == Call::Alias {
            id(&event, "previousId")?
        } else {
            None
        },
        ..Interaction::default()
    };
    let fields = traits::fields(call, &interaction.kind, &event, client.region);
    (interaction.email, interaction.phone) = (fields.email(), fields.phone());
    let nobody = interaction.user_id.is_none() && interaction.anonymous_id.is_none();
    if nobody && interaction.email.is_none() && interaction.phone.is_none() {
        return Err("it names nobody: give `userId` or `anonymousId`".into());
    }
    if call == Call::Alias && interaction.previous_id.is_none() {
        return Err("an alias call needs `previousId`".into());
    }
    interaction.traits = fields.into_json();
    properties::describe(call, &mut interaction, &event);
    interaction.touch = touch::of(&event);
    judge(&mut interaction, &event);
    event.remove("writeKey");
    // Not `to_string` of the value: going through `Display` takes twice as long.
    interaction.body = serde_json::to_string(&event).map_err(|error| error.to_string())?;
    Ok(interaction)
}

/// Which call an event of a batch is: its `type`.
fn call_of(call: Call, event: &Map<String, Value>) -> Result<Call, String> {
    if call != Call::Batch {
        return Ok(call);
    }
    let Some(name) = event.get("type").and_then(Value::as_str) else {
        return Err(
            "an event of a batch needs a `type`: track, page, screen, identify, group or alias"
                .into(),
        );
    };
    match Call::from_name(name) {
        Some(call) if !matches!(call, Call::Batch | Call::Import) => Ok(call),
        _ => Err(format!(
            "`type` is \"{name:.40}\", but has to be track, page, screen, identify, group or alias"
        )),
    }
}

fn kind_of(call: Call, event: &Map<String, Value>) -> Result<String, String> {
    Ok(match call {
        Call::Page => kind::PAGE,
        Call::Screen => kind::SCREEN,
        Call::Identify => kind::IDENTIFIED,
        Call::Group => kind::GROUPED,
        Call::Alias => kind::ALIASED,
        _ => match event.get("event").and_then(Value::as_str).map(str::trim) {
            Some(name) if name.len() > MAX_NAME_BYTES => {
                return Err(format!("`event` is longer than {MAX_NAME_BYTES} bytes"));
            }
            Some(name) if !name.is_empty() => name,
            _ => return Err("a track call needs the name of what happened in `event`".into()),
        },
    }
    .to_owned())
}

/// An id: a text, or a number as some clients send it.
fn id(event: &Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    let id = match event.get(name) {
        None | Some(Value::Null) => return Ok(None),
        // PostgreSQL's text cannot hold a NUL, and an id has to be the same on both databases.
        Some(Value::String(id)) => id.trim().replace('\0', "\u{fffd}"),
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err(format!("`{name}` has to be a text")),
    };
    match id.len() {
        0 => Ok(None),
        long if long > MAX_ID_BYTES => Err(format!("`{name}` is longer than {MAX_ID_BYTES} bytes")),
        _ => Ok(Some(id)),
    }
}

/// When it happened. The client's clock may be wrong: if it says when it sent the event, the
/// difference to our clock on arrival is its error (Segment spec, "Timestamps in Destinations").
/// Nothing happens in the future, so a time after the arrival is the arrival.
fn time_of(client: &Client, event: &Map<String, Value>) -> Result<Timestamp, String> {
    let timestamp = instant(event, "timestamp")?.or(instant(event, "originalTimestamp")?);
    let Some(timestamp) = timestamp else {
        return Ok(client.received_at);
    };
    let sent_at = instant(event, "sentAt")?
        .or(client.sent_at)
        .filter(|_| !client.historic);
    let error = sent_at.map_or(Span::default(), |sent_at| client.received_at - sent_at);
    Ok((timestamp + error)
        .min(client.received_at)
        .max(Timestamp::from_micros(0)))
}

fn instant(event: &Map<String, Value>, name: &str) -> Result<Option<Timestamp>, String> {
    match event.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => match Timestamp::parse(text) {
            Some(at) => Ok(Some(at)),
            None => Err(format!(
                "`{name}` is \"{text:.40}\", but has to be a time like 2026-01-31T12:00:00Z"
            )),
        },
        Some(_) => Err(format!(
            "`{name}` has to be a text like 2026-01-31T12:00:00Z"
        )),
    }
}

fn judge(interaction: &mut Interaction, event: &Map<String, Value>) {
    let context = event.get("context");
    let text = |name: &str| context?.get(name)?.as_str();
    let yes = |name: &str| {
        context
            .and_then(|context| context.get(name)?.as_bool())
            .unwrap_or(false)
    };
    let fact = Fact {
        path: interaction.path.as_deref(),
        properties: Properties::from_packed(interaction.properties.as_deref()),
        ..Fact::default()
    };
    let assessment = verdict::classify(&Evidence {
        mark: marks::of(interaction, event),
        trap: mail::is_trap(&fact),
        user_agent: text("userAgent").or_else(|| marks::user_agent(interaction, event)),
        method: text("method").or_else(|| marks::method(interaction, event)),
        library: context.and_then(|context| context.get("library")?.get("name")?.as_str()),
        webdriver: yes("webdriver"),
        prefetch: yes("prefetch"),
        channel: interaction.channel,
    });
    interaction.verdict = assessment.verdict;
    interaction.verdict_reasons = assessment.reasons.join(",");
}

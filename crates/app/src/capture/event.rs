//! One event: checked, normalised, made into an interaction.

use ripen_domain::interaction::{Fact, Interaction, Properties, form, kind, sent};
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::verdict::{self, Evidence, mail};

use super::context::Inherited;
use super::json::{Map, Value};
use super::limits::{MAX_ID_BYTES, MAX_NAME_BYTES, broken, without_controls};
use super::marks::OfMail;
use super::named::{self, id, id_of_somebody};
use super::{
    context, instant, mailed, order, properties, secret, site_form, surrogates, touch, traits,
};
use crate::capture::sites::OwnSites;
use crate::clock;
use crate::data::export::origin::OWN;

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
    /// Context of the batch, which its events inherit.
    pub context: Option<&'a Inherited>,
    /// Events from the past: their times are taken as they are.
    pub historic: bool,
    /// Whether full addresses are kept.
    pub full_ip: bool,
    /// Region of telephone numbers without a country code, e.g. `CZ`.
    pub region: Option<&'a str>,
    /// Message id of an event that has none; a random one when left out.
    pub message_id: Option<&'a str>,
    /// The business's own domains, whose pages refer nobody.
    pub sites: Option<&'a OwnSites>,
}

impl Client<'_> {
    /// What a bad event needs to be replayed as it came, as JSON.
    pub fn remember(&self) -> String {
        context::remember(self)
    }

    /// Raw text as it may be kept: without write keys, and with truncated addresses, unless full ones are to be kept.
    pub fn keep(&self, raw: &str) -> String {
        context::kept(raw, self.full_ip)
    }
}

/// Bytes that are usually added to an event by the time it is kept.
const ADDED: usize = 64;

/// Why an event is bad, and its message id where it could be read.
pub type Bad = (String, Option<String>);

/// Makes an event into an interaction.
///
/// # Errors
/// A sentence that says what is wrong with the event, and its message id where it could be read.
pub fn capture_event(call: Call, client: &Client, raw: &str) -> Result<Interaction, Bad> {
    let readable = surrogates::mended(raw);
    let mut event = match serde_json::from_str(&readable) {
        Ok(Value::Object(event)) => event,
        Ok(_) => return Err(("it is not a JSON object".into(), None)),
        Err(error) => return Err((format!("it is not valid JSON: {error}"), None)),
    };
    without_controls(raw, &mut event);
    let message_id = event.get("messageId").and_then(Value::as_str);
    let message_id = message_id.map(|id| id[..id.floor_char_boundary(MAX_ID_BYTES)].to_owned());
    checked(call, client, raw, event).map_err(|reason| (reason, message_id))
}

fn checked(call: Call, client: &Client, raw: &str, mut event: Map) -> Result<Interaction, String> {
    // Only exports write it, and only imports read it: see `crate::data::export::origin`.
    event.remove(OWN);
    secret::remove_keys(&mut event);
    let call = call_of(call, &event)?;
    context::complete(&mut event, client);
    // What it inherited counts as well.
    if let Some(reason) = broken(&event) {
        return Err(reason);
    }
    let mut ignored = Vec::new();
    let mut interaction = Interaction {
        message_id: id(&event, "messageId")?
            .filter(|id| named::is_message_id(id))
            .or_else(|| client.message_id.map(str::to_owned))
            .unwrap_or_else(|| format!("ripen-{}", clock::random_hex::<16>())),
        source_id: client.source_id,
        kind: kind_of(call, &event)?,
        received_at: client.received_at,
        at: time_of(client, &event)?,
        user_id: id_of_somebody(&event, "userId", &mut ignored)?,
        anonymous_id: id_of_somebody(&event, "anonymousId", &mut ignored)?,
        previous_id: if call == Call::Alias {
            id_of_somebody(&event, "previousId", &mut ignored)?
        } else {
            None
        },
        ..Interaction::default()
    };
    let mut fields = traits::fields(call, &interaction.kind, &event, client.region);
    (interaction.email, interaction.phone) = (fields.email(), fields.phone());
    ignored.append(&mut fields.ignored);
    if named::is_nobody(&interaction) {
        return Err(named::reason(&ignored, &fields));
    }
    if call == Call::Alias && interaction.previous_id.is_none() {
        return Err("an alias call needs the id of somebody in `previousId`".into());
    }
    interaction.ignored = ignored;
    interaction.traits = fields.into_json();
    look(call, client, &mut interaction, &event);
    judge(&mut interaction, &event);
    interaction.body = event.to_json(raw.len() + ADDED);
    Ok(interaction)
}

/// Fills in what it was about and how its visitor came.
fn look(call: Call, client: &Client, interaction: &mut Interaction, event: &Map) {
    let landing = touch::landing(event);
    properties::describe(call, interaction, event, &landing);
    let sites = client.sites.map(OwnSites::known).unwrap_or_default();
    interaction.touch = touch::of(event, &landing, &sites);
    if let Some(sites) = client.sites.filter(|_| interaction.kind == kind::PAGE) {
        sites.saw(landing.url);
    }
}

/// Which call an event of a batch is: its `type`.
fn call_of(call: Call, event: &Map) -> Result<Call, String> {
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

fn kind_of(call: Call, event: &Map) -> Result<String, String> {
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
            Some(name) if !name.is_empty() => order::kind(name, event)
                .or_else(|| mailed::kind(name, event))
                .or_else(|| sent::meant(name))
                .or_else(|| site_form::kind(name, event))
                .or_else(|| form::meant(name))
                .unwrap_or(name),
            _ => return Err("a track call needs the name of what happened in `event`".into()),
        },
    }
    .to_owned())
}

/// 1990: no client was there before, so that an earlier time is a clock or a number that was never set.
const EARLIEST: Timestamp = Timestamp::from_micros(631_152_000_000_000);
/// The end of the first day of 1970. Histories may go back that far, but a zero is no time there either.
const FIRST_DAY: Timestamp = Timestamp::from_micros(86_400_000_000);

/// When it happened. The client's clock may be wrong: if it says when it sent the event, the
/// difference to our clock on arrival is its error (Segment spec, "Timestamps in Destinations").
/// Nothing happens in the future, so a time after the arrival is the arrival; so is one before [`EARLIEST`],
/// however long before, which nobody meant.
fn time_of(client: &Client, event: &Map) -> Result<Timestamp, String> {
    let instant = |name| match client.historic {
        // History may be older than what can be stored, which is not for want of a time.
        true => instant::of(event, name),
        false => instant::of_now(event, name),
    };
    let timestamp = instant("timestamp")?.or(instant("originalTimestamp")?);
    let Some(timestamp) = timestamp else {
        return Ok(client.received_at);
    };
    let sent_at = instant("sentAt")?
        .or(client.sent_at)
        .filter(|_| !client.historic);
    let error = sent_at.map_or(Span::default(), |sent_at| client.received_at - sent_at);
    let at = timestamp + error;
    let earliest = if client.historic { FIRST_DAY } else { EARLIEST };
    Ok(match at < earliest {
        true => client.received_at,
        false => at.min(client.received_at),
    })
}

fn judge(interaction: &mut Interaction, event: &Map) {
    let context = event.get("context").and_then(Value::as_object);
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
    let of_mail = OfMail::new(interaction, event);
    let assessment = verdict::classify(&Evidence {
        mark: of_mail.mark(),
        trap: mail::is_trap(&fact),
        user_agent: text("userAgent").or_else(|| of_mail.user_agent()),
        method: text("method").or_else(|| of_mail.method()),
        library: context.and_then(|context| context.get("library")?.get("name")?.as_str()),
        webdriver: yes("webdriver"),
        prefetch: yes("prefetch"),
        channel: interaction.channel,
    });
    interaction.verdict = assessment.verdict;
    interaction.verdict_reasons = assessment.reasons.join(",");
}

//! What an interaction was about: path, label, amount, channel.

use std::borrow::Cow;

use ripen_domain::interaction::order::{is_number, is_state, said};
use ripen_domain::interaction::{Channel, Interaction, kind, properties};
use ripen_domain::signal::Asks;
use ripen_domain::touch::Landing;
use ripen_domain::touch::click::Click;

use super::amount;
use super::buyer;
use super::event::Call;
use super::json::{Map, Value};
use super::order;
use super::spelled;
use super::traits::{FILLED_IN, is_contact};

/// Bytes kept of a path or label; the message itself is kept whole.
const MAX_TEXT: usize = 300;

/// Properties that say what an interaction was about, best first.
const LABELS: &[&str] = &[
    "title",
    "label",
    "product_name",
    "product",
    "subject",
    "form",
    "form_name",
    "question",
    "query",
    "campaign_name",
    "plan",
    "name",
    "text",
];

/// Properties that hold what somebody wrote or said.
const MESSAGES: &[&str] = &[
    "message",
    "text",
    "body",
    "question",
    "comment",
    "comments",
    "note",
    "notes",
    "content",
    "transcript",
    "reply",
    "enquiry",
    "inquiry",
    "subject",
];

/// The property that holds the address of a page or link.
const LINK: &str = "url";
/// Properties under which the click id in the address of a page is kept, and which one it is.
const CLICK_ID: &str = "click_id";
const CLICK_ID_OF: &str = "click_id_of";

/// Properties that are kept as path or touch already, or say nothing about what happened.
const ELSEWHERE: &[&str] = &["path", LINK, "search", "referrer", "channel"];

/// Fills in path, label, amount, channel and the other properties; `landing` is the page of the event.
pub fn describe(call: Call, interaction: &mut Interaction, event: &Map, landing: &Landing) {
    let none = Map::new();
    let properties = event
        .get("properties")
        .and_then(Value::as_object)
        .unwrap_or(&none);
    let called = text(event, "event").unwrap_or_default();
    let of_order = said(&interaction.kind);
    let properties = order::lifted(of_order, called, properties);
    let properties = &*properties;
    let page = event
        .get("context")
        .and_then(|context| context.get("page")?.as_object())
        .unwrap_or(&none);
    interaction.path = path(properties).or_else(|| path(page)).map(bounded);
    interaction.label = label(call, event, properties, page).map(bounded);
    let amount = amount::of(of_order, properties);
    interaction.amount = amount.value;
    interaction.channel = channel(&interaction.kind, event, properties);
    let asks = asks(call, &interaction.kind, properties);
    let asks = asks.map(|asks| (properties::ASKS, Cow::Borrowed(asks.name())));
    // Links of a mail may differ in nothing else.
    let link = (interaction.channel == Channel::Email)
        .then(|| text(properties, LINK))
        .flatten();
    let link = link.map(|url| (LINK, Cow::Borrowed(url)));
    // Of too many properties the last are left out; the number and the state of an order are never among them.
    let is_form = FILLED_IN.contains(&interaction.kind.as_str());
    let (numbers, others): (Vec<_>, Vec<_>) = kept(call, is_form, properties)
        .filter(|(name, _)| !(of_order.is_some() && buyer::is_email(name)))
        .filter(|(name, _)| amount.currency.is_none() || *name != properties::CURRENCY)
        .map(|(name, value)| match amount.value {
            // Filters compare it as a number, however it was written.
            Some(number) if amount.text == Some(name) => (name, number.to_string().into()),
            _ => (name, value),
        })
        .partition(|(name, _)| is_number(name) || of_order.is_some() && is_state(name));
    let kept = numbers.into_iter().chain(others);
    let click = Click::of(&landing.parameters);
    let click = click
        .iter()
        .flat_map(|click| [(CLICK_ID_OF, click.name), (CLICK_ID, click.id.as_str())])
        .map(|(name, value)| (name, Cow::Borrowed(value)));
    let unread = amount.unread.as_deref();
    let money = [
        (properties::UNREAD_AMOUNT, unread),
        (properties::CURRENCY, amount.currency),
    ];
    let money = money
        .into_iter()
        .filter_map(|(name, text)| Some((name, Cow::Borrowed(text?))));
    // An object is no property, its amount is.
    let object = amount
        .text
        .filter(|name| properties.get(name).is_some_and(Value::is_object));
    let object = object.zip(amount.value);
    let object = object.map(|(name, number)| (name, Cow::Owned(number.to_string())));
    let money = money.chain(object);
    let first = asks.into_iter().chain(money).chain(click).chain(link);
    interaction.properties = properties::pack(first.chain(kept));
}

/// What somebody asks for in the words that the event carries.
fn asks(call: Call, kind: &str, properties: &Map) -> Option<Asks> {
    if matches!(call, Call::Page | Call::Screen) {
        return None;
    }
    let is_form = FILLED_IN.contains(&kind);
    let of_form = is_form.then(|| spelled::messages(properties));
    let written = named(properties, MESSAGES).map(|(_, text)| text);
    let said = written
        .chain(of_form.into_iter().flatten())
        .filter_map(Asks::of);
    let asked = (kind == kind::QUESTION).then_some(Asks::Question);
    said.max().max(asked)
}

/// The properties that filters can ask for by name: scalars, lists of scalars, and no contact data,
/// which belongs to the profile. What fills label or amount stays, since which property that is
/// depends on the event.
fn kept<'p>(
    call: Call,
    is_form: bool,
    said: &'p Map<'p>,
) -> impl Iterator<Item = (&'p str, Cow<'p, str>)> {
    let is_title = move |name: &str| name == "title" && matches!(call, Call::Page | Call::Screen);
    let of_form = move |name: &str, value: &Value| is_form && spelled::is_contact(name, value);
    said.iter()
        .filter(move |(name, value)| {
            !ELSEWHERE.contains(name)
                && !properties::OWN.contains(name)
                && !is_title(name)
                && !is_contact(name)
                && !of_form(name, value)
        })
        .filter_map(|(name, value)| Some((name, as_text(value)?)))
}

/// A value as text; a list becomes its scalars with commas between them.
pub(super) fn as_text<'v>(value: &'v Value<'v>) -> Option<Cow<'v, str>> {
    Some(match value {
        Value::String(text) => Cow::Borrowed(text),
        // Never with an exponent, so that every number reads as one.
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => float.to_string().into(),
            _ => number.to_string().into(),
        },
        Value::Bool(yes) => if *yes { "true" } else { "false" }.into(),
        Value::Array(list) => {
            let scalars = list
                .iter()
                .filter(|one| !one.is_array() && !one.is_object());
            let texts: Vec<_> = scalars.filter_map(as_text).collect();
            (!texts.is_empty()).then(|| texts.join(", "))?.into()
        }
        Value::Null | Value::Object(_) => return None,
    })
}

fn text<'a>(map: &'a Map<'a>, name: &str) -> Option<&'a str> {
    filled(map.get(name)?)
}

fn filled<'a>(value: &'a Value<'a>) -> Option<&'a str> {
    value
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

/// The texts under these names, each with the place of its name: a map holds fewer than the list does.
fn named<'a>(map: &'a Map<'a>, names: &[&str]) -> impl Iterator<Item = (usize, &'a str)> {
    map.iter().filter_map(|(name, value)| {
        let place = names.iter().position(|known| *known == name)?;
        Some((place, filled(value)?))
    })
}

/// The path of a page: given as such, or as part of its address.
fn path<'a>(map: &'a Map<'a>) -> Option<&'a str> {
    text(map, "path").or_else(|| {
        let url = text(map, "url")?;
        let (_, rest) = url.split_once("://")?;
        let path = rest.find('/').map_or("/", |at| &rest[at..]);
        Some(path.split(['?', '#']).next().unwrap_or(path))
    })
}

fn label<'a>(
    call: Call,
    event: &'a Map<'a>,
    properties: &'a Map<'a>,
    page: &'a Map<'a>,
) -> Option<&'a str> {
    let own = || {
        let (_, first) = named(properties, LABELS).min()?;
        Some(first)
    };
    let first_product = || {
        properties
            .get("products")?
            .as_array()?
            .first()?
            .get("name")?
            .as_str()
    };
    match call {
        Call::Page | Call::Screen => text(properties, "title")
            .or_else(|| text(event, "name"))
            .or_else(|| text(page, "title")),
        _ => own().or_else(first_product).or_else(|| text(page, "title")),
    }
}

/// The channel: said by the client, or what the name of the event speaks of.
fn channel(kind: &str, event: &Map, properties: &Map) -> Channel {
    let said =
        text(properties, "channel").or_else(|| event.get("context")?.get("channel")?.as_str());
    if let Some(channel) = said.and_then(Channel::from_name) {
        return channel;
    }
    const WORDS: &[(&str, Channel)] = &[
        ("email", Channel::Email),
        ("unsubscribed", Channel::Email),
        ("form", Channel::Form),
        ("call", Channel::Call),
        ("chat", Channel::Chat),
        ("message", Channel::Chat),
        ("product", Channel::Shop),
        ("cart", Channel::Shop),
        ("checkout", Channel::Shop),
        ("order", Channel::Shop),
        ("payment", Channel::Shop),
        ("coupon", Channel::Shop),
        ("webinar", Channel::Event),
        ("fair", Channel::Event),
        ("meeting", Channel::Event),
    ];
    let kind = kind.to_lowercase();
    let words = kind.split(|c: char| !c.is_alphanumeric());
    let spoken_of = words.filter_map(|word| WORDS.iter().position(|(known, _)| *known == word));
    spoken_of.min().map_or(Channel::Web, |first| WORDS[first].1)
}

fn bounded(text: &str) -> String {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

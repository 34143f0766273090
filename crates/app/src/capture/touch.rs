//! The source touch: how a visitor came.

use ripen_domain::interaction::Touch;
use serde_json::{Map, Value};

/// Bytes kept of each part.
const MAX_PART: usize = 200;

/// Click ids that the advertising networks add to a landing address, and what they stand for.
const CLICK_IDS: &[(&str, &str, &str)] = &[
    ("gclid", "google", "cpc"),
    ("gbraid", "google", "cpc"),
    ("wbraid", "google", "cpc"),
    ("msclkid", "bing", "cpc"),
    ("fbclid", "facebook", "social"),
    ("ttclid", "tiktok", "cpc"),
    ("li_fat_id", "linkedin", "cpc"),
    ("twclid", "twitter", "cpc"),
    ("yclid", "yandex", "cpc"),
];

/// Hosts whose visitors were searching, by a part of the host's name.
const SEARCH: &[&str] = &[
    "google",
    "bing",
    "duckduckgo",
    "yahoo",
    "yandex",
    "seznam",
    "ecosia",
    "baidu",
    "qwant",
    "startpage",
];
/// Hosts of social networks.
const SOCIAL: &[&str] = &[
    "facebook",
    "linkedin",
    "lnkd",
    "twitter",
    "t.co",
    "x.com",
    "instagram",
    "youtube",
    "reddit",
    "pinterest",
    "tiktok",
    "xing",
];

/// The touch that an event carries, if any: campaign parameters, click ids, or the referring page.
pub fn of(event: &Map<String, Value>) -> Option<Touch> {
    let context = event.get("context")?;
    let page = context.get("page");
    let properties = event.get("properties");
    let text = |name: &str| {
        [page, properties]
            .into_iter()
            .flatten()
            .find_map(|map| map.get(name)?.as_str())
    };
    let url = text("url").unwrap_or_default();
    let query = url
        .split_once('?')
        .map(|(_, query)| query)
        .or_else(|| Some(text("search")?.trim_start_matches('?')));
    let query = query
        .unwrap_or_default()
        .split('#')
        .next()
        .unwrap_or_default();
    let mut touch = campaign(context).unwrap_or_else(|| utm(query));
    if touch.source.is_none()
        && let Some((_, source, medium)) = CLICK_IDS
            .iter()
            .find(|(id, ..)| parameter(query, id).is_some())
    {
        (touch.source, touch.medium) = (Some((*source).to_owned()), Some((*medium).to_owned()));
    }
    refer(&mut touch, text("referrer").and_then(host), host(url));
    (!touch.is_empty()).then_some(touch)
}

fn campaign(context: &Value) -> Option<Touch> {
    let campaign = context.get("campaign")?.as_object()?;
    let part = |name: &str| campaign.get(name).and_then(Value::as_str).and_then(clean);
    let name = part("name").or_else(|| part("campaign"));
    let touch = Touch {
        source: part("source"),
        medium: part("medium"),
        campaign: name,
        content: part("content"),
        term: part("term"),
        referrer: None,
    };
    (!touch.is_empty()).then_some(touch)
}

fn utm(query: &str) -> Touch {
    let part = |name: &str| parameter(query, name).as_deref().and_then(clean);
    Touch {
        source: part("utm_source"),
        medium: part("utm_medium"),
        campaign: part("utm_campaign"),
        content: part("utm_content"),
        term: part("utm_term"),
        referrer: None,
    }
}

/// Takes in the referring host; one's own pages do not count.
fn refer(touch: &mut Touch, referrer: Option<&str>, own: Option<&str>) {
    let Some(referrer) = referrer.filter(|referrer| Some(*referrer) != own) else {
        return;
    };
    touch.referrer = clean(referrer);
    if touch.source.is_some() {
        return;
    }
    let names = |list: &[&'static str]| {
        list.iter()
            .find(|name| referrer.split('.').any(|part| part == **name) || referrer == **name)
            .copied()
    };
    let (source, medium) = match (names(SEARCH), names(SOCIAL)) {
        (Some(engine), _) => (engine, "organic"),
        (None, Some(network)) => (network, "social"),
        (None, None) => (referrer, "referral"),
    };
    (touch.source, touch.medium) = (clean(source), Some(medium.to_owned()));
}

fn clean(text: &str) -> Option<String> {
    let mut text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    text.truncate(text.floor_char_boundary(MAX_PART));
    (!text.is_empty()).then_some(text)
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The decoded value of a query parameter.
fn parameter(query: &str, name: &str) -> Option<String> {
    let raw = query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?
        .1;
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| char::from(digit?).to_digit(16);
        let mut ahead = rest.clone();
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'+', ..) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

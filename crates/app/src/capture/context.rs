//! The context of an event: what it inherits from its batch and its request, and what of it may be
//! kept.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::Serialize;
use serde_json::value::RawValue;

use super::event::Client;
use super::json::{Map, Value};
use super::limits::without_controls;
use super::{secret, surrogates};

/// The context of a batch, read once for all of its events.
#[derive(Clone, Debug)]
pub struct Inherited {
    fields: Map<'static>,
    /// As it may be kept with a bad event.
    kept: Box<RawValue>,
}

impl Inherited {
    /// The context in this JSON; addresses in it are truncated unless full ones are to be kept.
    /// Nothing when it is no object.
    pub fn read(raw: &str, full_ip: bool) -> Option<Self> {
        let readable = surrogates::mended(raw);
        let mut fields: Map = serde_json::from_str(&readable).ok()?;
        without_controls(&readable, &mut fields);
        secret::remove_keys(&mut fields);
        Some(Self {
            fields: fields.into_owned(),
            kept: RawValue::from_string(kept(&readable, full_ip)).ok()?,
        })
    }
}

/// What a bad event keeps of its request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Remembered<'a> {
    ip: Option<&'a str>,
    user_agent: Option<&'a str>,
    context: Option<&'a RawValue>,
    historic: bool,
}

/// What a bad event needs to be tried again as it came, as JSON.
pub fn remember(client: &Client) -> String {
    let remembered = Remembered {
        ip: client.ip.as_deref(),
        user_agent: client.user_agent,
        context: client.context.map(|context| &*context.kept),
        historic: client.historic,
    };
    // Texts and what was JSON already: it cannot fail.
    serde_json::to_string(&remembered).unwrap_or_default()
}

/// Completes the context of an event and truncates its address.
pub fn complete(event: &mut Map, client: &Client) {
    let empty = || Value::Object(Map::new());
    let context = event.get_or_insert_with("context", empty);
    if !context.is_object() {
        *context = empty();
    }
    let Value::Object(context) = context else {
        return;
    };
    inherit(context, client);
    if !client.full_ip
        && let Some(Value::String(ip)) = context.get_mut("ip")
    {
        *ip = truncate_ip(ip).unwrap_or_default().into();
    }
    add_visitor(context, client);
}

/// Adds what the batch says and the event does not.
fn inherit(context: &mut Map, client: &Client) {
    for (name, value) in client.context.into_iter().flat_map(|batch| &batch.fields) {
        if !context.contains_key(name) {
            context.insert(name.to_owned(), value.clone());
        }
    }
}

/// Adds what the request itself says of the visitor.
fn add_visitor(context: &mut Map, client: &Client) {
    // A browser's client leaves the user agent and the address to the request's own headers; a
    // server sends on behalf of others, so its own say nothing about the visitor. Nor do those of
    // whoever imports the past.
    let agent = client.user_agent.unwrap_or_default();
    let library = context
        .get("library")
        .and_then(|library| library.get("name")?.as_str());
    let of_visitor = match library {
        Some(name) => {
            let known = [".js", "browser", "JavaScript", "ripen-tracker"];
            known.into_iter().any(|part| name.contains(part))
        }
        // A page's own script; every browser begins like this, and no program of a server does.
        None => agent.starts_with("Mozilla/"),
    };
    if client.historic || !of_visitor {
        return;
    }
    if !agent.is_empty() {
        context.get_or_insert_with("userAgent", || agent.to_owned().into());
    }
    if let Some(ip) = &client.ip {
        context.get_or_insert_with("ip", || ip.clone().into());
    }
}

/// Raw text as it may be kept: without write keys, and with truncated addresses unless full ones are to be kept.
pub fn kept(raw: &str, full_ip: bool) -> String {
    let raw = secret::without_keys(raw);
    match full_ip {
        true => raw.into_owned(),
        false => truncate_raw_ips(&raw),
    }
}

/// Raw text of an event with every address under the key `ip` truncated. It works on text that is
/// not valid JSON as well, and leaves everything else as it was received.
pub fn truncate_raw_ips(raw: &str) -> String {
    const KEY: &str = "\"ip\"";
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(KEY) {
        let (before, after) = rest.split_at(at + KEY.len());
        out.push_str(before);
        rest = after;
        if let Some((gap, ip, tail)) = text_value(after)
            && let Some(short) = truncate_ip(ip)
        {
            out.push_str(gap);
            out.push_str(&short);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// Splits `: "value" …` into what comes before the value, the value, and what comes from its closing
/// quote on.
pub(super) fn text_value(after_key: &str) -> Option<(&str, &str, &str)> {
    let quote = after_key.find('"')?;
    if after_key[..quote].trim() != ":" {
        return None;
    }
    let (gap, value) = after_key.split_at(quote + 1);
    let mut escaped = false;
    let end = value.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    Some((gap, &value[..end], &value[end..]))
}

/// An address without its last part: 24 bits are kept of IPv4, 48 of IPv6. `None` when the text is
/// no address.
pub fn truncate_ip(ip: &str) -> Option<String> {
    let ip = ip.trim();
    match ip.parse().ok()? {
        // It can be written in one way only.
        IpAddr::V4(_) => ip.rsplit_once('.').map(|(net, _)| format!("{net}.0")),
        read => Some(truncated(read)),
    }
}

/// As [`truncate_ip`], of an address that was read.
pub fn truncated(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            Ipv4Addr::new(a, b, c, 0).to_string()
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_raw_events_are_truncated_and_nothing_else() {
        let raw = r#"{"type": 1, "context": {"ip" : "203.0.113.77", "x": "203.0.113.77"}, "ip":"2001:db8:1:2::9""#;
        let expected = r#"{"type": 1, "context": {"ip" : "203.0.113.0", "x": "203.0.113.77"}, "ip":"2001:db8:1::""#;
        assert_eq!(truncate_raw_ips(raw), expected);
        for raw in [
            r#"{"ip": 5, "a": "1.2.3.4"}"#,
            r#"{"ip""#,
            r#"{"ip": "none"}"#,
            "žluť\"ip\":\"",
        ] {
            assert_eq!(truncate_raw_ips(raw), raw);
        }
    }
}

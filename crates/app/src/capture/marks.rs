//! What the senders of mails say of who opened them or followed a link.
//!
//! Their webhooks are passed on as events, with the properties that they had. The names are those of
//! SendGrid, Mailgun, SparkPost, Brevo, HubSpot, Iterable, Klaviyo, Customer.io, Marketo and Braze, in any
//! spelling.

use ripen_domain::interaction::{Channel, Interaction, kind};
use ripen_domain::verdict::Mark;
use ripen_domain::verdict::mail::Role;

use super::json::{Map, Value};
use super::properties::as_text;

/// Properties that say that a proxy loaded the pictures, in small letters without anything between.
const PROXY: &[&str] = &[
    "sgmachineopen",
    "machineopen",
    "prefetched",
    "isprefetched",
    "proxied",
    "isproxy",
    "loadedbyproxy",
    "ismachineopen",
    "ismpp",
    "mpp",
    "isproxied",
    "proxyopen",
    "proxysource",
    "applemailprivacy",
    "applempp",
    "initialopenbyproxy",
    "openbyproxy",
    "appleprivacyopen",
];
/// Properties that say that a program did it.
const MACHINE: &[&str] = &[
    "bot",
    "isbot",
    "isbotactivity",
    "botclick",
    "isbotclick",
    "issuspectedbotclick",
    "suspectedbotclick",
    "botopen",
    "machineclick",
    "ismachineclick",
    "filteredevent",
    "nonhuman",
    "isnonhuman",
];
/// Events and their values that stand for pictures loaded by a proxy.
const PROXY_EVENTS: &[&str] = &[
    "proxyopen",
    "uniqueproxyopen",
    "loadedbyproxy",
    "initialopenbyproxy",
    "openbyproxy",
];
/// Providers whose proxies hide their users.
const PROVIDERS: &[&str] = &["apple", "gmail", "google", "yahoo"];
/// Properties that hold what a sender knows of the software.
const NESTED: &[&str] = &["clientinfo", "useragentparsed", "eventdata", "event"];

/// What is said of an interaction with a mail; nothing of any other.
pub struct OfMail<'e> {
    /// Whether it is called as pictures are that a proxy loaded.
    by_proxy: bool,
    properties: Option<&'e Map<'e>>,
}

impl<'e> OfMail<'e> {
    /// What an event says.
    pub fn new(interaction: &'e Interaction, event: &'e Map<'e>) -> Self {
        let (name, channel) = (interaction.kind.as_str(), interaction.channel);
        // Most are views of pages, which is seen at once.
        let by_proxy = name != kind::PAGE && PROXY_EVENTS.contains(&plain(name).as_str());
        let is_mail =
            channel == Channel::Email || Role::of(name, channel) != Role::Other || by_proxy;
        let properties = event.get("properties").filter(|_| is_mail);
        Self {
            by_proxy,
            properties: properties.and_then(Value::as_object),
        }
    }

    /// How the sender judges it.
    pub fn mark(&self) -> Option<Mark> {
        let marks = self.properties.into_iter().flat_map(with_nested);
        let of_kind = self.by_proxy.then_some(Mark::Proxy);
        marks.filter_map(mark).chain(of_kind).max()
    }

    /// What the visitor's software calls itself.
    pub fn user_agent(&self) -> Option<&'e str> {
        let known = with_nested(self.properties?).find(|(name, _)| plain(name) == "useragent");
        known.and_then(|(_, value)| value.as_str())
    }

    /// The HTTP method by which a link was followed.
    pub fn method(&self) -> Option<&'e str> {
        ["method", "http_method"]
            .iter()
            .find_map(|name| self.properties?.get(name)?.as_str())
    }
}

/// Properties, with those that are nested in what a sender knows of the software.
fn with_nested<'e>(properties: &'e Map<'e>) -> impl Iterator<Item = (&'e str, &'e Value<'e>)> {
    let nested = properties
        .iter()
        .filter(|(name, _)| NESTED.contains(&plain(name).as_str()))
        .filter_map(|(_, value)| value.as_object());
    nested.chain([properties]).flatten()
}

/// What one property says.
fn mark((name, value): (&str, &Value)) -> Option<Mark> {
    let (name, value) = (plain(name), as_text(value)?.to_lowercase());
    let value = value.trim();
    if matches!(value, "" | "false" | "0" | "no" | "none" | "null" | "human") {
        return None;
    }
    match name.as_str() {
        "event" => PROXY_EVENTS
            .contains(&plain(value).as_str())
            .then_some(Mark::Proxy),
        name if PROXY.contains(&name) => Some(Mark::Proxy),
        name if MACHINE.contains(&name) => Some(match PROVIDERS.contains(&value) {
            true => Mark::Proxy,
            false => Mark::Machine,
        }),
        _ => None,
    }
}

/// A name in small letters, without anything between its words.
pub fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

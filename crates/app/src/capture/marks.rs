//! Marks by which the senders of mail say that a machine opened a message or followed a link. Each
//! has names of its own for two things: something that is no reader, and a mail provider that loads
//! pictures ahead of its readers.

use ripen_domain::interaction::Channel;
use ripen_domain::verdict::Mark;
use serde_json::{Map, Value};

/// Names that are no other property's name, in lower case, letters and digits alone.
const EVERYWHERE: &[(&str, Mark)] = &[
    // SendGrid, then Braze, Klaviyo, Marketo.
    ("sgmachineopen", Mark::Preloaded),
    ("machineopen", Mark::Preloaded),
    ("issuspectedbotclick", Mark::Machine),
    ("appleprivacyopen", Mark::Preloaded),
    ("isbotactivity", Mark::Machine),
];
/// Names that say so of a mail, and may mean something else elsewhere: a bot that one chats with.
const OF_MAIL: &[(&str, Mark)] = &[
    // Customer.io and SparkPost, Brevo, Iterable.
    ("prefetched", Mark::Preloaded),
    ("isprefetched", Mark::Preloaded),
    ("proxied", Mark::Preloaded),
    ("isproxy", Mark::Preloaded),
    ("loadedbyproxy", Mark::Preloaded),
    ("ismachineopen", Mark::Preloaded),
    ("ismpp", Mark::Preloaded),
    ("mpp", Mark::Preloaded),
    // Klaviyo, HubSpot, Mailgun and others.
    ("botclick", Mark::Machine),
    ("isbotclick", Mark::Machine),
    ("suspectedbotclick", Mark::Machine),
    ("machineclick", Mark::Machine),
    ("ismachineclick", Mark::Machine),
    ("filteredevent", Mark::Machine),
    ("isbot", Mark::Machine),
    ("bot", Mark::Machine),
    ("nonhuman", Mark::Machine),
    ("isnonhuman", Mark::Machine),
];
/// Objects in which SparkPost and Mailgun put what they know of the software.
const PARTS: &[&str] = &[
    "user_agent_parsed",
    "userAgentParsed",
    "client-info",
    "client_info",
    "clientInfo",
];
/// Providers that load pictures ahead of their readers, where a mark names who it was.
const PROVIDERS: &[&str] = &["apple", "gmail", "google", "yahoo"];

/// What the sender of a mail says about who caused an event; the heavier mark when there are several.
pub fn of(channel: Channel, event: &Map<String, Value>) -> Option<Mark> {
    let places = ["properties", "context"].into_iter();
    let places = places.filter_map(|name| event.get(name)?.as_object());
    places.filter_map(|place| among(channel, place, true)).max()
}

fn among(channel: Channel, place: &Map<String, Value>, deeper: bool) -> Option<Mark> {
    let mark = |(name, value): (&String, &Value)| match value {
        Value::Object(part) if deeper && PARTS.contains(&name.as_str()) => {
            among(channel, part, false)
        }
        Value::String(text) if channel == Channel::Email && name == "bot" => bot(text),
        // Looked at first: hardly any value says yes, and names have to be made plain.
        value if says_yes(value) => named(channel, &plain(name)),
        _ => None,
    };
    place.iter().filter_map(mark).max()
}

fn says_yes(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_u64() == Some(1),
        Value::String(text) => ["true", "1", "yes"]
            .into_iter()
            .any(|yes| yes.eq_ignore_ascii_case(text.trim())),
        _ => false,
    }
}

fn named(channel: Channel, name: &str) -> Option<Mark> {
    let of_mail = match channel {
        Channel::Email => OF_MAIL,
        _ => &[],
    };
    let mut known = EVERYWHERE.iter().chain(of_mail);
    known
        .find(|(known, _)| *known == name)
        .map(|(_, mark)| *mark)
}

/// Mailgun names the kind of machine, which may be one that loads pictures ahead of a reader.
fn bot(text: &str) -> Option<Mark> {
    match text.trim().to_lowercase().as_str() {
        "" | "false" | "0" | "no" | "none" | "unknown" => None,
        text if PROVIDERS.contains(&text) => Some(Mark::Preloaded),
        _ => Some(Mark::Machine),
    }
}

/// A name without case, blanks and signs: every sender writes its own in another way.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

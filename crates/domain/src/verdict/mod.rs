//! Verdicts: who most likely caused an interaction, and why that is thought.
//!
//! The verdict rests on what the visitor's own software says of itself. Nothing here looks at
//! addresses or behaviour over time; a later verdict may, and scores move with it.

mod device;
mod lexicon;
mod user_agent;
mod words;

#[cfg(test)]
mod tests;

use self::user_agent::Sender;
use crate::interaction::{Channel, Verdict};

/// Reasons for a verdict: short stable keys, put into words by the web app.
pub mod reason {
    /// The user agent names a crawler, monitor or scanner, or carries an address to complain to.
    pub const CRAWLER: &str = "user_agent_crawler";
    /// The user agent names a mail scanner or link preview.
    pub const PREVIEW: &str = "user_agent_preview";
    /// The user agent names an HTTP library or tool, or nothing that shows pages.
    pub const LIBRARY: &str = "user_agent_library";
    /// The user agent is text that no browser sends.
    pub const MALFORMED: &str = "user_agent_malformed";
    /// There is no user agent although the client library always sends one.
    pub const MISSING: &str = "user_agent_missing";
    /// The user agent names a browser that runs without a screen.
    pub const HEADLESS: &str = "headless_browser";
    /// The visitor's request only asked for headers.
    pub const HEAD: &str = "http_head";
    /// The browser said that it is remote-controlled.
    pub const WEBDRIVER: &str = "webdriver";
    /// The page was loaded in advance, nobody may ever have seen it.
    pub const PREFETCH: &str = "prefetch";
    /// The pictures of a mail were loaded by its provider's server, for a reader or for nobody.
    pub const RELAY: &str = "mail_relay";
    /// The user agent is that of a browser or an app.
    pub const BROWSER: &str = "browser";
    /// The business's own system recorded what a person did.
    pub const SERVER: &str = "server_side";
    /// The visitor used a mobile app.
    pub const APP: &str = "mobile_app";
    /// A member of staff or a reception recorded it.
    pub const RECORDED: &str = "recorded_by_staff";
}

/// What is known about the software that caused an interaction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// User agent of the visitor, not of the system that reports.
    pub user_agent: Option<&'a str>,
    /// HTTP method of the visitor's own request, if it was reported.
    pub method: Option<&'a str>,
    /// Name of the client library that reports, e.g. `analytics.js`, `analytics-node`.
    pub library: Option<&'a str>,
    /// Whether the browser reported itself as remote-controlled (`navigator.webdriver`).
    pub webdriver: bool,
    /// Whether the page was loaded in advance.
    pub prefetch: bool,
    /// Channel.
    pub channel: Channel,
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// Keys of [`reason`], at least one, the most telling first.
    pub reasons: Vec<&'static str>,
}

/// Judges who caused an interaction.
///
/// Any sign of a machine makes it one. The server that loads a mail's pictures for its reader leaves
/// it open whether anybody read. Without a user agent the reporting library decides: one
/// that runs in the visitor's browser always sends it, so its absence leaves the verdict open,
/// while a server that reports an order or a call says nothing bad by leaving it out.
pub fn classify(evidence: &Evidence<'_>) -> Assessment {
    let mut reasons = Vec::new();
    if evidence.webdriver {
        reasons.push(reason::WEBDRIVER);
    }
    if evidence
        .method
        .is_some_and(|method| method.eq_ignore_ascii_case("HEAD"))
    {
        reasons.push(reason::HEAD);
    }
    if evidence.prefetch {
        reasons.push(reason::PREFETCH);
    }
    let user_agent = evidence
        .user_agent
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let sender = user_agent.map(|text| user_agent::judge(text, &mut reasons));
    if !reasons.is_empty() {
        return Assessment {
            verdict: Verdict::Machine,
            reasons,
        };
    }
    let (verdict, why) = match sender {
        Some(Sender::Person) => (Verdict::Human, reason::BROWSER),
        Some(Sender::Relay) => (Verdict::Unknown, reason::RELAY),
        None => without_user_agent(evidence),
    };
    Assessment {
        verdict,
        reasons: vec![why],
    }
}

fn without_user_agent(evidence: &Evidence<'_>) -> (Verdict, &'static str) {
    let is = |names: &[&str]| {
        let library = evidence.library.unwrap_or_default();
        names
            .iter()
            .any(|name| library.to_ascii_lowercase().contains(name))
    };
    if matches!(evidence.channel, Channel::Call | Channel::Event) {
        (Verdict::Human, reason::RECORDED)
    } else if is(&[
        "analytics.js",
        "analytics-next",
        "browser",
        "javascript",
        "gtm",
    ]) {
        (Verdict::Unknown, reason::MISSING)
    } else if is(&[
        "android",
        "ios",
        "swift",
        "kotlin",
        "flutter",
        "react-native",
        "xamarin",
        "unity",
    ]) {
        (Verdict::Human, reason::APP)
    } else {
        (Verdict::Human, reason::SERVER)
    }
}

//! Verdicts: who most likely caused an interaction, and why that is thought.
//!
//! When an interaction comes in, the verdict rests on what the visitor's own software says of itself, and
//! on what the sender of a mail says of it ([`classify`]). What is around it may tell another later
//! ([`sweep`]), and scores move with it.

mod device;
mod lexicon;
pub mod mail;
pub mod sweep;
mod user_agent;
mod words;

#[cfg(test)]
mod tests;

use self::user_agent::Sender;
use crate::interaction::{Channel, Verdict};

/// All that the proxy of Apple Mail says of itself.
const BARE: &str = "Mozilla/5.0";

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
    /// The sender of the mail says that a program did it.
    pub const SENDER: &str = "marked_by_sender";
    /// A mail provider loads pictures for its users, whether they read the mail or not.
    pub const PRIVACY_PROXY: &str = "privacy_proxy";
    /// It touched what no human sees.
    pub const TRAP: &str = "honeypot";
    /// Many links of one mail were followed at once.
    pub const SWEEP: &str = "mail_sweep";
    /// The links of one mail were followed one after the other, as programs do.
    pub const SLOW_SWEEP: &str = "mail_sweep_slow";
    /// The same link was asked for its headers just before.
    pub const AFTER_HEAD: &str = "after_http_head";
    /// It came before the mail was delivered.
    pub const BEFORE_DELIVERY: &str = "before_delivery";
    /// It came in the moment of delivery, sooner than anybody can have seen the mail.
    pub const AT_DELIVERY: &str = "at_delivery";
    /// It comes within moments of delivery, as always at this address.
    pub const PROMPT: &str = "always_at_delivery";
    /// The same software went through a mail just before.
    pub const FOLLOWS_SWEEP: &str = "follows_mail_sweep";
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
    /// What the sender of a mail says of who opened or clicked.
    pub mark: Option<Mark>,
    /// Whether it touched what no human sees.
    pub trap: bool,
    /// Channel.
    pub channel: Channel,
}

/// What the sender of a mail says of who opened it or followed a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The proxy of a mail provider, behind which there may be a human.
    Proxy,
    /// A program.
    Machine,
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
/// Any sign of a machine makes it one, but for the proxies by which mail providers hide their users:
/// behind those there may be a human. Without a user agent the reporting library decides: one
/// that runs in the visitor's browser always sends it, so its absence leaves the verdict open,
/// while a server that reports an order or a call says nothing bad by leaving it out.
pub fn classify(evidence: &Evidence<'_>) -> Assessment {
    let mut reasons = declared(evidence);
    let user_agent = evidence
        .user_agent
        .map(str::trim)
        .filter(|text| !text.is_empty());
    if reasons.is_empty() && evidence.mark == Some(Mark::Proxy) {
        return behind_a_proxy();
    }
    let sender = user_agent.map(|text| user_agent::judge(text, &mut reasons));
    // The proxy of Apple Mail says no more of itself than that; on a page no browser says so little.
    if user_agent == Some(BARE) && evidence.channel != Channel::Email {
        reasons.push(reason::LIBRARY);
    }
    if !reasons.is_empty() {
        return Assessment {
            verdict: Verdict::Machine,
            reasons,
        };
    }
    let (verdict, why) = match sender {
        Some(Sender::Person) => (Verdict::Human, reason::BROWSER),
        Some(Sender::Relay) => return behind_a_proxy(),
        None => without_user_agent(evidence),
    };
    Assessment {
        verdict,
        reasons: vec![why],
    }
}

/// Behind the proxy of a mail provider there may be a human.
fn behind_a_proxy() -> Assessment {
    Assessment {
        verdict: Verdict::Unknown,
        reasons: vec![reason::PRIVACY_PROXY],
    }
}

/// The signs of a machine that were said of it, rather than by the name of its software.
fn declared(evidence: &Evidence<'_>) -> Vec<&'static str> {
    let is_head = |method: &str| method.eq_ignore_ascii_case("HEAD");
    let signs = [
        (evidence.mark == Some(Mark::Machine), reason::SENDER),
        (evidence.trap, reason::TRAP),
        (evidence.webdriver, reason::WEBDRIVER),
        (evidence.method.is_some_and(is_head), reason::HEAD),
        (evidence.prefetch, reason::PREFETCH),
    ];
    let signs = signs.into_iter().filter(|(shown, _)| *shown);
    signs.map(|(_, why)| why).collect()
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

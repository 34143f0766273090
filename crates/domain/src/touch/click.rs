//! Click ids: what networks add to the address of a landing page.

use super::query::Parameters;

/// A click id in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// The parameter, e.g. `gclid`.
    pub name: &'static str,
    /// The id.
    pub id: String,
    /// The network.
    pub source: &'static str,
    /// How it brings visitors.
    pub medium: &'static str,
}

/// Parameter, network and medium; what proves a payment comes before what only names the network.
///
/// Facebook, Instagram, Pinterest and Yandex add theirs to unpaid links as well.
const CLICK_IDS: &[(&str, &str, &str)] = &[
    ("gclid", "google", "cpc"),
    ("gbraid", "google", "cpc"),
    ("wbraid", "google", "cpc"),
    ("gad_source", "google", "cpc"),
    ("dclid", "google", "display"),
    ("msclkid", "bing", "cpc"),
    ("ttclid", "tiktok", "cpc"),
    ("li_fat_id", "linkedin", "cpc"),
    ("twclid", "twitter", "cpc"),
    ("yclid", "yandex", "cpc"),
    ("sznclid", "seznam", "cpc"),
    ("sccid", "snapchat", "cpc"),
    ("rdt_cid", "reddit", "cpc"),
    ("qclid", "quora", "cpc"),
    ("tblci", "taboola", "cpc"),
    ("dicbo", "outbrain", "cpc"),
    ("awc", "awin", "affiliate"),
    ("cjevent", "cj", "affiliate"),
    ("irclickid", "impact", "affiliate"),
    ("fbclid", "facebook", "social"),
    ("igshid", "instagram", "social"),
    ("igsh", "instagram", "social"),
    ("epik", "pinterest", "social"),
    ("ysclid", "yandex", "organic"),
    ("srsltid", "google", "organic"),
    ("mc_cid", "mailchimp", "email"),
    ("_hsmi", "hubspot", "email"),
    ("mkt_tok", "marketo", "email"),
    ("_kx", "klaviyo", "email"),
];

impl Click {
    /// The click id among the parameters that says most.
    pub fn of(parameters: &Parameters<'_>) -> Option<Self> {
        if parameters.is_empty() {
            return None;
        }
        CLICK_IDS.iter().find_map(|&(name, source, medium)| {
            parameters.get(name).map(|id| Self {
                name,
                id,
                source,
                medium,
            })
        })
    }

    /// Whether somebody paid for the click, or sent it: then it says more than any referrer.
    pub fn is_proof(&self) -> bool {
        !matches!(self.medium, "social" | "organic")
    }
}

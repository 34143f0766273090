//! Touches: how a visitor came, from what the landing page and its referrer say.
//!
//! What a campaign says of itself comes first, then a click id that proves an advertisement, then
//! the referring page. One's own pages and those for paying and signing in refer nobody.

pub mod address;
pub mod click;
pub mod query;
pub mod referrer;
pub mod sites;

#[cfg(test)]
mod tests;

use self::address::{Host, HostKind};
use self::click::Click;
use self::query::Parameters;
use self::referrer::Known;
pub use self::sites::Sites;
use crate::interaction::Touch;

/// Bytes kept of each part.
const MAX_PART: usize = 200;

/// What a page view says of the way its visitor came.
#[derive(Clone, Debug, Default)]
pub struct Landing<'a> {
    /// Address of the page.
    pub url: &'a str,
    /// The parameters in it.
    pub parameters: Parameters<'a>,
    /// Address of the referring page.
    pub referrer: Option<&'a str>,
}

impl<'a> Landing<'a> {
    /// A page at this address, with this query where its address has none, and the page that referred to it.
    pub fn new(url: &'a str, search: Option<&'a str>, referrer: Option<&'a str>) -> Self {
        Self {
            url,
            parameters: Parameters::of(url, search),
            referrer,
        }
    }
}

/// Names of campaign parameters, those of other tools after the usual ones.
const SOURCE: &[&str] = &["utm_source", "mtm_source", "pk_source"];
const MEDIUM: &[&str] = &["utm_medium", "mtm_medium", "pk_medium"];
const CAMPAIGN: &[&str] = &[
    "utm_campaign",
    "mtm_campaign",
    "pk_campaign",
    "utm_campaign_name",
    "utm_id",
    "mtm_cid",
];
const CONTENT: &[&str] = &["utm_content", "mtm_content", "pk_content"];
const TERM: &[&str] = &["utm_term", "mtm_kwd", "mtm_keyword", "pk_kwd", "pk_keyword"];

/// The touch of a landing, if there is any; `said` is what the client itself says of the campaign.
pub fn of(landing: &Landing<'_>, said: Option<Touch>, sites: &Sites) -> Option<Touch> {
    let parameters = &landing.parameters;
    let referrer = landing
        .referrer
        .filter(|referrer| !begin_alike(referrer, landing.url));
    // Most pages are come to from another of the same site, which is seen at once.
    if said.is_none() && parameters.is_empty() && referrer.is_none_or(str::is_empty) {
        return None;
    }
    let mut touch = match said {
        Some(said) if said.source.is_some() => said,
        said => completed(said.unwrap_or_default(), campaign(parameters)),
    };
    let click = Click::of(parameters);
    let referrer = referrer
        .and_then(Host::of)
        .filter(|referrer| !is_own(referrer, landing.url, sites));
    let known = referrer.as_ref().and_then(Known::of);
    // A way back is no way to come.
    let referrer = referrer.filter(|_| !known.is_some_and(Known::is_way_back));
    let known = known.filter(|known| !known.is_way_back());
    touch.referrer = referrer
        .as_ref()
        .and_then(|referrer| clean(&referrer.readable()));
    if touch.source.is_none() {
        let (source, medium) = way(click.as_ref(), referrer.as_ref(), known);
        touch.source = source.as_deref().and_then(clean);
        touch.medium = touch.medium.or(medium.map(str::to_owned));
    }
    if let (Some(source), None) = (&touch.source, &touch.medium)
        && let Some((source, medium)) = way_of(source, click.as_ref(), known)
    {
        touch.source = Some(source.to_owned());
        touch.medium = Some(medium.to_owned());
    }
    if touch.source.is_none() {
        touch.source = parameters
            .get("utm_source_platform")
            .as_deref()
            .and_then(clean);
    }
    (!touch.is_empty()).then_some(touch)
}

/// Source and medium where no campaign names them.
fn way(
    click: Option<&Click>,
    referrer: Option<&Host>,
    known: Option<Known>,
) -> (Option<String>, Option<&'static str>) {
    if let Some(click) = click {
        // Marked links are passed on, and Instagram marks its links as Facebook does: the referrer
        // knows better, unless the mark proves that the click was paid for.
        let better = known.filter(|known| !click.is_proof() && known.medium != "referral");
        return match better {
            Some(known) => (Some(known.source.to_owned()), Some(known.medium)),
            None => (Some(click.source.to_owned()), Some(click.medium)),
        };
    }
    match (known, referrer) {
        // Services of a network that are no search: named by their host.
        (Some(known), Some(host)) if known.medium == "referral" => {
            (Some(host.readable()), Some("referral"))
        }
        (Some(known), _) => (Some(known.source.to_owned()), Some(known.medium)),
        (None, Some(host)) => (Some(host.readable()), Some("referral")),
        (None, None) => (None, None),
    }
}

/// Source and medium where a campaign names a known source and nothing else: as a click id proves, as the list says, or as
/// the referring page of the same source does.
fn way_of(
    source: &str,
    click: Option<&Click>,
    known: Option<Known>,
) -> Option<(&'static str, &'static str)> {
    let is_named = |name: &str| name.eq_ignore_ascii_case(source);
    if let Some(click) = click.filter(|click| is_named(click.source)) {
        return Some((click.source, click.medium));
    }
    let of_page = known.filter(|known| is_named(known.source) && known.medium != "referral");
    let known = Known::of_source(source).or(of_page)?;
    Some((known.source, known.medium))
}

/// Whether the referring page is the business's own: of the same registered domain as the page, or
/// of one that is known as its own.
fn is_own(referrer: &Host, url: &str, sites: &Sites) -> bool {
    let same = Host::of(url).is_some_and(|own| {
        own.kind != HostKind::App && own.registrable() == referrer.registrable()
    });
    same || sites.contain(referrer)
}

/// Whether two addresses of pages have the same host written in the same way: then one is the other's own.
fn begin_alike(one: &str, other: &str) -> bool {
    let host = |address| {
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| str::strip_prefix(address, scheme))?;
        rest.split(['/', '?', '#', '\\']).next()
    };
    host(one).is_some_and(|of_one| host(other) == Some(of_one))
}

/// What is said, with what else there is.
fn completed(said: Touch, other: Touch) -> Touch {
    Touch {
        source: said.source.or(other.source),
        medium: said.medium.or(other.medium),
        campaign: said.campaign.or(other.campaign),
        content: said.content.or(other.content),
        term: said.term.or(other.term),
        referrer: None,
    }
}

fn campaign(parameters: &Parameters<'_>) -> Touch {
    let first = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| parameters.get(name).as_deref().and_then(clean))
    };
    Touch {
        source: first(SOURCE),
        medium: first(MEDIUM),
        campaign: first(CAMPAIGN),
        content: first(CONTENT),
        term: first(TERM),
        referrer: None,
    }
}

/// A part of a touch as it is kept: no control characters, at most 200 bytes; nothing when nothing
/// is left.
pub fn clean(text: &str) -> Option<String> {
    let text = text.trim();
    let mut kept: String = text[..text.floor_char_boundary(4 * MAX_PART)]
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    kept.truncate(kept.floor_char_boundary(MAX_PART));
    (!kept.is_empty()).then_some(kept)
}

//! Who refers visitors, and how: search, mail, social network, video, chatbot, advertisement.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::address::{Host, HostKind};

/// The list, one section a medium.
const LIST: &str = include_str!("referrers.txt");

/// A referrer of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name in reports.
    pub source: &'static str,
    /// How it brings visitors: `organic`, `email`, `social`, `video`, `chatbot`, `cpc`, `affiliate`,
    /// `referral`; `none` for pages that visitors come back from, like those for paying.
    pub medium: &'static str,
}

/// Every page is looked up.
static KNOWN: LazyLock<HashMap<&'static str, Known, RandomState>> = LazyLock::new(read);

/// What the name of a source alone tells, where it tells anything: pages of campaigns are looked up.
static BY_SOURCE: LazyLock<HashMap<&'static str, Option<Known>, RandomState>> =
    LazyLock::new(|| {
        let is_free =
            |known: &&Known| !matches!(known.medium, "cpc" | "affiliate" | "referral" | "none");
        let tells =
            |known: &Known| matches!(known.medium, "social" | "chatbot" | "video" | "email");
        let mut told: HashMap<_, Option<Known>, RandomState> = HashMap::default();
        for known in KNOWN.values().filter(is_free) {
            let only = told.entry(known.source).or_insert(Some(*known));
            *only = only.filter(|one| tells(one) && one.medium == known.medium);
        }
        told
    });

fn read() -> HashMap<&'static str, Known, RandomState> {
    let mut known = HashMap::default();
    let mut medium = "";
    for line in LIST.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            medium = section.trim_end_matches(']');
        } else if !line.starts_with('#')
            && let Some((source, places)) = line.split_once(": ")
        {
            let one = Known { source, medium };
            known.extend(places.split_whitespace().map(|place| (place, one)));
        }
    }
    known
}

impl Known {
    /// What is known of a host: the longest entry that fits.
    pub fn of(host: &Host) -> Option<Self> {
        match host.kind {
            HostKind::Name => Self::of_site(host)
                .or_else(|| Self::of_name(host))
                .or_else(|| Self::of_app(&host.name)),
            HostKind::App => Self::of_app(&host.name),
            HostKind::Ip => None,
        }
    }

    /// What is known of the source of a campaign that says no more: the host of a referrer (`chatgpt.com`), or the name
    /// of one where all that it sends comes the same way. A search engine's name alone tells an advertisement from a
    /// result by nothing.
    pub fn of_source(source: &str) -> Option<Self> {
        let source = source.trim().to_lowercase();
        let host = source
            .contains('.')
            .then(|| Host::of(&format!("//{source}")));
        if let Some(known) = host.flatten().as_ref().and_then(Self::of) {
            return Some(known).filter(|known| known.medium != "referral" && !known.is_way_back());
        }
        let source = match source.as_str() {
            "fb" => "facebook",
            "ig" | "insta" => "instagram",
            "yt" => "youtube",
            other => other,
        };
        BY_SOURCE.get(source).copied().flatten()
    }

    /// The entry for the site itself.
    fn of_site(host: &Host) -> Option<Self> {
        let name = host.name.strip_prefix("www.").unwrap_or(&host.name);
        if name != host.registrable() {
            return None;
        }
        let suffix = psl::suffix_str(name).unwrap_or_default();
        let site = format!("={name}");
        let found = KNOWN.get(site.as_str()).or_else(|| anywhere(&site, suffix));
        found.copied()
    }

    fn of_name(host: &Host) -> Option<Self> {
        let suffix = psl::suffix_str(&host.name).unwrap_or_default();
        let least = host.registrable().len();
        let mut name = host.name.as_str();
        loop {
            if let Some(known) = KNOWN.get(name).or_else(|| anywhere(name, suffix)) {
                return Some(*known);
            }
            let (_, rest) = name.split_once('.')?;
            if rest.len() < least {
                return None;
            }
            name = rest;
        }
    }

    fn of_app(package: &str) -> Option<Self> {
        let key = format!("app:{package}");
        let mut name = key.as_str();
        loop {
            if let Some(known) = KNOWN.get(name) {
                return Some(*known);
            }
            (name, _) = name.rsplit_once('.')?;
        }
    }

    /// Whether it is only a way back, from paying or signing in.
    pub fn is_way_back(self) -> bool {
        self.medium == "none"
    }
}

/// The entry for the name under any public suffix: `mail.google.*` of `mail.google.com.tr`.
fn anywhere(name: &str, suffix: &str) -> Option<&'static Known> {
    let before = name.strip_suffix(suffix)?;
    before
        .ends_with('.')
        .then(|| KNOWN.get(format!("{before}*").as_str()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_once_and_is_found_by_itself() {
        let places: Vec<&str> = LIST
            .lines()
            .filter(|line| !line.starts_with(['#', '[']))
            .filter_map(|line| line.split_once(": "))
            .flat_map(|(_, places)| places.split_whitespace())
            .collect();
        assert_eq!(places.len(), KNOWN.len(), "an entry stands twice");
        for place in places {
            let address = match place.strip_prefix("app:") {
                Some(package) => format!("android-app://{package}"),
                None => format!("https://{}/", place.replace('*', "com").replace('=', "")),
            };
            let host = Host::of(&address).unwrap_or_else(|| panic!("{place} is no host"));
            assert!(Known::of(&host).is_some(), "{place}");
        }
    }
}

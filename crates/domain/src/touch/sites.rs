//! The business's own domains.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::address::Host;
use super::referrer::Known;

/// Most domains that are kept; more come only from somebody who makes them up.
const MAX_SITES: usize = 1_000;

/// Domains whose pages refer nobody: the business's own, and others that it named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    domains: HashSet<String, RandomState>,
}

impl Sites {
    /// The sites with these domains; what names no host is left out.
    pub fn new<'a>(domains: impl IntoIterator<Item = &'a str>) -> Self {
        let domains = domains
            .into_iter()
            .filter_map(|domain| Host::of(&format!("//{}", domain.trim())))
            .map(|host| host.name)
            .take(MAX_SITES);
        Self {
            domains: domains.collect(),
        }
    }

    /// Whether a host is one of the domains or below one.
    pub fn contain(&self, host: &Host) -> bool {
        let mut name = Some(host.name.as_str());
        while let Some(part) = name {
            if self.domains.contains(part) {
                return true;
            }
            name = part.split_once('.').map(|(_, rest)| rest);
        }
        false
    }
}

/// Pages of a domain from which on it is taken for the business's own.
const LEAST_PAGES: i64 = 20;
/// Share of the pages of the busiest domain that it needs besides.
const LEAST_SHARE: i64 = 20;

/// Whether a domain with this many pages that came in is the business's own, where the busiest one
/// has `most`: a page that somebody copied, or a translator's, sends a few as well.
pub fn is_found(pages: i64, most: i64) -> bool {
    pages >= LEAST_PAGES && pages.saturating_mul(LEAST_SHARE) >= most
}

/// The domain that a page stands for when own domains are found by the pages that come in: what is
/// registered of its host. `None` for network addresses, names within a network, and sites that are
/// known to be somebody else's.
pub fn domain_of_page(url: &str) -> Option<String> {
    let host = Host::of(url)?;
    let domain = host.registrable();
    (domain.contains('.')
        && host.name.parse::<std::net::IpAddr>().is_err()
        && Known::of(&host).is_none())
    .then(|| domain.to_owned())
}

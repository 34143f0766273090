//! The business's own domains: found by the pages that come in, decided by an administrator.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use ripen_domain::touch::Sites;
use ripen_domain::touch::address::Host;
use ripen_domain::touch::sites::{domain_of_page, is_found};
use ripen_store::capture::site::{Site, site_count_in_txn, site_decide_in_txn, site_list};

use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// Pages that are counted in memory before they are written.
const WRITTEN_AT: i64 = 20;
/// Hosts that are counted in memory; more come only from somebody who makes them up.
const MAX_SEEN: usize = 1_000;
/// Bytes of an address up to its path; longer ones name no host.
const MAX_ORIGIN: usize = 300;

/// The own domains as capture knows them, and the pages that it saw since they were written.
#[derive(Debug, Default)]
pub struct OwnSites {
    known: RwLock<Arc<Sites>>,
    /// Pages by their address up to the path: what domain that is takes longer than all the rest.
    seen: Mutex<HashMap<String, i64>>,
}

impl OwnSites {
    /// The own domains.
    pub fn known(&self) -> Arc<Sites> {
        self.known.read().clone()
    }

    /// Counts a page that came in.
    pub fn saw(&self, url: &str) {
        let origin = origin(url);
        if origin.len() > MAX_ORIGIN {
            return;
        }
        let mut seen = self.seen.lock();
        if let Some(pages) = seen.get_mut(origin) {
            *pages += 1;
        } else if seen.len() < MAX_SEEN {
            seen.insert(origin.to_owned(), 1);
        }
    }

    /// Pages by domain, once they are worth writing; nothing is left of them here.
    fn take(&self) -> HashMap<String, i64> {
        let mut seen = self.seen.lock();
        let mut domains = HashMap::new();
        if seen.values().sum::<i64>() >= WRITTEN_AT {
            for (origin, pages) in seen.drain() {
                if let Some(domain) = domain_of_page(&origin) {
                    *domains.entry(domain).or_default() += pages;
                }
            }
        }
        domains
    }
}

/// An address up to its path.
fn origin(url: &str) -> &str {
    let host = url.find("//").map_or(0, |at| at + 2);
    let path = url[host..].find(['/', '?', '#', '\\']);
    path.map_or(url, |at| &url[..host + at])
}

/// Whether a domain counts as the business's own.
fn is_own(site: &Site, most: i64) -> bool {
    site.decided.unwrap_or_else(|| is_found(site.pages, most))
}

/// Pages of the busiest domain.
fn most(sites: &[Site]) -> i64 {
    sites.iter().map(|site| site.pages).max().unwrap_or(0)
}

/// Writes the pages that came in and reads what counts as own by now, also when another process
/// wrote it.
pub(crate) fn refresh(app: &Ripen) -> Result<()> {
    let seen = app.sites.take();
    if !seen.is_empty() {
        app.db.write(|conn| {
            seen.iter()
                .try_for_each(|(domain, pages)| site_count_in_txn(conn, domain, *pages))
        })?;
    }
    let sites = app.db.read(site_list)?;
    let most = most(&sites);
    let own = sites.iter().filter(|site| is_own(site, most));
    let own = Sites::new(own.map(|site| site.domain.as_str()));
    if *app.sites.known.read().as_ref() != own {
        *app.sites.known.write() = Arc::new(own);
    }
    Ok(())
}

impl Ripen {
    /// The domains of the pages that came in, the busiest first, each with whether it counts as the
    /// business's own.
    pub fn site_list(&self) -> Result<Vec<(Site, bool)>> {
        let sites = self.db.read(site_list)?;
        let most = most(&sites);
        let with_standing = |site: Site| {
            let own = is_own(&site, most);
            (site, own)
        };
        Ok(sites.into_iter().map(with_standing).collect())
    }

    /// Decides whether a domain is the business's own; `None` leaves it to its pages again.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that is no domain, [`ripen_store::Error::NotFound`] when an
    /// unknown domain is left to its pages.
    pub fn site_decide(&self, domain: &str, own: Option<bool>) -> Result<()> {
        let host = Host::of(domain.trim())
            .ok_or_else(|| Error::invalid("domain", format!("\"{domain:.80}\" is no domain")))?;
        self.db
            .write(|conn| site_decide_in_txn(conn, &host.name, own))?;
        refresh(self)
    }
}

//! `ripen sites`.

use std::fmt::Write;

use clap::Subcommand;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// See and decide which domains are the business's own
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Visitors who come from a page of one's own were not referred by it. Domains are found by the pages
that come in; subdomains belong to their domain. What is decided here counts from the next page on,
also in a server that is running.

Examples:
  ripen sites list
  ripen sites own brand.example
  ripen sites foreign partner.example
  ripen sites auto brand.example")]
pub enum Sites {
    /// List the domains of the pages that came in
    List,
    /// A domain is one's own, whether or not pages come from it
    Own {
        /// The domain, for example brand.example
        domain: String,
    },
    /// A domain is somebody else's, however many pages come from it
    Foreign {
        /// The domain
        domain: String,
    },
    /// Leave a domain to its pages again
    Auto {
        /// The domain
        domain: String,
    },
}

/// Lists or decides domains.
pub fn run(sites: Sites, config: &Config) -> Result<()> {
    match sites {
        Sites::List => list(config),
        Sites::Own { domain } => decide(config, &domain, Some(true), "one's own"),
        Sites::Foreign { domain } => decide(config, &domain, Some(false), "somebody else's"),
        Sites::Auto { domain } => decide(config, &domain, None, "left to its pages"),
    }
}

fn decide(config: &Config, domain: &str, own: Option<bool>, said: &str) -> Result<()> {
    match open::open_existing(config)?.site_decide(domain, own) {
        Err(ripen_app::Error::Store(ripen_store::Error::NotFound)) => Err(Failure::new(format!(
            "no pages of {domain} came in; `ripen sites list` shows the domains"
        ))),
        other => Ok(other?),
    }?;
    print(&format!("{domain} is {said}\n"))
}

fn list(config: &Config) -> Result<()> {
    let mut text = String::new();
    for (site, own) in open::open_existing(config)?.site_list()? {
        let standing = match own {
            true => "own",
            false => "foreign",
        };
        let why = match site.decided {
            Some(_) => "decided",
            None => "by its pages",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{standing:<8}  {:<40} {:>10} pages, {why}",
            site.domain, site.pages
        );
    }
    print(if text.is_empty() {
        "no pages came in yet\n"
    } else {
        &text
    })
}

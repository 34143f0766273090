//! Domains of mail providers.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::typo;

/// The lists, a domain a line. Beside the one that others keep, what it lacks of the large providers and of those that
/// give access to the network, in Europe, Turkey and the Americas.
pub(super) const FREE: &str = include_str!("../../../data/mail_domains_free.txt");
pub(super) const FREE_BESIDE: &str = include_str!("../../../data/mail_domains_own.txt");
pub(super) const DISPOSABLE: &str = include_str!("../../../data/mail_domains_disposable.txt");

type Domains = HashSet<&'static str, RandomState>;

/// Domains of mail providers.
pub(super) struct MailDomains {
    free: Domains,
    disposable: Domains,
}

pub(super) static MAIL_DOMAINS: LazyLock<MailDomains> = LazyLock::new(|| MailDomains {
    free: FREE.lines().chain(FREE_BESIDE.lines()).collect(),
    disposable: DISPOSABLE.lines().collect(),
});

/// Whether anybody can get a mailbox at this domain or a domain above it without being part of an
/// organisation; disposable ones and slips of the keyboard for a provider (`gmial.com`) included.
/// The domain is lower-case ASCII, as [`super::email`] leaves it.
pub fn is_free(domain: &str) -> bool {
    is_provider(domain) || is_disposable(domain) || typo::meant(domain).is_some()
}

/// Whether this domain or a domain above it gives out mailboxes to be thrown away.
pub fn is_disposable(domain: &str) -> bool {
    listed(&MAIL_DOMAINS.disposable, domain)
}

/// Whether this domain or one above it is that of a provider whose mailboxes last.
pub(super) fn is_provider(domain: &str) -> bool {
    listed(&MAIL_DOMAINS.free, domain)
}

fn listed(list: &Domains, domain: &str) -> bool {
    let parents = std::iter::successors(Some(domain), |name| {
        name.split_once('.').map(|(_, parent)| parent)
    });
    parents
        .filter(|name| name.contains('.'))
        .any(|name| list.contains(name))
}

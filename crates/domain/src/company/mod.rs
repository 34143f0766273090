//! Which company somebody belongs to: one, whatever it is called.
//!
//! A person states a company by an id that the business gives it, by its name, or by the domain of a
//! business mailbox, in this order. Each of them is a key; what people state together tells which keys
//! mean the same company ([`ballot`]).

pub mod ballot;
mod forms;
pub mod name;

use std::borrow::Cow;

use crate::identity::normalize;
use crate::profile::{Profile, field};

/// Most bytes of a key.
pub const MAX_KEY: usize = 200;
/// What the key of an id begins with. No other does: names have letters, digits and blanks, and
/// domains have no such sign.
const ID_MARK: char = '#';

/// The keys by which somebody states their company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Of the id that the business gives the company.
    pub id: Option<String>,
    /// Of its name.
    pub name: Option<String>,
    /// The domain of the person's business mailbox.
    pub domain: Option<String>,
}

impl Stated {
    /// What a profile states.
    pub fn of(profile: &Profile) -> Self {
        Self::new(
            id_of(profile).as_deref(),
            profile.text(field::COMPANY),
            profile.email_domain(),
        )
    }

    /// What an id, a name and the domain of a mailbox state. A domain where anybody gets a mailbox
    /// states nothing.
    pub fn new(id: Option<&str>, name: Option<&str>, mail_domain: Option<&str>) -> Self {
        Self {
            id: id.and_then(id_key),
            name: name.and_then(name::key),
            domain: mail_domain.and_then(domain_key),
        }
    }

    /// What counts as the statement: the id, else the name.
    pub fn said(&self) -> Option<&str> {
        self.id.as_deref().or(self.name.as_deref())
    }

    /// The key that the person goes by while nothing is known of what it means.
    pub fn own(&self) -> Option<&str> {
        self.said().or(self.domain.as_deref())
    }
}

/// The id of a profile's company. One that a public key claims does not take anybody out of the company that
/// the business named.
pub fn id_of(profile: &Profile) -> Option<Cow<'_, str>> {
    let name_is_better = profile.get(field::COMPANY).is_some()
        && profile.authority(field::COMPANY).code() < profile.authority(field::COMPANY_ID).code();
    let id = profile.get(field::COMPANY_ID).filter(|_| !name_is_better);
    id.map(|id| id.to_text())
}

/// The key of an id; `None` for what programs write where there is none.
pub fn id_key(id: &str) -> Option<String> {
    let id = id.trim();
    let is_some = !id.is_empty() && !normalize::is_placeholder(id);
    is_some.then(|| bounded(&format!("{ID_MARK}{id}")))
}

fn domain_key(domain: &str) -> Option<String> {
    let anybody = normalize::is_free(domain) || normalize::is_disposable(domain);
    (domain.contains('.') && !anybody).then(|| bounded(domain))
}

/// The keys that somebody may mean who writes this for a company, likeliest first: `#` and its id, its
/// domain, or its name, which may look like a domain. None for what tells no company.
pub fn written_keys(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Some(id) = text.strip_prefix(ID_MARK) {
        return id_key(id).into_iter().collect();
    }
    let address = normalize::email(&format!("x@{text}"));
    let domain = address
        .as_deref()
        .and_then(|email| email.strip_prefix("x@"));
    match domain.filter(|domain| domain.contains('.')) {
        Some(domain) => match domain_key(domain) {
            Some(key) => std::iter::once(key).chain(name::key(text)).collect(),
            None => Vec::new(),
        },
        None => name::key(text).into_iter().collect(),
    }
}

/// Whether a key is that of an id.
pub fn is_id(key: &str) -> bool {
    key.starts_with(ID_MARK)
}

/// Whether a key is a domain.
pub fn is_domain(key: &str) -> bool {
    !is_id(key) && key.contains('.')
}

/// Whether a key is that of a name.
pub fn is_name(key: &str) -> bool {
    !is_id(key) && !key.contains('.')
}

/// A key as people read it.
pub fn shown(key: &str) -> &str {
    key.strip_prefix(ID_MARK).unwrap_or(key)
}

fn bounded(key: &str) -> String {
    key[..key.floor_char_boundary(MAX_KEY)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_statement_counts() {
        let own = |id, name, domain| {
            let stated = Stated::new(id, name, domain);
            stated.own().map(str::to_owned)
        };
        let (id, name, domain) = (Some(" G-1 "), Some("Acme, Inc."), Some("acme.example"));
        assert_eq!(own(id, name, domain).as_deref(), Some("#G-1"));
        assert_eq!(own(None, name, domain).as_deref(), Some("acme"));
        assert_eq!(own(None, None, domain).as_deref(), Some("acme.example"));
        assert_eq!(
            own(None, Some(" - "), domain).as_deref(),
            Some("acme.example")
        );
        assert_eq!(own(Some("undefined"), None, Some("gmail.com")), None);
        assert_eq!(own(None, None, Some("mailinator.com")), None);
        assert_eq!(Stated::of(&Profile::default()), Stated::default());
    }

    #[test]
    fn a_company_can_be_written_as_id_domain_or_name() {
        for (text, keys) in [
            (" #G-1", &["#G-1"][..]),
            ("Acme.Example", &["acme.example", "acme example"]),
            ("Škoda Auto a.s.", &["auto skoda"]),
            ("Inc", &["inc"]),
            ("gmail.com", &[]),
            ("  ", &[]),
        ] {
            assert_eq!(written_keys(text), keys, "{text}");
        }
    }
}

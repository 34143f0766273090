//! Which company somebody belongs to: one, whatever it is called.
//!
//! A person states a company by an id that the business gives it, by its name, or by the domain of a
//! business mailbox, in this order. Each of them is a key; what people state together tells which keys
//! mean the same company ([`ballot`]).

pub mod ballot;
mod forms;
pub mod likeness;
pub mod name;

use std::borrow::Cow;

use crate::identity::normalize;
use crate::profile::{Authority, FieldValue, Profile, field};

/// Most bytes of a key.
pub const MAX_KEY: usize = 200;
/// What the key of an id begins with. No other does: names have letters, digits and blanks, and
/// domains have no such sign.
const ID_MARK: char = '#';
/// What is written before a key that is meant as it is.
const KEY_MARK: char = '=';

/// A key by which somebody states their company.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Whether the business says so, rather than a key that everybody can read.
    pub is_firm: bool,
}

/// A text of a profile, and with which authority it was said.
pub type Said<'t> = (&'t str, Authority);

/// The keys by which somebody states their company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stated {
    /// Of the id that the business gives the company.
    pub id: Option<Key>,
    /// Of its name.
    pub name: Option<Key>,
    /// The domain of the person's business mailbox.
    pub domain: Option<Key>,
}

impl Stated {
    /// What a profile states.
    pub fn of(profile: &Profile) -> Self {
        let id = profile.get(field::COMPANY_ID).map(FieldValue::to_text);
        let said = |text, field| (text, profile.authority(field));
        Self::new(
            id.as_deref().map(|id| said(id, field::COMPANY_ID)),
            profile
                .text(field::COMPANY)
                .map(|name| said(name, field::COMPANY)),
            profile
                .email_domain()
                .map(|domain| said(domain, field::EMAIL)),
        )
    }

    /// What an id, a name and the domain of a mailbox state. A domain where anybody gets a mailbox
    /// states nothing, and an id that a public key claims does not take anybody out of the company that
    /// the business named.
    pub fn new(id: Option<Said>, name: Option<Said>, mail_domain: Option<Said>) -> Self {
        let key = |(text, authority): Said, key: fn(&str) -> Option<String>| {
            Some(Key {
                text: key(text)?,
                is_firm: authority == Authority::Firm,
            })
        };
        let named = name.and_then(|name| key(name, name::key));
        let better = name.filter(|_| named.is_some());
        let is_best =
            |id: &Said| better.is_none_or(|(_, authority)| id.1.code() <= authority.code());
        Self {
            id: id.filter(is_best).and_then(|id| key(id, id_key)),
            name: named,
            domain: mail_domain.and_then(|domain| key(domain, domain_key)),
        }
    }

    /// What counts as the statement: the id, else the name.
    pub fn said(&self) -> Option<&Key> {
        self.id.as_ref().or(self.name.as_ref())
    }

    /// The key that the person goes by while nothing is known of what it means.
    pub fn own(&self) -> Option<&str> {
        let own = self.said().or(self.domain.as_ref());
        own.map(|key| key.text.as_str())
    }
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
/// domain, or its name, which may look like a domain; `=` and a key means that alone. None for what tells no
/// company.
pub fn written_keys(text: &str) -> Vec<String> {
    if let Some(key) = text.strip_prefix(KEY_MARK).filter(|key| !key.is_empty()) {
        return vec![bounded(key)];
    }
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

/// Whether a text means the key alone that follows the sign before it.
pub fn is_marked(text: &str) -> bool {
    text.starts_with(KEY_MARK)
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

/// What is written for the company that a key tells, so that no other is meant: its name, as people write it,
/// where that says just this, else the key, which is marked where it would be read as another.
pub fn written<'t>(key: &'t str, name: Option<&'t str>) -> Cow<'t, str> {
    if let Some(name) = name.filter(|name| written_keys(name) == [key]) {
        return Cow::Borrowed(name);
    }
    match written_keys(key).first().is_some_and(|first| first == key) {
        true => Cow::Borrowed(key),
        false => Cow::Owned(format!("{KEY_MARK}{key}")),
    }
}

fn bounded(key: &str) -> String {
    key[..key.floor_char_boundary(MAX_KEY)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_statement_counts() {
        let own = |id: Option<_>, name: Option<_>, domain: Option<_>| {
            let firm = |text| (text, Authority::Firm);
            let stated = Stated::new(id.map(firm), name.map(firm), domain.map(firm));
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
    fn a_claimed_id_does_not_take_anybody_out_of_the_company_that_the_business_named() {
        let own = |id, name| Stated::new(Some(("7", id)), Some((name, Authority::Firm)), None);
        assert_eq!(own(Authority::Claimed, "Acme").own(), Some("acme"));
        assert_eq!(own(Authority::Firm, "Acme").own(), Some("#7"));
        // A name that says nothing is none.
        assert_eq!(own(Authority::Claimed, "n/a").own(), Some("#7"));
    }

    #[test]
    fn a_company_is_written_so_that_no_other_is_meant() {
        for (key, name, expected) in [
            ("auto skoda", Some("Škoda Auto a.s."), "Škoda Auto a.s."),
            ("auto skoda", Some("Škoda Auto Praha"), "auto skoda"),
            ("auto skoda", None, "auto skoda"),
            ("#7", Some("Acme"), "#7"),
            ("acme.example", Some("Acme"), "acme.example"),
            ("alza cz", Some("alza.cz"), "alza cz"),
            ("a b c", Some("n/a"), "=a b c"),
        ] {
            assert_eq!(written(key, name), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_tells_the_company(name in "\\PC{0,40}|([A-Za-z]{1,4}[ .,&-]{1,2}){1,4}(a.s.|Inc|Ltd. Şti.|co|The)?") {
            if let Some(key) = name::key(&name) {
                proptest::prop_assert_eq!(written_keys(&written(&key, None)), [key.as_str()]);
            }
        }
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

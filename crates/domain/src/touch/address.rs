//! Hosts of addresses as clients send them.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Bytes of an address that are looked at; longer ones are cut off, which leaves the host whole.
const MAX_ADDRESS: usize = 8 << 10;
/// The longest name of a host (RFC 1035).
const MAX_HOST: usize = 253;

/// Who an address belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// The name in lower case, international names as ASCII, without a dot at the end; of an
    /// Android app its package.
    pub name: String,
    /// What it is a name of.
    pub kind: HostKind,
}

/// What the name of a [`Host`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKind {
    /// A name in the domain name system, or one within a company's network.
    Name,
    /// A network address.
    Ip,
    /// An app.
    App,
}

impl Host {
    /// The host of an address: `https://user@www.Example.com.:8080/a`, `//example.com/a`, also
    /// `example.com/a`, or `android-app://com.example.reader`. `None` when it names no host.
    pub fn of(address: &str) -> Option<Self> {
        let address = address.trim();
        let address = &address[..address.floor_char_boundary(MAX_ADDRESS)];
        let (scheme, rest) = match address.split_once("//") {
            Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => (scheme, rest),
            _ => ("bare", address),
        };
        let scheme = scheme.trim_end_matches(':').to_ascii_lowercase();
        let authority = rest.split(['/', '?', '#', '\\']).next()?;
        let authority = authority.rsplit('@').next()?;
        match scheme.as_str() {
            "android-app" => Self::app(authority),
            "" | "http" | "https" => Self::named(authority),
            // Without a scheme only what can be nothing else.
            "bare" => Self::named(authority).filter(|host| host.registrable().contains('.')),
            _ => None,
        }
    }

    fn app(package: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let is_package = package.contains('.') && package.chars().all(fits);
        (is_package && package.len() <= MAX_HOST).then(|| Self {
            name: package.to_ascii_lowercase(),
            kind: HostKind::App,
        })
    }

    fn named(authority: &str) -> Option<Self> {
        if let Some(inside) = authority.strip_prefix('[') {
            let ip: Ipv6Addr = inside.split(']').next()?.parse().ok()?;
            return Some(Self {
                name: ip.to_string(),
                kind: HostKind::Ip,
            });
        }
        let name = authority.split(':').next()?.trim_end_matches('.');
        if let Ok(ip) = name.parse::<Ipv4Addr>() {
            return Some(Self {
                name: ip.to_string(),
                kind: HostKind::Ip,
            });
        }
        let name = ascii(name)?;
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let is_name = name
            .split('.')
            .all(|label| !label.is_empty() && label.len() <= 63 && label.chars().all(fits));
        (is_name && name.len() <= MAX_HOST).then(|| Self {
            name: name.into_owned(),
            kind: HostKind::Name,
        })
    }

    /// What one owner has registered: the public suffix and one label before it, `shop.co.uk` of
    /// `www.shop.co.uk`. The name itself where nothing is registered.
    pub fn registrable(&self) -> &str {
        match self.kind {
            HostKind::Name => psl::domain_str(&self.name).unwrap_or(&self.name),
            _ => &self.name,
        }
    }

    /// The name as people read it: without `www.`, international names in their own letters.
    pub fn readable(&self) -> String {
        let name = self.name.strip_prefix("www.").unwrap_or(&self.name);
        if !name.contains("xn--") {
            return name.to_owned();
        }
        match idna::domain_to_unicode(name) {
            (readable, Ok(())) => readable,
            _ => name.to_owned(),
        }
    }
}

/// A name in lower-case ASCII.
fn ascii(name: &str) -> Option<Cow<'_, str>> {
    if name.is_empty() || name.len() > 4 * MAX_HOST {
        return None;
    }
    if name.is_ascii() {
        let lower = name.bytes().any(|byte| byte.is_ascii_uppercase());
        return Some(match lower {
            true => name.to_ascii_lowercase().into(),
            false => name.into(),
        });
    }
    idna::domain_to_ascii(name).ok().map(Cow::Owned)
}

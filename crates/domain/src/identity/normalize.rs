//! Contact points in the one form in which they are compared and stored.

use std::sync::LazyLock;

/// Longest address that fits into an SMTP path (RFC 5321 §4.5.3.1.3, 256 less the angle brackets).
const MAX_EMAIL_BYTES: usize = 254;
/// Longest local part (RFC 5321 §4.5.3.1.1).
const MAX_LOCAL_BYTES: usize = 64;
/// Longest telephone text looked at; E.164 has 15 digits, people add brackets and extensions.
const MAX_PHONE_BYTES: usize = 64;

/// Normalises an e-mail address: surrounding white space off, lower case, the domain in its ASCII
/// form (IDNA). `None` when it is no address of the form dot-atom `@` domain.
///
/// Plus tags and dots stay: what they mean is up to each mail provider, and treating
/// `a.b@x` and `ab@x` as one mailbox would join two people wherever it is wrong. The local part is
/// lower-cased although RFC 5321 lets a server tell cases apart, since none in use does and people
/// type both. Quoted local parts, comments and address literals are refused: they are legal but
/// nobody's address on a form.
pub fn email(text: &str) -> Option<String> {
    let (local, domain) = text.trim().rsplit_once('@')?;
    if local.len() > MAX_LOCAL_BYTES || domain.len() > MAX_EMAIL_BYTES || !is_dot_atom(local) {
        return None;
    }
    let domain = ascii_domain(domain)?;
    let address = format!("{}@{domain}", local.to_lowercase());
    (address.len() <= MAX_EMAIL_BYTES).then_some(address)
}

/// Whether the text is a dot-atom (RFC 5322 §3.2.3); letters beyond ASCII count as in RFC 6531.
fn is_dot_atom(text: &str) -> bool {
    let atom =
        |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || c > '\u{9f}';
    let visible = |c: char| !c.is_whitespace() && !c.is_control();
    text.split('.')
        .all(|part| !part.is_empty() && part.chars().all(|c| atom(c) && visible(c)))
}

/// The domain in lower-case ASCII, if it is one that mail can go to.
fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = if domain.is_ascii() {
        domain.to_ascii_lowercase()
    } else {
        idna::domain_to_ascii(domain).ok()?
    };
    let label = |label: &str| {
        let inside = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(inside)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A last label of digits alone is an address of a machine, not a name (RFC 3696 §2).
    let top = ascii.rsplit('.').next()?;
    let named = !top.bytes().all(|byte| byte.is_ascii_digit());
    (ascii.len() <= 253 && named && ascii.split('.').all(label)).then_some(ascii)
}

/// Normalises a telephone number to E.164 (`+905321234567`). `default_region` is the ISO 3166-1
/// alpha-2 country in which a number without country code is read; without it such a number is
/// refused, as is one that no numbering plan knows.
pub fn phone(text: &str, default_region: Option<&str>) -> Option<String> {
    let text = text.trim();
    if text.len() > MAX_PHONE_BYTES || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // `00` is how most of the world dials what is written `+`.
    let international = text.strip_prefix("00").map(|rest| format!("+{rest}"));
    let text = international.as_deref().unwrap_or(text);
    let region = default_region.and_then(|code| code.trim().to_ascii_uppercase().parse().ok());
    if region.is_none() && !text.starts_with(['+', '＋']) {
        return None;
    }
    let number = phonenumber::parse(region, text).ok()?;
    let written = number.format().mode(phonenumber::Mode::E164).to_string();
    number.is_valid().then_some(written)
}

/// Reads the numbering plans of the world and the mail providers, which takes about a tenth of a second,
/// so that the first telephone number need not wait for it.
pub fn prepare() {
    LazyLock::force(&MAIL_DOMAINS);
    // There is no other way to have the plans read; which number it is does not matter.
    let _ = phone("+420601123456", None);
}

/// Domains of mail providers, as sorted lines.
struct MailDomains {
    free: Vec<&'static str>,
    disposable: Vec<&'static str>,
}

static MAIL_DOMAINS: LazyLock<MailDomains> = LazyLock::new(|| MailDomains {
    free: include_str!("../../data/mail_domains_free.txt")
        .lines()
        .collect(),
    disposable: include_str!("../../data/mail_domains_disposable.txt")
        .lines()
        .collect(),
});

/// Whether anybody can get a mailbox at this domain or a domain above it without being part of an
/// organisation; disposable ones included. The domain is lower-case ASCII, as [`email`] leaves it.
pub fn is_free(domain: &str) -> bool {
    listed(&MAIL_DOMAINS.free, domain) || is_disposable(domain)
}

/// Whether this domain or a domain above it gives out mailboxes to be thrown away.
pub fn is_disposable(domain: &str) -> bool {
    listed(&MAIL_DOMAINS.disposable, domain)
}

fn listed(sorted: &[&str], domain: &str) -> bool {
    let parents = std::iter::successors(Some(domain), |name| {
        name.split_once('.').map(|(_, parent)| parent)
    });
    parents
        .filter(|name| name.contains('.'))
        .any(|name| sorted.binary_search(&name).is_ok())
}

#[cfg(test)]
#[path = "normalize_tests.rs"]
mod tests;

//! One e-mail address.

use super::clean::clean;
use super::mail_domain::is_provider;

/// Longest address that fits into an SMTP path (RFC 5321 §4.5.3.1.3, 256 less the angle brackets).
const MAX_EMAIL_BYTES: usize = 254;
/// Longest local part (RFC 5321 §4.5.3.1.1).
const MAX_LOCAL_BYTES: usize = 64;
/// Longest text looked at: what is dropped may take room as well.
const MAX_TEXT_BYTES: usize = 1_000;

/// Normalises an e-mail address: what nobody sees dropped, lower case, the domain in its ASCII form
/// (IDNA). `None` when it is no address of the form dot-atom `@` domain that mail can go to.
///
/// Plus tags and dots stay: what they mean is up to each mail provider, and treating
/// `a.b@x` and `ab@x` as one mailbox would join two people wherever it is wrong. The local part is
/// lower-cased although RFC 5321 lets a server tell cases apart, since none in use does and people
/// type both. Quoted local parts, comments and address literals are refused: they are legal but
/// nobody's address on a form. So are domains without a dot, at which nobody outside gets mail.
pub fn email(text: &str) -> Option<String> {
    email_of_machine(text).filter(|address| {
        address
            .rsplit_once('@')
            .is_some_and(|(_, domain)| domain.contains('.'))
    })
}

/// As [`email`], with domains of one label as well: `admin@localhost` may sign in.
pub fn email_of_machine(text: &str) -> Option<String> {
    if text.len() > MAX_TEXT_BYTES {
        return None;
    }
    let text = clean(text);
    let (local, domain) = text.rsplit_once('@')?;
    let (local, domain) = (local.trim_end(), domain.trim_start());
    if !is_dot_atom(local) {
        return None;
    }
    let local = lower_local(local);
    let domain = ascii_domain(&latin_domain(local.dotless, domain))?;
    let address = format!("{}@{domain}", local.text);
    (local.text.len() <= MAX_LOCAL_BYTES && address.len() <= MAX_EMAIL_BYTES).then_some(address)
}

/// An address, or a domain, as people write it: labels in punycode in their own letters. Anything
/// that cannot be shown so stays as it is.
pub fn readable(address: &str) -> String {
    let (local, domain) = match address.rsplit_once('@') {
        Some((local, domain)) => (Some(local), domain),
        None => (None, address),
    };
    if !domain.contains("xn--") {
        return address.to_owned();
    }
    let domain = match idna::domain_to_unicode(domain) {
        (shown, Ok(())) => shown,
        (_, Err(_)) => return address.to_owned(),
    };
    match local {
        Some(local) => format!("{local}@{domain}"),
        None => domain,
    }
}

/// A local part in lower case.
struct Local {
    text: String,
    /// Whether it had a dotless `ı`.
    dotless: bool,
}

/// İ, I and ı are one letter here: no mail system in use gives out mailboxes with a dotted capital or
/// a dotless small one, but programs that change case by Turkish rules write them.
fn lower_local(local: &str) -> Local {
    if local.is_ascii() {
        return Local {
            text: local.to_ascii_lowercase(),
            dotless: false,
        };
    }
    Local {
        text: dotted(local).to_lowercase(),
        dotless: local.contains('ı'),
    }
}

/// The text with every i a plain one.
fn dotted(text: &str) -> String {
    let plain = text.replace(['İ', 'ı'], "i");
    plain.replace("i\u{307}", "i").replace("I\u{307}", "i")
}

/// The domain without capitals of the Turkish alphabet that were put into lower case, or the other
/// way round, by the rules of another language.
///
/// A domain may well have an ı of its own. It has none where the local part has one, or the top
/// label, unless a plain i stands beside it; nor where it is a known mail provider without it.
fn latin_domain(dotless_local: bool, domain: &str) -> String {
    if domain.is_ascii() {
        return domain.to_owned();
    }
    let domain = domain
        .replace('İ', "i")
        .replace("i\u{307}", "i")
        .replace("I\u{307}", "i");
    if !domain.contains('ı') {
        return domain;
    }
    let plain = dotted(&domain).to_lowercase();
    let top = domain.rsplit('.').next().unwrap_or_default();
    let by_turkish_rules = (dotless_local && !domain.contains('i')) || top.contains('ı');
    if by_turkish_rules || is_provider(&plain) {
        plain
    } else {
        domain
    }
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
pub fn ascii_domain(domain: &str) -> Option<String> {
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

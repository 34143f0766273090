//! What people write where an address is asked for: several, with names, from a mail program.

use super::address::email;
use super::clean::{clean, name};
use super::placeholder::is_placeholder_email;
use super::typo::meant;

/// Longest text looked at.
const MAX_TEXT_BYTES: usize = 2_000;
/// Words of a name that stands before an address with nothing around either.
const MAX_NAME_WORDS: usize = 4;
/// Addresses taken from one text.
const MAX_ADDRESSES: usize = 5;
/// Words that stand between two addresses, in the languages that Ripen speaks and their neighbours'.
const AND: &[&str] = &[
    "a", "i", "and", "or", "ve", "veya", "nebo", "und", "oder", "&", "+", "/", "|",
];

/// The addresses in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailboxes {
    /// Usable addresses, normalised, first the one that is to be shown; each once.
    pub addresses: Vec<String>,
    /// The name that stood beside the first, as in `Ela Dve <ela@firma.example>`.
    pub name: Option<String>,
    /// What was probably meant, where the first address, or one that cannot be used, has a slip in
    /// its domain: `jan@gmail.com` for `jan@gmial.com` or `jan@gmail`.
    pub hint: Option<String>,
    /// Addresses that forms and tests are filled with: nobody's.
    pub placeholders: Vec<String>,
}

/// Reads the addresses in a text: one, several with separators, `Name <a@b>`, `Name (a@b)`, `First Last a@b`,
/// `a@b (Name)`, `a@b - note`, `mailto:` links. Text that has other words in it is read as no address rather than as part of one.
pub fn emails(text: &str) -> Mailboxes {
    let mut found = Mailboxes::default();
    if text.len() > MAX_TEXT_BYTES {
        return found;
    }
    if is_bare(text) {
        found.take(&Entry {
            addresses: vec![text],
            name: None,
        });
    } else {
        let text = undisguised(&clean(text));
        if is_placeholder_email(&text) {
            found.placeholders.push(text);
            return found;
        }
        for entry in entries(&text) {
            found.take(&entry);
        }
    }
    if found.hint.is_none()
        && let Some(first) = found.addresses.first()
    {
        found.hint = corrected(first);
    }
    found
}

/// The first address in a text, as [`emails`] reads it.
pub(super) fn first(text: &str) -> Option<String> {
    if text.len() <= MAX_TEXT_BYTES && is_bare(text) {
        // Nearly always so, and what else there is to tell of a text takes longer than this.
        return email(text).filter(|_| !is_placeholder_email(text));
    }
    emails(text).addresses.into_iter().next()
}

/// Whether a text is one address with nothing around it and nothing to be mended, as nearly all are:
/// what is stored, and what people type with care.
fn is_bare(text: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte);
    text.bytes().all(is_usual)
        && text.bytes().filter(|byte| *byte == b'@').count() == 1
        && text.ends_with(|last: char| last.is_ascii_alphanumeric())
}

impl Mailboxes {
    fn take(&mut self, entry: &Entry) {
        for written in &entry.addresses {
            if is_placeholder_email(written) {
                self.placeholders.push((*written).to_owned());
            } else if let Some(address) = email(written) {
                if self.addresses.is_empty() {
                    self.name = entry
                        .name
                        .as_deref()
                        .and_then(name)
                        .filter(|name| !name.contains('@'));
                }
                if self.addresses.len() < MAX_ADDRESSES && !self.addresses.contains(&address) {
                    self.addresses.push(address);
                }
            } else if self.hint.is_none() {
                self.hint = corrected(&written.to_lowercase().replace(',', "."));
            }
        }
    }
}

/// The address with the domain that was meant.
fn corrected(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    email(&format!("{local}@{}", meant(domain)?))
}

/// One part between separators.
struct Entry<'t> {
    addresses: Vec<&'t str>,
    name: Option<String>,
}

/// The text without the disguises that keep harvesters off, and the escapes of links.
fn undisguised(text: &str) -> String {
    let mut text = text.to_owned();
    for (from, to) in [
        ("%40", "@"),
        ("(at)", "@"),
        ("[at]", "@"),
        ("(zavináč)", "@"),
    ] {
        if !text.contains('@') && text.contains(from) {
            text = text.replace(from, to);
        }
    }
    for dot in ["(dot)", "[dot]"] {
        text = text.replace(&format!(" {dot} "), ".").replace(dot, ".");
    }
    let text = text.trim_start_matches("%20").trim_end_matches("%20");
    text.replace(" @ ", "@")
        .replace(" @", "@")
        .replace("@ ", "@")
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut before: Option<&str> = None;
    for part in parts(text) {
        // `Novák, Jan <jan@firma.example>`: the comma was in the name.
        match (part.contains('@'), before.take()) {
            (false, _) => before = Some(part),
            (true, before) => entries.extend(entry(part, before)),
        }
    }
    entries
}

/// Cuts at separators that stand neither in quotes nor in angle brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted, mut angled) = (Vec::new(), 0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if text[at + 1..].contains('"') || quoted => quoted = !quoted,
            '<' => angled = true,
            '>' => angled = false,
            ';' | ',' if !quoted && !angled => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn entry<'t>(part: &'t str, before: Option<&str>) -> Option<Entry<'t>> {
    if let Some((label, rest)) = part.split_once('<') {
        let (inside, _) = rest.split_once('>').unwrap_or((rest, ""));
        let name = display_name(label, before);
        return Some(Entry {
            addresses: vec![bare(inside)],
            name,
        });
    }
    if let Some((label, inside)) = part.split_once('(')
        && !label.contains('@')
        && inside.contains('@')
    {
        let name = display_name(label, before);
        let (inside, _) = inside.split_once(')').unwrap_or((inside, ""));
        let addresses = listed(inside)?;
        return Some(Entry { addresses, name });
    }
    let (part, name) = match part.split_once('(') {
        Some((address, note)) => (
            address.trim_end(),
            display_name(note.trim_end_matches(')'), None),
        ),
        None => (part, None),
    };
    let part = without_note(part);
    if let Some(addresses) = listed(part) {
        return Some(Entry { addresses, name });
    }
    // `Jan Novák jan@firma.example`: two words or more, as a text of one may be anything.
    let (label, address) = part.rsplit_once(' ')?;
    let words = label.split(' ').filter(|word| !word.is_empty());
    let fits = words.clone().count() >= 2 && words.clone().count() <= MAX_NAME_WORDS;
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|letter| letter.is_alphabetic() || ".-'’".contains(letter))
    };
    // `Jan Petr Novák@firma.example` is an address with blanks in it.
    let stands_alone = address.contains('@') && !address.starts_with(char::is_uppercase);
    (fits && stands_alone && words.clone().all(is_name)).then(|| Entry {
        addresses: vec![bare(address)],
        name: display_name(label, before),
    })
}

/// An address without what is noted about it behind a dash: `jan@firma.example - main`.
fn without_note(part: &str) -> &str {
    let dashes = [" - ", " – ", " — "];
    let noted = dashes.iter().find_map(|dash| part.split_once(dash));
    match noted {
        Some((address, note)) if address.contains('@') && !note.contains('@') => address.trim_end(),
        _ => part,
    }
}

/// The addresses of a part without brackets: words between them only such as join them, before the
/// first only a label (`E-mail: …`).
fn listed(part: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| word.contains('@'))?;
    let is_label = first == 0 || words[first - 1].ends_with(':');
    let joined = |(at, word): (usize, &&str)| {
        word.contains('@')
            || (AND.contains(word)
                && words
                    .get(first + at + 1)
                    .is_some_and(|next| next.contains('@')))
    };
    let fits = is_label && words[first..].iter().enumerate().all(joined);
    let several = |word: &'_ &'_ str| word.matches('@').count() > 1;
    let addresses = words[first..].iter().filter(|word| word.contains('@'));
    fits.then(|| {
        addresses
            .flat_map(|word| {
                if several(word) {
                    word.split(['/', '|', '&']).collect()
                } else {
                    vec![*word]
                }
            })
            .map(bare)
            .collect()
    })
}

/// An address without the scheme and question of a link, quotes and the end of a sentence around it.
fn bare(text: &str) -> &str {
    let mut text = text.trim();
    for scheme in ["mailto:", "MAILTO:", "Mailto:", "smtp:", "SMTP:"] {
        text = text.strip_prefix(scheme).unwrap_or(text);
    }
    let text = match text.split_once('@') {
        Some((local, domain)) => {
            &text[..local.len() + 1 + domain.find('?').unwrap_or(domain.len())]
        }
        None => text,
    };
    let text = text.trim_start_matches([
        '\'', '"', '“', '„', '‚', '‘', '’', '`', '«', '<', '[', '(', ' ',
    ]);
    text.trim_end_matches([
        '\'', '"', '“', '”', '’', '`', '»', '>', ']', ')', '.', ',', ';', ':', '!', ' ',
    ])
}

/// The name beside an address; `Novák, Jan` the other way round.
fn display_name(label: &str, before: Option<&str>) -> Option<String> {
    let trimmed = |text: &str| {
        text.trim_matches(|c: char| c == ' ' || "\"'“”„‘’`«»".contains(c))
            .replace('\\', "")
    };
    let label = trimmed(label);
    let name = match (before.map(trimmed), label.split_once(',')) {
        (Some(last), _) if !label.is_empty() => format!("{label} {last}"),
        (_, Some((last, first))) => format!("{} {}", first.trim(), last.trim()),
        _ => label,
    };
    name_like(&name).then_some(name)
}

/// Whether a text beside an address can be a person's name: it has a letter and is no long note.
fn name_like(text: &str) -> bool {
    text.len() <= 100 && text.chars().any(char::is_alphabetic)
}

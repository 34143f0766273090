//! Headers as people and programs write them, in English, Turkish and Czech.
//!
//! They are compared folded: without case, accents and punctuation, so `E-Posta` is `e posta`. Beside
//! what people call their columns these are the headers of exports of Google Contacts, Outlook,
//! HubSpot, Salesforce, Pipedrive, Mautic, Mailchimp, Brevo, ActiveCampaign, Zoho, Freshsales, Klaviyo, Shopify
//! and WooCommerce.

mod contact;
mod events;
mod people;

use ripen_domain::text;

use super::Field;
use crate::import::What;

/// What fills a field: its headers in English, Turkish and Czech, separated by bars. One that begins
/// with `~` fills the field only where no better column does.
pub(super) type Headers = &'static [(Field, [&'static str; 3])];

/// A language of headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Czech.
    Czech,
}

const LANGUAGES: [Language; 3] = [Language::English, Language::Turkish, Language::Czech];

/// What a header is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The field.
    pub field: Field,
    /// How well it fits, the best first: the header itself, a header that may mean something else,
    /// a header with words about it (`Business City`).
    pub rank: u8,
    /// The language, where the header is of one alone.
    pub language: Option<Language>,
}

/// What programs write before each column of a person.
const PREFIXES: &[&str] = &["person", "people", "contact", "kisi", "osoba", "kontakt"];

/// What a column with this header fills, if the header is a known one.
pub fn guess(what: What, header: &str) -> Option<Guess> {
    let header = folded(header);
    // Fields without a header in some language have an empty one there.
    if header.is_empty() {
        return None;
    }
    let own = match what {
        What::People => people::HEADERS,
        What::Events => events::HEADERS,
    };
    listed(own, &header)
        .or_else(|| listed(contact::HEADERS, &header))
        .or_else(|| contact::qualified(what, &header))
}

fn listed(headers: Headers, wanted: &str) -> Option<Guess> {
    headers.iter().find_map(|(field, languages)| {
        let found: Vec<(u8, Language)> = languages
            .iter()
            .zip(LANGUAGES)
            .filter_map(|(names, language)| {
                let name = names
                    .split('|')
                    .find(|name| name.trim_start_matches('~') == wanted)?;
                Some((u8::from(name.starts_with('~')), language))
            })
            .collect();
        let (rank, _) = *found.iter().min_by_key(|(rank, _)| *rank)?;
        let language = match found[..] {
            [(_, language)] => Some(language),
            _ => None,
        };
        Some(Guess {
            field: field.clone(),
            rank,
            language,
        })
    })
}

/// A header as it is compared: folded, without what programs write before each column.
fn folded(header: &str) -> String {
    let whole = text::words(&text::parted(header));
    let whole = whole.trim();
    if let Some((first, rest)) = header.split_once(" - ")
        && PREFIXES.contains(&text::words(first).trim())
    {
        return text::words(&text::parted(rest)).trim().to_owned();
    }
    whole.to_owned()
}

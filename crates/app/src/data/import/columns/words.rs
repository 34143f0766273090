//! Headers as people and programs write them, in English, Turkish and Czech.
//!
//! They are compared folded: without case, accents and punctuation, so `E-Posta` is `e posta`. Beside
//! what people call their columns these are the headers of exports of Google Contacts, Outlook,
//! HubSpot, Salesforce, Pipedrive, Mautic, Mailchimp, Brevo, ActiveCampaign, Zoho, Freshsales, Klaviyo, Shopify
//! and WooCommerce.

mod contact;
mod events;
mod others;
mod people;

use std::collections::HashMap;
use std::sync::LazyLock;

use ripen_domain::text;

use super::Field;
use crate::data::import::What;
pub use others::is_of_another;

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
/// First words of headers that leave them what they are without: forms speak to whom they ask, and programs for
/// bookings say who booked.
const ADDRESSING: &[&str] = &["your", "vas", "vase", "invitee"];

/// Headers that say who a person is and how to reach them: what forms and traits are read by as well.
static OF_PERSON: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let own = people::HEADERS.iter().chain(contact::HEADERS);
    let said = own.filter(|(field, _)| is_of_person(field));
    let certain = said.flat_map(|(field, languages)| {
        let names = languages.iter().flat_map(|names| names.split('|'));
        let certain = names.filter(|name| !name.is_empty() && !name.starts_with('~'));
        certain.map(move |name| (name, field.clone()))
    });
    let also = ALSO.iter().map(|(name, field)| (*name, field.clone()));
    certain.chain(also).collect()
});

/// Headers that in files give way to better ones, and mean the same in forms and traits.
const ALSO: &[(&str, Field)] = &[
    ("unvan", Field::Title),
    ("unvani", Field::Title),
    ("stat", Field::Country),
];

fn is_of_person(field: &Field) -> bool {
    use Field::{
        City, Company, Country, CountryCode, Email, FirstName, LastName, Name, Phone, Title,
    };
    matches!(
        field,
        Name | FirstName
            | LastName
            | Email
            | Phone
            | Company
            | Title
            | Country
            | CountryCode
            | City
    )
}

/// What of a person a field of a form or a trait of this name holds, by the headers of files: name, address, number,
/// company, title or place.
pub fn field_of_person(name: &str) -> Option<Field> {
    // A file is about one person a row; a trait of such a name is as often something else, or somebody else's.
    const OTHERS: &[&str] = &[
        "cep",
        "gsm",
        "cell",
        "person",
        "kisi",
        "osoba",
        "billing",
        "bill",
        "account",
        "accounts",
        "hesap",
        "organizasyon",
    ];
    let name = folded(name);
    let is_other = |word: &str| OTHERS.contains(&word);
    match name.as_str() {
        "cep telefonu" => {}
        // Of what was clicked, as often.
        "position" => return None,
        name if name.split(' ').any(is_other) => return None,
        _ => {}
    }
    OF_PERSON.get(name.as_str()).cloned()
}

/// Which part of the buyer's name a column of a file of orders has. Goods, and whoever they go to, have names as well.
pub fn name_of_buyer(written: &str) -> Option<Guess> {
    const OF_BUYERS: &[&str] = &[
        "billing",
        "bill",
        "buyer",
        "customer",
        "musteri",
        "uye",
        "fatura",
        "zakaznik",
        "zakaznika",
        "kupujici",
        "fakturacni",
    ];
    let whole = folded(written);
    let own = match whole.split_once(' ') {
        Some((first, rest)) if OF_BUYERS.contains(&first) => rest,
        // What stands in it is as often the number of the order.
        _ if whole == "name" => return None,
        _ => whole.as_str(),
    };
    let guess = listed(people::HEADERS, own).filter(|guess| guess.rank == 0)?;
    matches!(
        guess.field,
        Field::Name | Field::FirstName | Field::LastName
    )
    .then_some(guess)
}

/// What a column with this header fills, if the header is a known one.
pub fn guess(what: What, written: &str) -> Option<Guess> {
    let header = folded(written);
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
    match whole.split_once(' ') {
        Some((first, rest)) if ADDRESSING.contains(&first) => rest.to_owned(),
        _ => whole.to_owned(),
    }
}

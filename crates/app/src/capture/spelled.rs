//! Fields of forms and traits under the names that people and programs give them: `E-posta`, `your-name`, `PHONE_NUMBER`,
//! `Firma`, `Země`.
//!
//! They are read by the headers that files of people are read by. Views of pages have none, and are not asked.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use ripen_domain::identity::country;
use ripen_domain::text;

use super::contact::{EMAILS, FIRST_NAMES, LAST_NAMES, NAMES, PHONES};
use super::json::{Map, Value};
use super::place::{CODES, COUNTRIES};
use super::traits::{CITIES, COMPANIES, TITLES, is_gone};
use crate::data::import::{Field, field_of_person};

/// Longest name that is looked at, in bytes.
const MAX_NAME: usize = 64;
/// Names that a thread remembers: those of forms and programs come again and again.
const REMEMBERED: usize = 1_000;
/// Digits that a telephone number has at least.
const MIN_DIGITS: usize = 6;
/// A first name in Turkish and an advertisement in English.
const AD: &str = "ad";
/// A state in Czech, and a number in English.
const STAT: &str = "stat";

/// Words for a first name in Czech and Turkish that are those for any name, folded.
const NAMES_OF_ANY_KIND: &str = "jmeno ad adi adiniz";

/// Fields that hold what somebody wrote, folded.
const MESSAGES: &str = "message messages comment comments note notes question questions description details enquiry inquiry \
     request mesaj mesajiniz soru sorunuz sorulariniz yorum yorumunuz not notunuz aciklama talep \
     talebiniz zprava dotaz poznamka poznamky popis komentar pozadavek";

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, Option<Field>>> = RefCell::default();
}

/// What a field of this name holds, where the name is not one that capture reads as it is.
fn field(name: &str) -> Option<Field> {
    if name.len() > MAX_NAME || is_exact(name) {
        return None;
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(field) = known.get(name) {
            return field.clone();
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let field = field_of_person(name);
        known.insert(name.into(), field.clone());
        field
    })
}

fn is_exact(name: &str) -> bool {
    #[rustfmt::skip]
    let all = [EMAILS, PHONES, NAMES, FIRST_NAMES, LAST_NAMES, COMPANIES, TITLES, COUNTRIES, CODES, CITIES];
    all.iter().any(|names| names.contains(&name))
}

/// The names under which capture reads what such a field holds, best first, and whether several may be filled.
fn names_of(field: &Field) -> (&'static [&'static str], bool) {
    match field {
        Field::Email => (EMAILS, true),
        Field::Phone => (PHONES, true),
        Field::FirstName => (FIRST_NAMES, true),
        Field::LastName => (LAST_NAMES, true),
        Field::Company => (COMPANIES, false),
        Field::Title => (TITLES, false),
        Field::Country => (COUNTRIES, false),
        Field::CountryCode => (CODES, false),
        Field::City => (CITIES, false),
        _ => (NAMES, true),
    }
}

/// What of a person this field holds.
fn held(name: &str, value: &Value) -> Option<Field> {
    let field = field(name)?;
    let has = |test: fn(&char) -> bool, least: usize| {
        let of = |text: &str| text.chars().filter(test).count() >= least;
        match value {
            Value::String(text) => of(text),
            Value::Array(list) => list.iter().filter_map(Value::as_str).any(of),
            Value::Number(number) => of(&number.to_string()),
            _ => false,
        }
    };
    let fits = match field {
        Field::Email => has(|letter| *letter == '@', 1),
        Field::Phone => has(char::is_ascii_digit, MIN_DIGITS),
        Field::Company => value.is_string() && has(|letter| letter.is_alphanumeric(), 1),
        Field::Country if text::fold(name) == STAT => value
            .as_str()
            .is_some_and(|text| country::code(text).is_some()),
        _ => value.is_string() && has(|letter| letter.is_alphabetic(), 1),
    };
    fits.then_some(field)
}

/// Whether this field holds a name, an address or a number.
pub fn is_contact(name: &str, value: &Value) -> bool {
    use Field::{Email, FirstName, LastName, Name, Phone};
    let held = held(name, value);
    matches!(held, Some(Name | FirstName | LastName | Email | Phone))
}

/// The fields that say who somebody is under the names that capture reads. What stands there already stays.
pub fn respelled<'s>(said: &'s Map<'s>) -> Cow<'s, Map<'s>> {
    let held = |(name, value): (&str, &Value)| Some((name.to_owned(), held(name, value)?));
    let found: Vec<(String, Field)> = said.iter().filter_map(held).collect();
    if found.is_empty() {
        return Cow::Borrowed(said);
    }
    let is_last = |(_, field): &(String, Field)| *field == Field::LastName;
    let has_last = found.iter().any(is_last) || LAST_NAMES.iter().any(|one| said.contains_key(one));
    let mut respelled = said.clone();
    for (name, field) in found {
        if name.eq_ignore_ascii_case(AD) && !has_last {
            continue;
        }
        let field = match field {
            Field::FirstName
                if !has_last
                    && said
                        .get(&name)
                        .is_some_and(|text| is_whole_name(&name, text)) =>
            {
                Field::Name
            }
            field => field,
        };
        let (names, are_several) = names_of(&field);
        let is_free = |one: &&&str| respelled.get(one).is_none_or(is_gone);
        let is_open = are_several || names.iter().all(|one| is_free(&one));
        if let Some(free) = names.iter().find(is_free).filter(|_| is_open)
            && let Some(value) = respelled.remove(&name)
        {
            respelled.insert(*free, value);
        }
    }
    Cow::Owned(respelled)
}

fn is_whole_name(name: &str, value: &Value) -> bool {
    value.as_str().is_some_and(|text| may_be_whole(name, text))
}

/// Whether a field for the first name has the whole one where there is none for the last: `Jméno` and `Adınız` are both.
pub fn may_be_whole(name: &str, text: &str) -> bool {
    let words = text::words(&text::parted(name));
    let is_any = |word: &str| NAMES_OF_ANY_KIND.split(' ').any(|known| known == word);
    let is_first = words
        .split(' ')
        .any(|word| ["krestni", "on", "ilk"].contains(&word));
    let last = words.split_whitespace().last();
    text.split_whitespace().nth(1).is_some() && !is_first && last.is_some_and(is_any)
}

/// What somebody wrote into a form.
pub fn messages<'f>(form: &'f Map<'f>) -> impl Iterator<Item = &'f str> {
    form.iter().filter_map(|(name, value)| {
        let text = value.as_str()?;
        let name = (name.len() <= MAX_NAME).then(|| text::words(&text::parted(name)))?;
        let name = name.trim();
        let name = ["your ", "vase ", "vas "]
            .iter()
            .find_map(|first| name.strip_prefix(first))
            .unwrap_or(name);
        MESSAGES
            .split(' ')
            .any(|known| known == name)
            .then_some(text)
    })
}

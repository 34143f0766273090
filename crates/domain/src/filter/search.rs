//! Words that are looked for in what people are called and reached by.

mod joined;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use super::ast::{Condition, Expr, Op, PersonCondition, PersonFilter, Test};
use super::field::PersonField;
use super::literal::Value;
use super::print::Quoted;
use crate::identity::{Identifier, IdentifierKind, normalize};
use crate::profile::{Profile, field};
use crate::text;
use joined::with_joined;

/// Most words of one search.
pub const MAX_WORDS: usize = 10;
/// Fewer digits are a word like any other.
const MIN_DIGITS: usize = 4;
/// Letters of a word that are kept for finding it.
const KEPT: usize = 32;
/// What the end of a number begins with among the words that are kept: no word has this sign.
const FROM_THE_END: char = '#';
/// Stands between the parts of a name, or does not: `Marks and Spencer`, `Marks & Spencer`.
const JOINS: &str = "and";

/// What is looked for: each of the words has to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    text: String,
    words: Vec<Sought>,
}

/// A word that is looked for, or digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    phrase: String,
    digits: Option<Digits>,
    contact: Option<(IdentifierKind, String)>,
}

/// A part of a telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    begin: Option<String>,
    national: Option<String>,
    end: Option<String>,
}

/// What tells a person to whoever looks for them: name, address, company and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told([Option<String>; 4]);

/// What a person is found by.
pub struct Findable<'a> {
    words: String,
    phone: Option<&'a str>,
    contacts: &'a [Identifier],
}

/// Why a text is no search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSearch {
    /// There is no word in it.
    Wordless,
    /// Its only words join others, and are not looked for.
    OnlyJoins,
    /// It has more than [`MAX_WORDS`].
    TooLong,
}

impl fmt::Display for NoSearch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wordless => f.write_str("there is no word in this text"),
            Self::OnlyJoins => write!(f, "`{JOINS}` only joins words, and there are no others"),
            Self::TooLong => write!(f, "at most {MAX_WORDS} words"),
        }
    }
}

impl Search {
    /// The search for the words of a text.
    ///
    /// # Errors
    /// Why it is none.
    pub fn new(text: &str) -> Result<Self, NoSearch> {
        let words = Self::sought(text)?;
        let words: Vec<Sought> = words.into_iter().map(|(_, word)| word).collect();
        match words.len() {
            ..=MAX_WORDS => Ok(Self {
                text: text.to_owned(),
                words,
            }),
            _ => Err(NoSearch::TooLong),
        }
    }

    /// The same for what somebody typed, as far as its first [`MAX_WORDS`]: they tell whoever has a longer name.
    ///
    /// # Errors
    /// Why it is none.
    pub fn first_words(text: &str) -> Result<Self, NoSearch> {
        let words = Self::sought(text)?;
        if words.len() <= MAX_WORDS {
            return Self::new(text);
        }
        let first = words.into_iter().take(MAX_WORDS);
        let first: Vec<String> = first.map(|(written, _)| written).collect();
        Self::new(&first.join(" "))
    }

    /// The words that are looked for, as they were written and as they are sought.
    fn sought(text: &str) -> Result<Vec<(String, Sought)>, NoSearch> {
        let groups = groups(&normalize::clean(text)).into_iter();
        let mut words: Vec<(String, Sought)> = groups
            .filter_map(|group| Some((group.clone(), Sought::new(&group)?)))
            .collect();
        if words.is_empty() {
            return Err(NoSearch::Wordless);
        }
        if words.len() > 1 {
            words.retain(|(_, word)| word.phrase.trim_start() != JOINS);
        }
        match words.is_empty() {
            true => Err(NoSearch::OnlyJoins),
            false => Ok(words),
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words.
    pub fn words(&self) -> &[Sought] {
        &self.words
    }

    /// Whether somebody has each of the words.
    pub fn finds(&self, findable: &Findable<'_>) -> bool {
        self.words.iter().all(|word| word.is_in(findable))
    }
}

/// The words of a text; numbers that are written with blanks are one.
fn groups(text: &str) -> Vec<String> {
    let is_number = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "+()-./".contains(c))
    };
    let mut groups: Vec<(String, bool)> = Vec::new();
    for word in text.split_whitespace() {
        let number = is_number(word);
        match groups.last_mut() {
            Some((last, true)) if number => {
                last.push(' ');
                last.push_str(word);
            }
            _ => groups.push((word.to_owned(), number)),
        }
    }
    groups.into_iter().map(|(group, _)| group).collect()
}

impl Sought {
    fn new(word: &str) -> Option<Self> {
        let phrase = text::words(word).trim_end().to_owned();
        let is_address = word
            .split_once('@')
            .is_some_and(|(before, _)| !before.is_empty());
        let digits = Digits::new(word);
        let kind = match is_address {
            true => Some(IdentifierKind::Email),
            false => digits.is_some().then_some(IdentifierKind::Phone),
        };
        let contact = kind.map(|kind| (kind, normalize::sought(kind, word)));
        (!phrase.is_empty()).then(|| Self {
            phrase,
            digits,
            contact: contact.filter(|(_, value)| !value.is_empty()),
        })
    }

    /// In the form of [`text::words`], as far as its last letter: folded, with a space before each word.
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// The longest of its words.
    pub fn longest(&self) -> &str {
        longest(self.phrase.split(' ')).unwrap_or_default()
    }

    /// The digits, where it can be a part of a telephone number.
    pub fn digits(&self) -> Option<&Digits> {
        self.digits.as_ref()
    }

    /// The whole address or number that it is, as `normalize::sought` gives it.
    pub fn contact(&self) -> Option<(IdentifierKind, &str)> {
        self.contact
            .as_ref()
            .map(|(kind, value)| (*kind, value.as_str()))
    }

    /// Whoever has it has, among [`Told::kept_words`], one that begins with one of these, or the address or number that
    /// it is. Empty where that cannot be told.
    pub fn beginnings(&self) -> Vec<String> {
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let words: Vec<&str> = self.phrase.split_whitespace().collect();
        let lettered = words.iter().filter(|word| !is_number(word));
        if let Some(word) = longest(lettered.copied()) {
            return vec![kept(word)];
        }
        let Some(digits) = &self.digits else {
            return few_digits(&words);
        };
        // The number of a person is their last word, and is not kept as such: only the last one can be its beginning.
        let before_last = &words[..(words.len() - 1).max(1)];
        let word = longest(before_last.iter().copied()).unwrap_or_default();
        let begin = digits.begin.as_deref().map(normalize::national_digits);
        let mut beginnings = vec![kept(word)];
        beginnings.extend(begin.map(kept));
        beginnings.extend(digits.national.as_deref().map(kept));
        beginnings.extend(digits.end.as_deref().map(from_the_end));
        beginnings
    }

    fn is_in(&self, findable: &Findable<'_>) -> bool {
        findable.words.contains(&self.phrase)
            || self
                .digits
                .as_ref()
                .is_some_and(|digits| findable.phone.is_some_and(|phone| digits.is_in(phone)))
            || self.contact.as_ref().is_some_and(|(kind, sought)| {
                let mut own = findable.contacts.iter().filter(|one| one.kind == *kind);
                own.any(|one| normalize::is_same(*kind, &one.value, sought))
            })
    }
}

impl Digits {
    fn new(word: &str) -> Option<Self> {
        let is_number = word
            .chars()
            .all(|c| c.is_ascii_digit() || " +()-./".contains(c));
        let all: String = word.chars().filter(char::is_ascii_digit).collect();
        let has_plus = word.starts_with('+');
        let dialled = all.strip_prefix("00").filter(|_| !has_plus);
        let is_international = has_plus || dialled.is_some();
        let digits = dialled.unwrap_or(&all);
        let national = digits.trim_start_matches('0');
        let tells = national.len() >= MIN_DIGITS;
        // No number in E.164 begins with a zero, but the end of one may.
        let is_begin = tells && !digits.starts_with('0');
        let is_end = !has_plus && all.len() >= MIN_DIGITS;
        (is_number && (tells || is_end)).then(|| Self {
            begin: is_begin.then(|| digits.to_owned()),
            national: (tells && !is_international).then(|| national.to_owned()),
            end: is_end.then(|| all.clone()),
        })
    }

    /// The beginning of a number, without what is dialled before the code of a country.
    pub fn begin(&self) -> Option<&str> {
        self.begin.as_deref()
    }

    /// The beginning of a number in its country; `None` where the code of the country was said.
    pub fn national(&self) -> Option<&str> {
        self.national.as_deref()
    }

    /// The end of a number.
    pub fn end(&self) -> Option<&str> {
        self.end.as_deref()
    }

    /// Whether a number in E.164 begins with these, with or without the code of its country, or ends with them.
    fn is_in(&self, phone: &str) -> bool {
        let Some(all) = phone.strip_prefix('+') else {
            return false;
        };
        let national = normalize::national_digits(phone);
        self.begin().is_some_and(|begin| all.starts_with(begin))
            || self
                .national()
                .is_some_and(|begin| national.starts_with(begin))
            || self.end().is_some_and(|end| all.ends_with(end))
    }
}

impl<'a> Findable<'a> {
    /// What a person is found by; `None` where nothing is known. `contacts` are all their addresses and numbers.
    pub fn of(profile: &'a Profile, contacts: &'a [Identifier]) -> Option<Self> {
        let text = Told::of(profile).text();
        (!text.is_empty()).then(|| Self {
            words: text::words(&text),
            phone: profile.text(field::PHONE),
            contacts,
        })
    }
}

impl Told {
    /// What a profile tells.
    pub fn of(profile: &Profile) -> Self {
        let fields = [field::NAME, field::EMAIL, field::COMPANY, field::PHONE];
        Self(fields.map(|name| profile.text(name).map(str::to_owned)))
    }

    /// The text that a person is found by, folded; empty where nothing is known.
    pub fn text(&self) -> String {
        let texts: Vec<String> = self
            .0
            .iter()
            .flatten()
            .map(|one| with_joined(one))
            .collect();
        text::fold(&texts.join(" "))
    }

    /// The words that a person is found by, each once, as they are kept for an index: those of [`Self::text`], but of
    /// the number what follows the code of its country, and the whole from its end.
    pub fn kept_words(&self) -> BTreeSet<String> {
        let [.., phone] = &self.0;
        let number = phone.as_deref().filter(|phone| phone.starts_with('+'));
        let text = match number {
            Some(_) => Self([
                self.0[0].clone(),
                self.0[1].clone(),
                self.0[2].clone(),
                None,
            ])
            .text(),
            None => self.text(),
        };
        let words = text::words(&text);
        let words = words.split(' ').filter(|word| !word.is_empty());
        let mut words: BTreeSet<String> = words.map(kept).collect();
        if let Some(number) = number {
            words.extend([
                kept(normalize::national_digits(number)),
                from_the_end(&number[1..]),
            ]);
            words.remove("");
        }
        words
    }
}

/// [`Sought::beginnings`] of a number that is too short to be a part of a telephone number, but as a word can be the
/// beginning of one. Empty where a number can begin with it that is not kept as such: within the code of a country.
fn few_digits(words: &[&str]) -> Vec<String> {
    match words {
        [] => Vec::new(),
        [word] if word.starts_with('0') => vec![kept(word)],
        [word] => match normalize::national_digits(word) {
            "" => Vec::new(),
            national => vec![kept(word), kept(national)],
        },
        // The number of a person is their last word.
        [before @ .., _] => vec![kept(longest(before.iter().copied()).unwrap_or_default())],
    }
}

fn longest<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    words.max_by_key(|word| word.chars().count())
}

fn kept(word: &str) -> String {
    word.chars().take(KEPT).collect()
}

fn from_the_end(digits: &str) -> String {
    let digits = digits.chars().rev().take(KEPT - 1);
    std::iter::once(FROM_THE_END).chain(digits).collect()
}

impl PersonFilter {
    /// The filter that finds who has each of the words.
    pub fn of_search(search: Search) -> Self {
        let condition = Condition {
            field: PersonField::Search,
            test: Test::Compare(Op::Eq, Value::Search(search.clone())),
        };
        Self {
            text: format!("{} = {}", PersonField::Search, Quoted(search.text())),
            expr: Expr::Is(PersonCondition::Field(condition)),
            names: Vec::new(),
            top: None,
        }
    }
}

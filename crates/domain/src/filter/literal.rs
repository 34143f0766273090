//! Values in the text of a filter, made ready for comparing.

use super::ast::Op;
use super::glob::Glob;
use super::search::Search;
use crate::identity::{IdentifierKind, country, normalize};
use crate::interaction::{Channel, PageRole, Verdict};
use crate::person::{PersonKind, Temperature};
use crate::text;
use crate::time::{Span, Timestamp};

/// A value in the text of a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(FoldedText),
    /// Words that are looked for.
    Search(Search),
    /// A pattern with `*` and `?`.
    Glob(Glob),
    /// A number.
    Number(f64),
    /// An instant or a day.
    Date(DateValue),
    /// Interest, lead or customer.
    Kind(PersonKind),
    /// Cold, warm or hot.
    Temperature(Temperature),
    /// A channel.
    Channel(Channel),
    /// A verdict.
    Verdict(Verdict),
    /// What a page is for.
    PageRole(PageRole),
}

/// Text with its folded form, so that no comparison folds it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedText {
    text: String,
    folded: String,
}

impl FoldedText {
    /// The text with its folded form.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            folded: text::fold(text),
        }
    }

    /// An address or number; its folded form is the one in which it is sought.
    pub fn contact(kind: IdentifierKind, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            folded: normalize::sought(kind, text),
        }
    }

    /// A mail domain, in its own letters or in ASCII.
    pub fn domain(text: &str) -> Self {
        let ascii = normalize::ascii_domain(normalize::clean(text).trim_end_matches('.'));
        Self {
            text: text.to_owned(),
            folded: ascii.unwrap_or_else(|| text::fold(text)),
        }
    }

    /// A country, by code or name.
    pub fn country(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            folded: text::fold(country::normal(text)),
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// In folded form.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

/// A phrase that is looked for as whole words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    text: String,
    words: String,
}

impl Phrase {
    /// The phrase in `text`; `None` when there is no word in it.
    pub fn new(text: &str) -> Option<Self> {
        let words = text::words(text);
        (words.len() > 1).then(|| Self {
            text: text.to_owned(),
            words,
        })
    }

    /// A country, by code or name.
    pub fn country(text: &str) -> Option<Self> {
        let phrase = Self::new(text)?;
        Some(Self {
            words: text::words(country::normal(text)),
            ..phrase
        })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// In the form of [`text::words`]: folded, with a space before, between and after the words.
    pub fn words(&self) -> &str {
        &self.words
    }
}

const DAY: Span = Span::days(1);

/// A time in a filter: a stretch from its start up to, and not with, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// `"2026-01-31T12:00:00Z"`
    Instant(Timestamp),
    /// `"2026-01-31"`: a whole day, UTC; the value is its start.
    Day(Timestamp),
    /// `7 days ago`
    Ago(Span),
    /// `today` (0), `yesterday` (1): a whole day, UTC.
    DaysBack(u8),
}

impl DateValue {
    /// First microsecond of the value, and the first one after it.
    pub fn range(self, now: Timestamp) -> (Timestamp, Timestamp) {
        let (start, length) = match self {
            Self::Instant(at) => (at, Span::from_micros(1)),
            Self::Day(at) => (at, DAY),
            Self::DaysBack(days) => {
                let today = now - Span::from_micros(now.as_micros().rem_euclid(DAY.as_micros()));
                (today - Span::days(i64::from(days)), DAY)
            }
            Self::Ago(span) => (now - span, Span::from_micros(1)),
        };
        (start, start + length)
    }

    /// Whether `at op self` is true: a time equals a day when it lies in it.
    pub fn compares(self, op: Op, at: Timestamp, now: Timestamp) -> bool {
        let (start, end) = self.range(now);
        match op {
            Op::Eq => at >= start && at < end,
            Op::Ne => at < start || at >= end,
            Op::Gt => at >= end,
            Op::Ge => at >= start,
            Op::Lt => at < start,
            Op::Le => at < end,
            Op::Like | Op::NotLike => false,
        }
    }
}

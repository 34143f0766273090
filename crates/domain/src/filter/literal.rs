//! Values in the text of a filter, made ready for comparing.

use std::sync::LazyLock;

use super::ast::Op;
use super::glob::Glob;
use super::search::Search;
use crate::identity::{IdentifierKind, country, normalize};
use crate::interaction::{Channel, PageRole, Verdict};
use crate::person::{PersonKind, Temperature};
use crate::text;
use crate::time::{Span, Timestamp};
use crate::zone::Zone;

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

const DAY: i64 = Span::days(1).as_micros();

/// When something is asked, and whose days count.
#[derive(Clone, Copy, Debug)]
pub struct AskedAt<'a> {
    /// The moment.
    pub now: Timestamp,
    /// The zone whose days are meant.
    pub zone: &'a Zone,
}

/// For what asks about no times.
impl Default for AskedAt<'_> {
    fn default() -> Self {
        static UTC: LazyLock<Zone> = LazyLock::new(Zone::default);
        Self {
            now: Timestamp::default(),
            zone: &UTC,
        }
    }
}

/// A time in a filter: a stretch from its start up to, and not with, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// `"2026-01-31T12:00:00Z"`
    Instant(Timestamp),
    /// `"2026-01-31"`: a whole day; the value is its start in UTC.
    Day(Timestamp),
    /// `7 days ago`
    Ago(Span),
    /// `today` (0), `yesterday` (1): a whole day.
    DaysBack(u8),
}

impl DateValue {
    /// First microsecond of the value, and the first one after it.
    pub fn range(self, asked: AskedAt<'_>) -> (Timestamp, Timestamp) {
        let day = |day: i64| {
            (
                asked.zone.start_of_day(day),
                asked.zone.start_of_day(day + 1),
            )
        };
        let instant = |at: Timestamp| (at, at + Span::from_micros(1));
        match self {
            Self::Instant(at) => instant(at),
            Self::Day(at) => day(at.as_micros().div_euclid(DAY)),
            Self::DaysBack(days) => day(asked.zone.day(asked.now) - i64::from(days)),
            Self::Ago(span) => instant(asked.now - span),
        }
    }

    /// [`Self::range`] for a comparison. What was so many days ago was on that day, not in the same microsecond of it.
    pub fn range_of(self, op: Op, asked: AskedAt<'_>) -> (Timestamp, Timestamp) {
        match (op, self) {
            (Op::Eq | Op::Ne, Self::Ago(span)) if span >= Span::days(1) => {
                let day = asked.zone.day(asked.now - span);
                (
                    asked.zone.start_of_day(day),
                    asked.zone.start_of_day(day + 1),
                )
            }
            _ => self.range(asked),
        }
    }

    /// Whether `at op self` is true: a time equals a day when it lies in it.
    pub fn compares(self, op: Op, at: Timestamp, asked: AskedAt<'_>) -> bool {
        let (start, end) = self.range_of(op, asked);
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

//! Types of values, and which tests each of them takes: the parser checks it here, and whoever
//! offers tests to choose from asks here too.

use super::ast::Op;

/// What type of values a field has, and so which tests it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Text, compared in folded form.
    Text,
    /// A short name chosen by the business, compared like text; it may be written without quotes.
    Key,
    /// The path of a page, compared to the letter.
    Path,
    /// A number.
    Number,
    /// Money, a number.
    Money,
    /// How often, a whole number from 0 on.
    Count,
    /// An instant.
    Date,
    /// A company, named by any of its names, its mail domain, or `#` and the id that the business gives it.
    Company,
    /// Words that somebody is found by.
    Search,
    /// Several short names; a test asks whether one of them passes, and its negation whether none does.
    List,
    /// Interest, lead or customer.
    Kind,
    /// Cold, warm or hot, in this order.
    Temperature,
    /// The channel of an interaction.
    Channel,
    /// The verdict on an interaction.
    Verdict,
    /// What a page is for.
    PageRole,
    /// A custom field: text or number, as the value it is compared with.
    Custom,
}

impl ValueType {
    /// Every type with its stable name.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("text", Self::Text),
        ("key", Self::Key),
        ("path", Self::Path),
        ("number", Self::Number),
        ("money", Self::Money),
        ("count", Self::Count),
        ("date", Self::Date),
        ("company", Self::Company),
        ("search", Self::Search),
        ("list", Self::List),
        ("kind", Self::Kind),
        ("temperature", Self::Temperature),
        ("channel", Self::Channel),
        ("verdict", Self::Verdict),
        ("page_role", Self::PageRole),
        ("custom", Self::Custom),
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether values are numbers and nothing else.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Count)
    }

    /// Whether values can be compared like this.
    pub fn takes(self, op: Op) -> bool {
        match op {
            Op::Eq | Op::Ne => true,
            Op::Gt | Op::Ge | Op::Lt | Op::Le => self.takes_between() || self == Self::Temperature,
            Op::Like | Op::NotLike => self.takes_words() || self == Self::Path,
        }
    }

    /// Whether `between` can be asked.
    pub fn takes_between(self) -> bool {
        self.is_number() || matches!(self, Self::Date | Self::Custom)
    }

    /// Whether `in (…)` can be asked.
    pub fn takes_in(self) -> bool {
        self != Self::Date
    }

    /// Whether `has any (…)` and `has all (…)` can be asked.
    pub fn takes_words(self) -> bool {
        matches!(self, Self::Text | Self::Key | Self::List | Self::Custom)
    }

    /// What values are, as the end of "the field is".
    pub(super) fn nature(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Key => "a name",
            Self::Path => "a path",
            Self::Number | Self::Money | Self::Count => "a number",
            Self::Date => "a date",
            Self::Company => "a company",
            Self::Search => "what people are found by",
            Self::List => "a list of names",
            Self::Kind => "interest, lead or customer",
            Self::Temperature => "cold, warm or hot",
            Self::Channel => "a channel",
            Self::Verdict => "human, machine or unknown",
            Self::PageRole => "what a page is for",
            Self::Custom => "text or a number",
        }
    }
}

//! The fields a filter can ask about, and what type of values they have.

use std::fmt;

use super::lex;
use crate::profile::field;

/// Prefix of custom profile fields.
pub(super) const CUSTOM: &str = "profile.";
/// Prefix of properties of interactions.
pub(super) const PROPERTY: &str = "property.";

/// What type of values a field has, and so which comparisons it takes.
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
    /// An instant.
    Date,
    /// Interest, lead or customer.
    Kind,
    /// Cold, warm or hot, in this order.
    Temperature,
    /// The channel of an interaction.
    Channel,
    /// The verdict on an interaction.
    Verdict,
    /// A custom field: text or number, as the value it is compared with.
    Custom,
}

/// A field of a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonField {
    /// Full name.
    Name,
    /// E-mail address.
    Email,
    /// The part of the e-mail address after the `@`.
    EmailDomain,
    /// Telephone number.
    Phone,
    /// Company name.
    Company,
    /// Job title.
    Title,
    /// Country.
    Country,
    /// City.
    City,
    /// Industry of the company.
    Industry,
    /// Number of employees of the company.
    Employees,
    /// Language.
    Language,
    /// Interest, lead or customer.
    Kind,
    /// Key of the lifecycle stage.
    Stage,
    /// Fit score.
    Fit,
    /// Engagement score now.
    Engagement,
    /// Velocity, points a day.
    Velocity,
    /// Temperature now.
    Temperature,
    /// Key of the score index now.
    Index,
    /// When the person was first seen.
    Created,
    /// Time of the last human interaction.
    LastTouch,
    /// Why the person is out of the funnel.
    Disqualified,
    /// The fit rule that keeps the person in nurture.
    Nurture,
    /// Source of the first touch.
    Source,
    /// Medium of the first touch.
    Medium,
    /// Campaign of the first touch.
    Campaign,
    /// A custom profile field.
    Profile(String),
}

/// A field of an interaction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InteractionField {
    /// Path of the page.
    Path,
    /// What it was about: page title, product, form, subject.
    Label,
    /// Money or quantity.
    Amount,
    /// Channel.
    Channel,
    /// Verdict.
    Verdict,
    /// Source of the touch.
    Source,
    /// Medium of the touch.
    Medium,
    /// Campaign of the touch.
    Campaign,
    /// Host name of the referring page.
    Referrer,
    /// Another property of the event.
    Property(String),
}

/// A field as the parser and the printer need it.
pub trait Field: fmt::Display {
    /// The type of its values.
    fn value_type(&self) -> ValueType;

    /// Whether it can be looked up in named lists.
    fn takes_lists(&self) -> bool {
        false
    }

    /// Whether its values are mail domains, which can be asked to be free or disposable.
    fn is_mail_domain(&self) -> bool {
        false
    }
}

impl PersonField {
    /// Every field with a fixed name, in the order in which they are shown.
    pub const FIXED: &'static [(&'static str, Self)] = &[
        (field::NAME, Self::Name),
        (field::EMAIL, Self::Email),
        ("email.domain", Self::EmailDomain),
        (field::PHONE, Self::Phone),
        (field::COMPANY, Self::Company),
        (field::TITLE, Self::Title),
        (field::COUNTRY, Self::Country),
        (field::CITY, Self::City),
        (field::INDUSTRY, Self::Industry),
        (field::EMPLOYEES, Self::Employees),
        (field::LANGUAGE, Self::Language),
        ("kind", Self::Kind),
        ("stage", Self::Stage),
        ("fit", Self::Fit),
        ("engagement", Self::Engagement),
        ("velocity", Self::Velocity),
        ("temperature", Self::Temperature),
        ("index", Self::Index),
        ("created", Self::Created),
        ("last_touch", Self::LastTouch),
        ("disqualified", Self::Disqualified),
        ("nurture", Self::Nurture),
        ("source", Self::Source),
        ("medium", Self::Medium),
        ("campaign", Self::Campaign),
    ];

    /// The field with this name; letters may be upper or lower case. Custom fields are not found.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::FIXED
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, field)| field.clone())
    }

    /// The profile field called `name`: the fixed field where there is one, else the custom field.
    pub fn profile(name: &str) -> Self {
        match field::STANDARD.iter().find(|known| **known == name) {
            Some(known) => Self::from_name(known).unwrap_or_else(|| Self::Profile(name.to_owned())),
            None => Self::Profile(name.to_owned()),
        }
    }
}

impl Field for PersonField {
    fn value_type(&self) -> ValueType {
        match self {
            Self::Employees | Self::Fit | Self::Engagement | Self::Velocity => ValueType::Number,
            Self::Created | Self::LastTouch => ValueType::Date,
            Self::Kind => ValueType::Kind,
            Self::Temperature => ValueType::Temperature,
            Self::Stage | Self::Index | Self::Disqualified | Self::Nurture => ValueType::Key,
            Self::Profile(_) => ValueType::Custom,
            _ => ValueType::Text,
        }
    }

    fn takes_lists(&self) -> bool {
        matches!(
            self.value_type(),
            ValueType::Text | ValueType::Key | ValueType::Custom
        )
    }

    fn is_mail_domain(&self) -> bool {
        *self == Self::EmailDomain
    }
}

impl fmt::Display for PersonField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile(name) => named(f, CUSTOM, name),
            fixed => f.write_str(fixed_name(Self::FIXED, fixed)),
        }
    }
}

impl InteractionField {
    /// Every field with a fixed name, in the order in which they are shown.
    pub const FIXED: &'static [(&'static str, Self)] = &[
        ("path", Self::Path),
        ("label", Self::Label),
        ("amount", Self::Amount),
        ("channel", Self::Channel),
        ("verdict", Self::Verdict),
        ("source", Self::Source),
        ("medium", Self::Medium),
        ("campaign", Self::Campaign),
        ("referrer", Self::Referrer),
    ];

    /// The field with this name; letters may be upper or lower case. Properties are not found.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::FIXED
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, field)| field.clone())
    }
}

impl Field for InteractionField {
    fn value_type(&self) -> ValueType {
        match self {
            Self::Path => ValueType::Path,
            Self::Amount => ValueType::Number,
            Self::Channel => ValueType::Channel,
            Self::Verdict => ValueType::Verdict,
            Self::Property(_) => ValueType::Custom,
            Self::Label | Self::Source | Self::Medium | Self::Campaign | Self::Referrer => {
                ValueType::Text
            }
        }
    }
}

impl fmt::Display for InteractionField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(name) => named(f, PROPERTY, name),
            fixed => f.write_str(fixed_name(Self::FIXED, fixed)),
        }
    }
}

fn fixed_name<F: PartialEq>(fixed: &[(&'static str, F)], field: &F) -> &'static str {
    fixed
        .iter()
        .find(|(_, known)| known == field)
        .map_or("", |(name, _)| name)
}

/// A field whose name was made up by the business; in quotes where it is not a plain word.
fn named(f: &mut fmt::Formatter<'_>, prefix: &str, name: &str) -> fmt::Result {
    match name.chars().all(lex::continues_word) && !name.is_empty() {
        true => write!(f, "{prefix}{name}"),
        false => write!(f, "{prefix}{}", super::print::Quoted(name)),
    }
}

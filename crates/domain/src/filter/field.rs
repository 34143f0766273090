//! The fields a filter can ask about, and what type of values they have.

use std::fmt;

mod interaction;

pub use interaction::InteractionField;

use super::lex;
use super::named::NameOf;
use super::value_type::ValueType;
use crate::identity::IdentifierKind;
use crate::profile::field;

/// Prefix of custom profile fields.
pub(super) const CUSTOM: &str = "profile.";
/// Prefix of properties of interactions.
pub(super) const PROPERTY: &str = "property.";

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
    /// When the lead card was opened.
    LeadOpened,
    /// When the person became a customer.
    CustomerSince,
    /// The person's company, however it is named.
    CompanyName,
    /// How many people the person's company has here.
    CompanyPeople,
    /// Sum of the engagement of the company's people.
    CompanyEngagement,
    /// Average fit of the company's people.
    CompanyFit,
    /// Furthest lifecycle stage of the company's people.
    CompanyStage,
    /// E-mail address of the account that looks after the person.
    Owner,
    /// Keys of the buying signals that the person has had.
    Signal,
    /// What the person is found by: name, addresses, company and numbers.
    Search,
    /// A custom profile field.
    Profile(String),
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

    /// Whether its values are countries, kept by their codes.
    fn is_country(&self) -> bool {
        false
    }

    /// What its values are the names of, where it is known which there are.
    fn names(&self) -> Option<NameOf> {
        None
    }

    /// The kind of contact point that its values are: a person can have several.
    fn contact(&self) -> Option<IdentifierKind> {
        None
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
        ("lead.opened", Self::LeadOpened),
        ("customer.since", Self::CustomerSince),
        ("company.name", Self::CompanyName),
        ("company.people", Self::CompanyPeople),
        ("company.engagement", Self::CompanyEngagement),
        ("company.fit", Self::CompanyFit),
        ("company.stage", Self::CompanyStage),
        ("owner", Self::Owner),
        ("signal", Self::Signal),
        ("search", Self::Search),
    ];

    /// The field with this name; letters may be upper or lower case. Custom fields are not found.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::FIXED
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, field)| field.clone())
    }

    /// Whether it is about the company, set by hand, or for finding people: what the person's own history and
    /// profile do not tell.
    pub fn needs_others(&self) -> bool {
        matches!(
            self,
            Self::CompanyName
                | Self::CompanyPeople
                | Self::CompanyEngagement
                | Self::CompanyFit
                | Self::CompanyStage
                | Self::Owner
                | Self::Search
        )
    }

    /// Whether it is a field of the profile: one that changes only when the profile does.
    pub fn is_of_profile(&self) -> bool {
        use PersonField as F;
        matches!(
            self,
            F::Name
                | F::Email
                | F::EmailDomain
                | F::Phone
                | F::Company
                | F::Title
                | F::Country
                | F::City
                | F::Industry
                | F::Employees
                | F::Language
                | F::Profile(_)
        )
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
            Self::Employees
            | Self::Fit
            | Self::Engagement
            | Self::Velocity
            | Self::CompanyPeople
            | Self::CompanyEngagement
            | Self::CompanyFit => ValueType::Number,
            Self::Created | Self::LastTouch | Self::LeadOpened | Self::CustomerSince => {
                ValueType::Date
            }
            Self::CompanyName => ValueType::Company,
            Self::Signal => ValueType::List,
            Self::Search => ValueType::Search,
            Self::Kind => ValueType::Kind,
            Self::Temperature => ValueType::Temperature,
            Self::Stage | Self::Index | Self::Disqualified | Self::Nurture | Self::CompanyStage => {
                ValueType::Key
            }
            Self::Profile(_) => ValueType::Custom,
            _ => ValueType::Text,
        }
    }

    fn takes_lists(&self) -> bool {
        matches!(
            self.value_type(),
            ValueType::Text | ValueType::Key | ValueType::List | ValueType::Custom
        )
    }

    fn is_mail_domain(&self) -> bool {
        *self == Self::EmailDomain
    }

    fn is_country(&self) -> bool {
        *self == Self::Country
    }

    fn names(&self) -> Option<NameOf> {
        match self {
            Self::Stage | Self::CompanyStage => Some(NameOf::Stage),
            Self::Index => Some(NameOf::Index),
            Self::Signal => Some(NameOf::Signal),
            Self::Disqualified => Some(NameOf::Reason),
            Self::Nurture => Some(NameOf::Nurture),
            Self::Owner => Some(NameOf::Account),
            _ => None,
        }
    }

    fn contact(&self) -> Option<IdentifierKind> {
        match self {
            Self::Email => Some(IdentifierKind::Email),
            Self::Phone => Some(IdentifierKind::Phone),
            _ => None,
        }
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

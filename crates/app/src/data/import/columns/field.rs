//! What a column can fill.

use crate::data::import::What;

/// Bytes of a custom field's name; the same bound as on the traits of a message.
const MAX_NAME: usize = 64;

/// What a column fills.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The person's id in the business's own system.
    UserId,
    /// Visitor cookie.
    AnonymousId,
    /// Full name.
    Name,
    /// First name.
    FirstName,
    /// Names between the first and the last.
    MiddleName,
    /// Last name.
    LastName,
    /// E-mail address.
    Email,
    /// Telephone number.
    Phone,
    /// Name of the company.
    Company,
    /// Job title.
    Title,
    /// Country.
    Country,
    /// Code of the country, where the country itself is not said.
    CountryCode,
    /// City.
    City,
    /// Industry of the company.
    Industry,
    /// Number of employees of the company.
    Employees,
    /// Language.
    Language,
    /// When it happened, or when the person became known.
    Time,
    /// Source of the touch.
    Source,
    /// Medium of the touch.
    Medium,
    /// Campaign of the touch.
    Campaign,
    /// Content of the touch.
    Content,
    /// Term of the touch.
    Term,
    /// Id of the message.
    MessageId,
    /// What happened.
    Event,
    /// Which call of the Segment API.
    Type,
    /// Address of the page.
    Url,
    /// Path of the page.
    Path,
    /// Title of the page.
    PageTitle,
    /// Address of the page before.
    Referrer,
    /// All custom fields of the person as a JSON object, as an export writes them.
    Profile,
    /// The whole message as JSON, as an export writes it.
    Message,
    /// A custom field of the person, or a property of the event, of this name.
    Custom(String),
    /// Nothing.
    Skip,
}

impl Field {
    /// Every field that has a name of its own, with it, in the order in which they are listed.
    pub const NAMED: &'static [(&'static str, Self)] = &[
        ("id", Self::UserId),
        ("anonymous_id", Self::AnonymousId),
        ("name", Self::Name),
        ("first_name", Self::FirstName),
        ("middle_name", Self::MiddleName),
        ("last_name", Self::LastName),
        ("email", Self::Email),
        ("phone", Self::Phone),
        ("company", Self::Company),
        ("title", Self::Title),
        ("country", Self::Country),
        ("country_code", Self::CountryCode),
        ("city", Self::City),
        ("industry", Self::Industry),
        ("employees", Self::Employees),
        ("language", Self::Language),
        ("time", Self::Time),
        ("source", Self::Source),
        ("medium", Self::Medium),
        ("campaign", Self::Campaign),
        ("content", Self::Content),
        ("term", Self::Term),
        ("message_id", Self::MessageId),
        ("event", Self::Event),
        ("type", Self::Type),
        ("url", Self::Url),
        ("path", Self::Path),
        ("page_title", Self::PageTitle),
        ("referrer", Self::Referrer),
        ("skip", Self::Skip),
    ];

    /// The name in mappings and reports.
    pub fn name(&self) -> &str {
        match self {
            Self::Custom(name) => name,
            Self::Profile => "custom fields",
            Self::Message => "the whole message",
            _ => Self::NAMED
                .iter()
                .find(|(_, field)| field == self)
                .map_or("", |(name, _)| name),
        }
    }

    /// Whether several columns may fill it.
    pub(super) fn is_several(&self) -> bool {
        matches!(self, Self::Email | Self::Phone | Self::Skip)
    }

    /// The field that a mapping names; any other name, also that of a field which such rows do not
    /// have, is a custom field or a property.
    pub(super) fn from_name(name: &str, what: What) -> Self {
        let alias = match name {
            "user_id" => "id",
            "created" | "timestamp" | "date" => "time",
            other => other,
        };
        let named = Self::NAMED
            .iter()
            .find(|(known, field)| *known == alias && field.is_of(what));
        named.map_or_else(|| Self::custom(name), |(_, field)| field.clone())
    }

    /// Whether rows of this sort have such a field.
    fn is_of(&self, what: What) -> bool {
        match self {
            Self::Event
            | Self::Type
            | Self::Url
            | Self::Path
            | Self::PageTitle
            | Self::Referrer => what == What::Events,
            Self::Country
            | Self::CountryCode
            | Self::City
            | Self::Industry
            | Self::Employees
            | Self::Language
            | Self::MiddleName => what == What::People,
            _ => true,
        }
    }

    pub(super) fn custom(header: &str) -> Self {
        match header[..header.floor_char_boundary(MAX_NAME)].trim() {
            "" => Self::Skip,
            name => Self::Custom(name.to_owned()),
        }
    }

    /// The custom field of this name with a number behind it.
    pub(super) fn numbered(name: &str, nth: usize) -> Self {
        let number = format!(" {nth}");
        let room = MAX_NAME.saturating_sub(number.len());
        let name = name[..name.floor_char_boundary(room)].trim_end();
        Self::Custom(name.to_owned() + &number)
    }
}

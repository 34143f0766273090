//! What is known about a person: fields with the time each value became known.

use std::collections::BTreeMap;

use crate::identity::normalize;
use crate::text;
use crate::time::Timestamp;

/// Most bytes of a company's key. Folding can make a name many times longer, and PostgreSQL takes no
/// more than 2,704 bytes into an index.
const MAX_KEY: usize = 400;

/// Names of the profile fields that have a column of their own; any other name is a custom field.
pub mod field {
    /// Full name.
    pub const NAME: &str = "name";
    /// E-mail address, normalised.
    pub const EMAIL: &str = "email";
    /// Telephone number in E.164.
    pub const PHONE: &str = "phone";
    /// Name of the person's company.
    pub const COMPANY: &str = "company";
    /// Job title.
    pub const TITLE: &str = "title";
    /// Country: ISO 3166-1 alpha-2 where it is known.
    pub const COUNTRY: &str = "country";
    /// City.
    pub const CITY: &str = "city";
    /// Industry of the company.
    pub const INDUSTRY: &str = "industry";
    /// Number of employees of the company.
    pub const EMPLOYEES: &str = "employees";
    /// Language or locale.
    pub const LANGUAGE: &str = "language";

    /// All of the above, in the order in which they are shown.
    pub const STANDARD: &[&str] = &[
        NAME, EMAIL, PHONE, COMPANY, TITLE, COUNTRY, CITY, INDUSTRY, EMPLOYEES, LANGUAGE,
    ];
}

/// The value of a profile field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
}

impl FieldValue {
    /// The value as text, borrowed where it is text already.
    pub fn to_text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Bool(yes) => if *yes { "true" } else { "false" }.into(),
        }
    }

    /// The value as a number, if it is one or reads as one.
    pub fn to_number(&self) -> Option<f64> {
        match self {
            Self::Text(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
            Self::Number(number) => Some(*number),
            Self::Bool(_) => None,
        }
    }
}

/// One change of one field, as some interaction brought it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileChange {
    /// When the value became known.
    pub at: Timestamp,
    /// The interaction that brought it.
    pub seq: i64,
    /// Field name.
    pub field: String,
    /// New value; `None` takes the value away.
    pub value: Option<FieldValue>,
}

/// A stamped value: which change set it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamped {
    /// The value; `None` when it was taken away.
    pub value: Option<FieldValue>,
    /// When the value became known.
    pub at: Timestamp,
    /// The interaction that brought it.
    pub seq: i64,
}

/// The fields of a person. For each field the change latest in (time, log position) wins, so the
/// profile is the same for any order of arrival.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    fields: BTreeMap<String, Stamped>,
}

impl Profile {
    /// Takes a change in; returns whether the visible value changed.
    pub fn apply(&mut self, change: &ProfileChange) -> bool {
        let stamped = Stamped {
            value: change.value.clone(),
            at: change.at,
            seq: change.seq,
        };
        match self.fields.get_mut(&change.field) {
            Some(old) if (old.at, old.seq) > (change.at, change.seq) => false,
            Some(old) => {
                // A number and the text that it is written as look the same, to people and to rules.
                let differs = old.value.as_ref().map(FieldValue::to_text)
                    != stamped.value.as_ref().map(FieldValue::to_text);
                *old = stamped;
                differs
            }
            None => {
                let differs = stamped.value.is_some();
                self.fields.insert(change.field.clone(), stamped);
                differs
            }
        }
    }

    /// The value of a field.
    pub fn get(&self, field: &str) -> Option<&FieldValue> {
        self.fields
            .get(field)
            .and_then(|stamped| stamped.value.as_ref())
    }

    /// The text of a field, where it is text.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// All fields that have a value, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FieldValue, &Stamped)> {
        self.fields
            .iter()
            .filter_map(|(name, stamped)| Some((name.as_str(), stamped.value.as_ref()?, stamped)))
    }

    /// The part after `@` of the e-mail address.
    pub fn email_domain(&self) -> Option<&str> {
        self.text(field::EMAIL)?
            .rsplit_once('@')
            .map(|(_, domain)| domain)
    }

    /// What tells the person's company: people with the same key belong together. Its folded name;
    /// where no name is known, the mail domain, unless it gives mailboxes to anybody.
    pub fn company_key(&self) -> Option<String> {
        let name = text::fold(self.text(field::COMPANY).unwrap_or_default());
        match name.trim_matches(' ') {
            "" => self
                .email_domain()
                .filter(|domain| !normalize::is_free(domain) && !normalize::is_disposable(domain))
                .map(str::to_owned),
            name => Some(name[..name.floor_char_boundary(MAX_KEY)].to_owned()),
        }
    }

    /// Whether a human can be reached: an e-mail address or a telephone number is known.
    pub fn is_contactable(&self) -> bool {
        self.get(field::EMAIL).is_some() || self.get(field::PHONE).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(at: i64, seq: i64, value: &str) -> ProfileChange {
        let value = Some(FieldValue::Text(value.into()));
        ProfileChange {
            at: Timestamp::from_micros(at),
            seq,
            field: "title".into(),
            value,
        }
    }

    #[test]
    fn a_company_is_told_by_its_name_or_its_own_domain() {
        let key = |company: &str, email: &str| {
            let mut profile = Profile::default();
            for (field, value) in [(field::COMPANY, company), (field::EMAIL, email)] {
                profile.apply(&ProfileChange {
                    field: field.into(),
                    ..change(1, 1, value)
                });
            }
            profile.company_key()
        };
        assert_eq!(
            key(" ACME Çelik ", "x@gmail.com").as_deref(),
            Some("acme celik")
        );
        assert_eq!(key(" ", "x@acme.example").as_deref(), Some("acme.example"));
        assert_eq!(key("", "x@gmail.com"), None);
        assert_eq!(key("", "x@mailinator.com"), None);
        assert_eq!(Profile::default().company_key(), None);
    }

    #[test]
    fn the_latest_change_wins_in_any_order() {
        let changes = [
            change(1, 9, "Clerk"),
            change(2, 3, "Owner"),
            change(2, 2, "Manager"),
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
            let mut profile = Profile::default();
            order.iter().for_each(|&i| {
                profile.apply(&changes[i]);
            });
            assert_eq!(profile.text("title"), Some("Owner"));
        }
    }
}

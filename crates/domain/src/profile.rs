//! What is known about a person: fields with the time each value became known.

use std::collections::BTreeMap;

use crate::time::Timestamp;

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

    /// Addresses beside [`EMAIL`], best first: identifiers as well.
    pub const MORE_EMAILS: &[&str] = &["email_2", "email_3", "email_4", "email_5"];
    /// Numbers beside [`PHONE`], best first: identifiers as well.
    pub const MORE_PHONES: &[&str] = &["phone_2", "phone_3", "phone_4"];
    /// The extension behind [`PHONE`].
    pub const PHONE_EXTENSION: &str = "phone_extension";
    /// What was given as an e-mail address and cannot be used as one.
    pub const EMAIL_UNUSABLE: &str = "email_unusable";
    /// What was given as a telephone number and cannot be used as one.
    pub const PHONE_UNUSABLE: &str = "phone_unusable";

    /// The id that the business gives the person's company: its account, group or workspace. A custom
    /// field that has a column of its own as well.
    pub const COMPANY_ID: &str = "company_id";

    /// All that are no custom fields, in the order in which they are shown.
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
    /// Whether it only adds: what was said with more right stays. So is what a public key sends, and
    /// what came by a device or a contact point that several people may have.
    pub weak: bool,
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

/// What was said of a field: the latest with full right, and the latest that only adds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    firm: Option<Stamped>,
    weak: Option<Stamped>,
}

impl Said {
    fn shown(&self) -> Option<&Stamped> {
        shown(self.firm.as_ref(), self.weak.as_ref())
    }
}

/// What shows: a firm value, else the weak one, unless the field was cleared with full right since.
fn shown<'s>(firm: Option<&'s Stamped>, weak: Option<&'s Stamped>) -> Option<&'s Stamped> {
    let when = |stamped: &Stamped| (stamped.at, stamped.seq);
    match (firm, weak) {
        (Some(firm), _) if firm.value.is_some() => Some(firm),
        (Some(firm), Some(weak)) if when(firm) > when(weak) => Some(firm),
        _ => weak.or(firm),
    }
}

fn text_of(shown: Option<&Stamped>) -> Option<std::borrow::Cow<'_, str>> {
    shown?.value.as_ref().map(FieldValue::to_text)
}

/// The fields of a person. For each field the firm change latest in (time, log position) wins, where it
/// gives a value; else the latest of those that only add. So the profile is the same for any order of
/// arrival.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    fields: BTreeMap<String, Said>,
}

impl Profile {
    /// Takes a change in; returns whether the visible value changed.
    pub fn apply(&mut self, change: &ProfileChange) -> bool {
        let stamped = Stamped {
            value: change.value.clone(),
            at: change.at,
            seq: change.seq,
        };
        let said = match self.fields.get_mut(&change.field) {
            Some(said) => said,
            None => self.fields.entry(change.field.clone()).or_default(),
        };
        let slot = if change.weak {
            &mut said.weak
        } else {
            &mut said.firm
        };
        if slot
            .as_ref()
            .is_some_and(|old| (old.at, old.seq) > (change.at, change.seq))
        {
            return false;
        }
        let old = slot.replace(stamped);
        let before = match change.weak {
            true => shown(said.firm.as_ref(), old.as_ref()),
            false => shown(old.as_ref(), said.weak.as_ref()),
        };
        // A number and the text that it is written as look the same, to people and to rules.
        text_of(before) != text_of(said.shown())
    }

    /// The value of a field.
    pub fn get(&self, field: &str) -> Option<&FieldValue> {
        self.fields.get(field)?.shown()?.value.as_ref()
    }

    /// Whether the value of a field is one that only adds.
    pub fn is_weak(&self, field: &str) -> bool {
        let said = self.fields.get(field);
        said.is_some_and(|said| said.firm.as_ref().is_none_or(|firm| firm.value.is_none()))
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
        self.fields.iter().filter_map(|(name, said)| {
            let shown = said.shown()?;
            Some((name.as_str(), shown.value.as_ref()?, shown))
        })
    }

    /// The part after `@` of the e-mail address.
    pub fn email_domain(&self) -> Option<&str> {
        self.text(field::EMAIL)?
            .rsplit_once('@')
            .map(|(_, domain)| domain)
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
            weak: false,
        }
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

    #[test]
    fn what_only_adds_never_overwrites_in_any_order() {
        let weak = |change: ProfileChange| ProfileChange {
            weak: true,
            ..change
        };
        let cleared = |at, seq| ProfileChange {
            value: None,
            ..change(at, seq, "")
        };
        let title = |changes: &[ProfileChange]| {
            let mut profile = Profile::default();
            for change in changes {
                profile.apply(change);
            }
            let title = profile.text("title").map(str::to_owned);
            (title, profile.is_weak("title"))
        };
        let both_ways = |mut changes: Vec<ProfileChange>| {
            let forwards = title(&changes);
            changes.reverse();
            assert_eq!(forwards, title(&changes));
            forwards
        };
        let firm = change(2, 2, "Owner");
        assert_eq!(
            both_ways(vec![firm.clone(), weak(change(9, 9, "Spy"))])
                .0
                .as_deref(),
            Some("Owner")
        );
        assert_eq!(
            both_ways(vec![weak(change(1, 1, "A")), weak(change(3, 3, "B"))])
                .0
                .as_deref(),
            Some("B")
        );
        // Whoever may overwrite may clear as well; what is said after that adds again.
        assert_eq!(
            both_ways(vec![firm.clone(), weak(change(3, 3, "B")), cleared(4, 4)]).0,
            None
        );
        let later = both_ways(vec![firm.clone(), cleared(4, 4), weak(change(5, 5, "B"))]);
        assert_eq!(later, (Some("B".to_owned()), true));
        assert_eq!(
            both_ways(vec![firm, weak(cleared(4, 4))]),
            (Some("Owner".to_owned()), false)
        );
    }
}

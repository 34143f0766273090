//! What is known about a person: fields with the time each value became known.

mod called;

use std::collections::BTreeMap;

use crate::interaction::named_enum;
use crate::time::Timestamp;

use called::{Called, Half};

pub use called::Halves;

/// Names of the profile fields that have a column of their own; any other name is a custom field.
pub mod field {
    /// Full name.
    pub const NAME: &str = "name";
    /// The first name, where it is said without the last. No field of its own in a profile: it changes [`NAME`].
    pub const FIRST_NAME: &str = "first_name";
    /// The last name, where it is said without the first. No field of its own in a profile: it changes [`NAME`].
    pub const LAST_NAME: &str = "last_name";
    /// All that may say what somebody is called.
    pub const NAMES: [&str; 3] = [NAME, FIRST_NAME, LAST_NAME];
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
    /// Those that forms let people choose, or that are as short as what stands in a list before anybody chose.
    pub const CHOSEN: [&str; 4] = [COMPANY, TITLE, CITY, INDUSTRY];

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
    /// A number. A negative zero is zero: programs that round send it, and databases and texts keep it differently.
    pub fn number(number: f64) -> Self {
        Self::Number(number + 0.0)
    }

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

/// What may overwrite what: something said with less authority shows only where nothing said with more does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authority {
    /// Said by the business of somebody whom it named by what is theirs alone.
    #[default]
    Firm,
    /// Sent with a key that everybody can read, of somebody named by what is theirs alone.
    Claimed,
    /// Of whoever is at a device or has a contact point that several people may have.
    Hinted,
}

named_enum! { Authority, Firm = 0, "firm"; Claimed = 1, "claimed"; Hinted = 2, "hinted"; }

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
    /// What it may overwrite.
    pub authority: Authority,
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

/// What was said of a field: the latest with each authority.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said([Option<Stamped>; Authority::ALL.len()]);

impl Said {
    /// What shows: the value of the greatest authority, unless it was cleared with a greater one since.
    fn shown(&self) -> Option<&Stamped> {
        self.place().and_then(|place| self.0[place].as_ref())
    }

    fn place(&self) -> Option<usize> {
        let mut cleared = None;
        for (place, stamped) in self.0.iter().enumerate() {
            let Some(stamped) = stamped else { continue };
            let when = Some((stamped.at, stamped.seq));
            match &stamped.value {
                Some(_) if when > cleared => return Some(place),
                Some(_) => {}
                None => cleared = cleared.max(when),
            }
        }
        None
    }
}

fn text_of(shown: Option<&Stamped>) -> Option<std::borrow::Cow<'_, str>> {
    shown?.value.as_ref().map(FieldValue::to_text)
}

/// The fields of a person. For each field the change latest in (time, log position) wins among those of the
/// greatest authority that gave a value, so the profile is the same for any order of arrival. Names alone come in that
/// order, since half a name is joined to what was said before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    fields: BTreeMap<String, Said>,
    called: Called,
}

impl Profile {
    /// Takes a change in; returns whether the visible value changed.
    pub fn apply(&mut self, change: &ProfileChange) -> bool {
        match change.field.as_str() {
            field::NAME => return self.call(change, None),
            field::FIRST_NAME => return self.call(change, Some(Half::First)),
            field::LAST_NAME => return self.call(change, Some(Half::Last)),
            _ => {}
        }
        let stamped = Stamped {
            value: change.value.clone(),
            at: change.at,
            seq: change.seq,
        };
        let said = match self.fields.get_mut(&change.field) {
            Some(said) => said,
            None => self.fields.entry(change.field.clone()).or_default(),
        };
        let at = change.authority as usize;
        let old = said.0[at].as_ref();
        if old.is_some_and(|old| (old.at, old.seq) > (change.at, change.seq)) {
            return false;
        }
        let was = said.place();
        let old = said.0[at].replace(stamped);
        let before = match was {
            Some(place) if place == at => old.as_ref(),
            Some(place) => said.0[place].as_ref(),
            None => None,
        };
        // A number and the text that it is written as look the same, to people and to rules.
        text_of(before) != text_of(said.shown())
    }

    /// Takes in what somebody is called, or one half of it.
    fn call(&mut self, change: &ProfileChange, half: Option<Half>) -> bool {
        let before = self.called.text();
        let text = change.value.as_ref().map(FieldValue::to_text);
        match half {
            None => self.called.say(text.as_deref(), change.authority),
            Some(half) => self
                .called
                .say_half(half, text.as_deref(), change.authority),
        }
        let now = self.called.text();
        let is_changed = before != now;
        let stamped = Stamped {
            value: now.map(FieldValue::Text),
            at: change.at,
            seq: change.seq,
        };
        let mut said = Said::default();
        said.0[self.called.authority() as usize] = Some(stamped);
        self.fields.insert(field::NAME.to_owned(), said);
        is_changed
    }

    /// Where the name is in halves, if it is known in halves: what is kept beside the name, to go on from.
    pub fn name_halves(&self) -> Option<Halves> {
        self.called.halves()
    }

    /// Takes in where the name that was kept is in halves.
    pub fn know_halves(&mut self, halves: Halves) {
        let name = self.called.text().unwrap_or_default();
        if let Some(called) = Called::in_halves(&name, halves) {
            self.called = called;
        }
    }

    /// The value of a field.
    pub fn get(&self, field: &str) -> Option<&FieldValue> {
        self.fields.get(field)?.shown()?.value.as_ref()
    }

    /// With which authority the value of a field was said; the greatest where it has none.
    pub fn authority(&self, field: &str) -> Authority {
        let place = self.fields.get(field).and_then(Said::place);
        place.map_or(Authority::Firm, |place| Authority::ALL[place])
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

    /// The fields that are shown, by name: a contact point that stands in a field before is not told twice.
    pub fn shown(&self) -> impl Iterator<Item = (&str, &FieldValue)> {
        let is_told = |name: &str, value: &FieldValue| {
            let told = |first: &str, more: &[&str]| {
                let at = more.iter().position(|one| *one == name);
                at.is_some_and(|at| {
                    let mut before = std::iter::once(&first).chain(&more[..at]);
                    before.any(|one| self.get(one) == Some(value))
                })
            };
            told(field::EMAIL, field::MORE_EMAILS) || told(field::PHONE, field::MORE_PHONES)
        };
        let all = self.iter().map(|(name, value, _)| (name, value));
        all.filter(move |(name, value)| !is_told(name, value))
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

    #[test]
    fn a_contact_point_is_shown_once() {
        let mut profile = Profile::default();
        let said = [
            ("email_2", "own"),
            ("email", "own"),
            ("email_3", "other"),
            ("email_4", "other"),
            ("phone", "1"),
            ("phone_2", "2"),
            ("phone_3", "1"),
            ("name", "own"),
        ];
        for (seq, (field, value)) in (1..).zip(said) {
            profile.apply(&ProfileChange {
                field: field.into(),
                ..change(0, seq, value)
            });
        }
        let shown: Vec<&str> = profile.shown().map(|(name, _)| name).collect();
        assert_eq!(shown, ["email", "email_3", "name", "phone", "phone_2"]);
    }

    fn change(at: i64, seq: i64, value: &str) -> ProfileChange {
        let value = Some(FieldValue::Text(value.into()));
        ProfileChange {
            at: Timestamp::from_micros(at),
            seq,
            field: "title".into(),
            value,
            authority: Authority::Firm,
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
    fn what_is_said_with_less_authority_adds_but_never_overwrites_in_any_order() {
        let said = |authority, at, value: &str| ProfileChange {
            authority,
            value: (!value.is_empty()).then(|| FieldValue::Text(value.into())),
            ..change(at, at, "")
        };
        let firm = |at, value| said(Authority::Firm, at, value);
        let claimed = |at, value| said(Authority::Claimed, at, value);
        let hinted = |at, value| said(Authority::Hinted, at, value);
        let title = |changes: &[ProfileChange]| {
            let mut profile = Profile::default();
            for change in changes {
                profile.apply(change);
            }
            let shown = profile.text("title").unwrap_or_default().to_owned();
            (shown, profile.authority("title"))
        };
        for (mut changes, shown, authority) in [
            (
                vec![firm(2, "Owner"), claimed(9, "Spy")],
                "Owner",
                Authority::Firm,
            ),
            (
                vec![claimed(2, "Owner"), hinted(9, "Spy")],
                "Owner",
                Authority::Claimed,
            ),
            (vec![hinted(1, "A"), hinted(3, "B")], "B", Authority::Hinted),
            (vec![hinted(3, "A"), firm(1, "B")], "B", Authority::Firm),
            // Whoever may overwrite may clear as well; what is said after that adds again.
            (
                vec![firm(2, "A"), claimed(3, "B"), firm(4, "")],
                "",
                Authority::Firm,
            ),
            (
                vec![firm(2, "A"), firm(4, ""), claimed(5, "B")],
                "B",
                Authority::Claimed,
            ),
            (
                vec![claimed(2, "A"), hinted(3, "C"), firm(4, ""), hinted(5, "B")],
                "B",
                Authority::Hinted,
            ),
            (
                vec![claimed(2, "A"), hinted(4, "")],
                "A",
                Authority::Claimed,
            ),
        ] {
            let expected = (shown.to_owned(), authority);
            assert_eq!(title(&changes), expected, "{changes:?}");
            changes.reverse();
            assert_eq!(title(&changes), expected, "{changes:?}");
        }
    }
}

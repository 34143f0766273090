//! Traits: what an event says about the person, under Ripen's own field names.

use ripen_domain::identity::{Identifier, IdentifierKind, country, normalize};
use ripen_domain::interaction::{kind, order};
use ripen_domain::number;
use ripen_domain::profile::field;
use ripen_domain::text::entities::resolved;

use super::buyer;
use super::contact::{self, FIRST_NAMES, LAST_NAMES, NAMES};
use super::event::Call;
use super::json::{Map, Value};
use super::place;
use super::properties::as_text;
use super::spelled::respelled;

/// Bytes kept of a value.
const MAX_VALUE: usize = 1_000;
/// Bytes of a custom field's name.
const MAX_NAME: usize = 64;
/// Custom fields taken from one event.
const MAX_CUSTOM: usize = 100;

/// Kinds whose properties may name the person: somebody filled something in.
pub(super) const FILLED_IN: &[&str] = &[
    kind::FORM,
    "Signed Up",
    kind::DEMO,
    kind::QUESTION,
    "Quote Requested",
];

/// Trait names of the Segment spec and usual variants, and the field that they fill.
const FIELDS: &[(&str, &str)] = &[
    ("name", field::NAME),
    ("fullName", field::NAME),
    ("full_name", field::NAME),
    ("title", field::TITLE),
    ("jobTitle", field::TITLE),
    ("job_title", field::TITLE),
    ("position", field::TITLE),
    ("company", field::COMPANY),
    ("companyName", field::COMPANY),
    ("company_name", field::COMPANY),
    ("organization", field::COMPANY),
    ("company_id", field::COMPANY_ID),
    ("companyId", field::COMPANY_ID),
    ("city", field::CITY),
    ("industry", field::INDUSTRY),
    ("employees", field::EMPLOYEES),
    ("employee_count", field::EMPLOYEES),
    ("employeeCount", field::EMPLOYEES),
    ("language", field::LANGUAGE),
    ("locale", field::LANGUAGE),
];

/// Fields by name.
#[derive(Debug, Default)]
pub struct Fields {
    values: Map<'static>,
    /// What stood where an identifier should be and is none.
    pub ignored: Vec<Identifier>,
}

impl Fields {
    /// The e-mail address, normalised.
    pub fn email(&self) -> Option<String> {
        self.text(field::EMAIL)
    }

    /// The telephone number in E.164.
    pub fn phone(&self) -> Option<String> {
        self.text(field::PHONE)
    }

    /// The fields as a JSON object; `None` when there are none.
    pub fn into_json(self) -> Option<String> {
        (!self.values.is_empty()).then(|| self.values.to_json(0))
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<String> {
        self.values.get(name)?.as_str().map(str::to_owned)
    }

    /// Whether an event says something of a field.
    pub fn has(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|value| !value.is_null())
    }

    /// Keeps what is no identifier.
    pub fn ignore(&mut self, kind: IdentifierKind, value: String) {
        self.ignored.push(Identifier { kind, value });
    }

    /// Fills a field. What was said of it first counts, but that it is gone only where nothing in the
    /// event says what it is.
    pub fn put(&mut self, name: &str, value: Value<'static>) {
        let null = || Value::Null;
        let known = self.values.get_or_insert_with(name.to_owned(), null);
        if known.is_null() {
            *known = value;
        }
    }

    /// Whether an event says what somebody is called, or half of it.
    pub fn says_name(&self) -> bool {
        field::NAMES.iter().any(|name| self.has(name))
    }

    /// Fills one half of the name. Of a name that the event takes away it is all that is left.
    pub fn put_half(&mut self, half: &str, value: Value<'static>) {
        if self.values.remove(field::NAME).is_some() {
            for one in [field::FIRST_NAME, field::LAST_NAME] {
                self.put_unsaid(one, Value::Null);
            }
        }
        self.put(half, value);
    }

    /// Takes the name away, or what the event does not say of it; what it does say stays.
    fn name_gone(&mut self, gone: &[&str]) {
        match gone {
            _ if self.has(field::NAME) => {}
            [field::FIRST_NAME, field::LAST_NAME] if !self.says_name() => {
                self.put(field::NAME, Value::Null);
            }
            halves => halves
                .iter()
                .for_each(|half| self.put_unsaid(half, Value::Null)),
        }
    }

    /// Fills a field of which the event says nothing, not even that it is gone.
    fn put_unsaid(&mut self, name: &str, value: Value<'static>) {
        let said = || value;
        self.values.get_or_insert_with(name.to_owned(), said);
    }
}

/// The fields that an event fills.
pub fn fields(call: Call, kind: &str, event: &Map, region: Option<&str>) -> Fields {
    let mut fields = Fields::default();
    match call {
        Call::Identify => person(&mut fields, object(event.get("traits")), region),
        Call::Group => {
            scalar(&mut fields, field::COMPANY_ID, event.get("groupId"));
            group(&mut fields, object(event.get("traits")));
        }
        Call::Track if FILLED_IN.contains(&kind) => {
            let properties = object(event.get("properties")).map(respelled);
            filled_in(&mut fields, properties.as_deref(), region);
        }
        // Of a call no more than the number may be known.
        Call::Track if is_of_call(kind) => {
            let properties = object(event.get("properties"));
            let numbers = properties.into_iter().flatten();
            let numbers = numbers.filter(|(name, _)| *name == "phone");
            let numbers = numbers.map(|(name, value)| (name.into(), value.clone()));
            contact::numbers(&mut fields, &numbers.collect(), region);
        }
        Call::Track if order::said(kind).is_some() => {
            let buyer = object(event.get("properties")).map(buyer::said);
            filled_in(&mut fields, buyer.as_ref(), region);
        }
        _ => {}
    }
    let context = object(event.get("context"));
    let traits = object(context.and_then(|context| context.get("traits")));
    match call {
        Call::Page | Call::Screen => contact(&mut fields, traits, region),
        _ => contact(&mut fields, traits.map(respelled).as_deref(), region),
    }
    if call == Call::Identify
        && let Some(locale) = context.and_then(|context| context.get("locale")?.as_str())
    {
        fields.put_unsaid(field::LANGUAGE, bounded(locale).into());
    }
    fields
}

fn is_of_call(kind: &str) -> bool {
    kind.split(' ')
        .any(|word| word.eq_ignore_ascii_case("call"))
}

/// The id of the company to which a message ties a person.
pub fn company_id_of(message: &str) -> Option<String> {
    let message: Map = serde_json::from_str(message).ok()?;
    let mut fields = Fields::default();
    scalar(&mut fields, field::COMPANY_ID, message.get("groupId"));
    fields.text(field::COMPANY_ID)
}

fn object<'e>(value: Option<&'e Value<'e>>) -> Option<&'e Map<'e>> {
    value?.as_object()
}

/// All traits of a person.
fn person(fields: &mut Fields, traits: Option<&Map>, region: Option<&str>) {
    let Some(traits) = traits.map(respelled) else {
        return;
    };
    let traits = &*traits;
    let country = place::country(traits);
    let dialled = country.as_ref().and_then(Value::as_str);
    let dialled = dialled.and_then(country::code).or(region);
    contact(fields, Some(traits), dialled);
    if let Some(country) = country {
        fields.put(field::COUNTRY, country);
    }
    contact_gone(fields, traits);
    for (name, value) in traits
        .iter()
        .filter(|(name, _)| !is_contact(name) && *name != "country")
        .take(MAX_CUSTOM)
    {
        match (name, value) {
            ("address", Value::Object(address)) => {
                scalar(fields, field::CITY, address.get("city"));
            }
            ("address", gone) if is_gone(gone) => {
                scalar(fields, field::CITY, Some(gone));
            }
            ("company", Value::Object(company)) => {
                scalar(fields, field::COMPANY, company.get("name"));
                scalar(fields, field::COMPANY_ID, company.get("id"));
                scalar(fields, field::INDUSTRY, company.get("industry"));
                scalar(
                    fields,
                    field::EMPLOYEES,
                    company
                        .get("employee_count")
                        .or_else(|| company.get("employees")),
                );
            }
            // Those that are texts were read already.
            (name, value) if NAMES.contains(&name) && (is_gone(value) || fields.says_name()) => {}
            (name, value) => match FIELDS.iter().find(|(known, _)| *known == name) {
                Some((_, field)) => scalar(fields, field, Some(value)),
                None => custom(fields, name, value),
            },
        }
    }
}

/// Whether a trait is taken away: `null` by the Segment spec, or an empty text, with which clients
/// empty it that cannot say `null`.
pub(super) fn is_gone(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// The contact fields that the traits of a person take away. A form or the context of another call
/// that leaves one empty says nothing about it.
fn contact_gone(fields: &mut Fields, traits: &Map) {
    let gone = |name: &&str| traits.get(name).is_some_and(is_gone);
    for (names, field) in [(EMAILS, field::EMAIL), (PHONES, field::PHONE)] {
        if names.iter().any(gone) {
            fields.put(field, Value::Null);
        }
    }
    let is_whole = NAMES.iter().any(gone);
    let halves = [
        (FIRST_NAMES, field::FIRST_NAME),
        (LAST_NAMES, field::LAST_NAME),
    ];
    let halves = halves
        .into_iter()
        .filter(|(names, _)| is_whole || names.iter().any(gone));
    let halves: Vec<&str> = halves.map(|(_, half)| half).collect();
    fields.name_gone(&halves);
}

/// What somebody filled in about themselves, with where they are. What was left empty says nothing.
fn filled_in(fields: &mut Fields, said: Option<&Map>, region: Option<&str>) {
    let Some(said) = said else { return };
    let country = place::country(said).filter(|country| !country.is_null());
    let dialled = country.as_ref().and_then(Value::as_str);
    let dialled = dialled.and_then(country::code).or(region);
    contact(fields, Some(said), dialled);
    if let Some(country) = country {
        fields.put(field::COUNTRY, country);
    }
    let city = CITIES.iter().find_map(|name| said.get(name));
    scalar(
        fields,
        field::CITY,
        city.filter(|city| city.is_string() && !is_gone(city)),
    );
}

/// Names under which the company of a person is sent.
pub(super) const COMPANIES: &[&str] = &["company", "companyName", "company_name"];
/// Names under which the title of a person's job is sent.
pub(super) const TITLES: &[&str] = &["jobTitle", "job_title"];
/// Names under which the city of a person is sent.
pub(super) const CITIES: &[&str] = &["city"];
const EMAILS: &[&str] = &["email", "Email", "e_mail"];
const PHONES: &[&str] = &["phone", "Phone", "mobile"];

/// Name, e-mail address, telephone number, company and title: what a form asks for.
fn contact(fields: &mut Fields, traits: Option<&Map>, region: Option<&str>) {
    let Some(traits) = traits else { return };
    let text = |names: &[&str]| {
        let said = names.iter().filter_map(|name| traits.get(name)?.as_str());
        said.map(|text| normalize::clean(&resolved(text)).into_owned())
            .find(|text| !normalize::says_nothing(text))
    };
    let beside_address = contact::addresses(fields, traits);
    contact::numbers(fields, traits, region);
    contact::name(fields, traits, beside_address);
    for (names, name) in [(COMPANIES, field::COMPANY), (TITLES, field::TITLE)] {
        if let Some(text) = text(names) {
            fields.put(name, bounded(&text).into());
        }
    }
}

pub(super) fn is_contact(name: &str) -> bool {
    [EMAILS, PHONES, FIRST_NAMES, LAST_NAMES]
        .iter()
        .any(|names| names.contains(&name))
}

/// The traits of a company.
fn group(fields: &mut Fields, traits: Option<&Map>) {
    let Some(traits) = traits else { return };
    scalar(fields, field::COMPANY, traits.get("name"));
    scalar(fields, field::INDUSTRY, traits.get("industry"));
    scalar(
        fields,
        field::EMPLOYEES,
        traits
            .get("employees")
            .or_else(|| traits.get("employee_count")),
    );
    if let Some(country) = place::country(traits) {
        fields.put(field::COUNTRY, country);
    }
}

fn scalar(fields: &mut Fields, name: &str, value: Option<&Value>) {
    let Some(value) = value else { return };
    let number = || {
        value
            .as_f64()
            .filter(|number| number.is_finite())
            .or_else(|| Some(number::headcount(value.as_str()?)?.least))
    };
    let value = match (name, value) {
        (_, gone) if is_gone(gone) => Some(Value::Null),
        (field::EMPLOYEES, _) => number().map(Value::from),
        (field::NAME, Value::String(text)) => {
            normalize::name(&resolved(text)).map(|name| bounded(&name).into())
        }
        (_, Value::String(text)) => Some(normalize::clean(&resolved(text)))
            .filter(|text| !normalize::says_nothing(text))
            .map(|text| bounded(&text).into()),
        (_, Value::Number(number)) => Some(number.to_string().into()),
        _ => None,
    };
    if let Some(value) = value {
        fields.put(name, value);
    }
}

fn custom(fields: &mut Fields, name: &str, value: &Value) {
    if name.is_empty() || name.len() > MAX_NAME {
        return;
    }
    match value {
        gone if is_gone(gone) => fields.put(name, Value::Null),
        Value::String(text) => fields.put(name, bounded(&resolved(text)).into()),
        Value::Number(_) | Value::Bool(_) | Value::Null => {
            fields.put(name, value.clone().into_owned())
        }
        // A list is kept as its entries with commas between them: whole words of it can be asked for.
        Value::Array(_) => {
            if let Some(text) = as_text(value) {
                fields.put(name, bounded(&resolved(&text)).into());
            }
        }
        Value::Object(_) => {}
    }
}

pub(super) fn bounded(text: &str) -> String {
    let mut end = text.len().min(MAX_VALUE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

//! Traits: what an event says about the person, under Ripen's own field names.

use std::collections::BTreeMap;

use ripen_domain::identity::{Identifier, IdentifierKind, country, normalize};
use ripen_domain::profile::field;
use serde_json::{Map, Value};

use super::contact;
use super::event::Call;
use super::properties::as_text;

/// Bytes kept of a value.
const MAX_VALUE: usize = 1_000;
/// Bytes of a custom field's name.
const MAX_NAME: usize = 64;
/// Custom fields taken from one event.
const MAX_CUSTOM: usize = 100;

/// Kinds whose properties may name the person: somebody filled something in.
pub(super) const FILLED_IN: &[&str] = &[
    "Form Submitted",
    "Signed Up",
    "Demo Requested",
    "Question Asked",
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
    ("country", field::COUNTRY),
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
    values: BTreeMap<String, Value>,
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
        let values = self.values;
        (!values.is_empty()).then(|| Value::Object(values.into_iter().collect()).to_string())
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<String> {
        self.values.get(name)?.as_str().map(str::to_owned)
    }

    /// Whether a field is filled.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Fills a field that is not filled yet.
    pub fn put(&mut self, name: &str, value: Value) {
        self.values.entry(name.to_owned()).or_insert(value);
    }

    /// Keeps what is no identifier.
    pub fn ignore(&mut self, kind: IdentifierKind, value: String) {
        self.ignored.push(Identifier { kind, value });
    }
}

/// The fields that an event fills.
pub fn fields(call: Call, kind: &str, event: &Map<String, Value>, region: Option<&str>) -> Fields {
    let mut fields = Fields::default();
    match call {
        Call::Identify => person(&mut fields, object(event.get("traits")), region),
        Call::Group => group(&mut fields, object(event.get("traits"))),
        Call::Track if FILLED_IN.contains(&kind) => {
            contact(&mut fields, object(event.get("properties")), region)
        }
        _ => {}
    }
    let context = object(event.get("context"));
    contact(
        &mut fields,
        object(context.and_then(|context| context.get("traits"))),
        region,
    );
    if call == Call::Identify
        && let Some(locale) = context.and_then(|context| context.get("locale")?.as_str())
    {
        fields.put(field::LANGUAGE, bounded(locale).into());
    }
    fields
}

fn object(value: Option<&Value>) -> Option<&Map<String, Value>> {
    value?.as_object()
}

/// All traits of a person.
fn person(fields: &mut Fields, traits: Option<&Map<String, Value>>, region: Option<&str>) {
    let Some(traits) = traits else { return };
    let country = traits
        .get("address")
        .and_then(|address| address.get("country"))
        .or_else(|| traits.get("country"))
        .and_then(Value::as_str);
    contact(
        fields,
        Some(traits),
        country.and_then(country::code).or(region),
    );
    for (name, value) in traits
        .iter()
        .filter(|(name, _)| !is_contact(name))
        .take(MAX_CUSTOM)
    {
        match (name.as_str(), value) {
            ("address", Value::Object(address)) => {
                scalar(fields, field::COUNTRY, address.get("country"));
                scalar(fields, field::CITY, address.get("city"));
            }
            ("company", Value::Object(company)) => {
                scalar(fields, field::COMPANY, company.get("name"));
                scalar(fields, field::INDUSTRY, company.get("industry"));
                scalar(
                    fields,
                    field::EMPLOYEES,
                    company
                        .get("employee_count")
                        .or_else(|| company.get("employees")),
                );
            }
            (name, value) => match FIELDS.iter().find(|(known, _)| *known == name) {
                Some((_, field)) => scalar(fields, field, Some(value)),
                None => custom(fields, name, value),
            },
        }
    }
}

/// Name, e-mail address, telephone number, company and title: what a form asks for.
fn contact(fields: &mut Fields, traits: Option<&Map<String, Value>>, region: Option<&str>) {
    let Some(traits) = traits else { return };
    let text = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| traits.get(*name)?.as_str())
            .map(normalize::clean)
            .filter(|text| !text.is_empty())
    };
    let beside_address = contact::addresses(fields, traits);
    contact::numbers(fields, traits, region);
    contact::name(fields, traits, beside_address);
    for (names, name) in [
        (
            &["company", "companyName", "company_name"][..],
            field::COMPANY,
        ),
        (&["jobTitle", "job_title"], field::TITLE),
    ] {
        if let Some(text) = text(names) {
            fields.put(name, bounded(&text).into());
        }
    }
}

pub(super) fn is_contact(name: &str) -> bool {
    const CONTACT: &[&str] = &[
        "email",
        "Email",
        "e_mail",
        "phone",
        "Phone",
        "mobile",
        "firstName",
        "first_name",
        "lastName",
        "last_name",
    ];
    CONTACT.contains(&name)
}

/// The traits of a company.
fn group(fields: &mut Fields, traits: Option<&Map<String, Value>>) {
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
    scalar(fields, field::COUNTRY, traits.get("country"));
}

fn scalar(fields: &mut Fields, name: &str, value: Option<&Value>) {
    let number = || {
        value?
            .as_f64()
            .or_else(|| value?.as_str()?.trim().parse().ok())
            .filter(|number: &f64| number.is_finite())
    };
    let value = match name {
        field::EMPLOYEES => number().map(Value::from),
        _ => value.and_then(|value| match value {
            Value::String(text) => match name {
                field::NAME => normalize::name(text),
                _ => Some(normalize::clean(text).into_owned()).filter(|text| !text.is_empty()),
            }
            .map(|text| bounded(&text).into()),
            Value::Number(number) => Some(number.to_string().into()),
            _ => None,
        }),
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
        Value::String(text) => fields.put(name, bounded(text).into()),
        Value::Number(_) | Value::Bool(_) | Value::Null => fields.put(name, value.clone()),
        // A list is kept as its entries with commas between them: whole words of it can be asked for.
        Value::Array(_) => {
            if let Some(text) = as_text(value) {
                fields.put(name, bounded(&text).into());
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

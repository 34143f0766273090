//! A row about a person as an `identify` message.

use ripen_domain::number;
use ripen_domain::profile::field;
use serde_json::{Map, Value, json};

use super::cells::{Cell, Cells, context, put};
use super::columns::{Field, field_of_person};
use super::notes::Note;
use super::plain;
use crate::capture::may_be_whole;

/// Fields of a person with the trait names that capture reads them under.
const TRAITS: &[(&str, Field)] = &[
    ("company", Field::Company),
    ("jobTitle", Field::Title),
    ("country", Field::Country),
    ("city", Field::City),
    ("industry", Field::Industry),
    ("language", Field::Language),
];
/// Names that mean a field of their own to capture. A column of that name which fills no field, as the
/// title before a name does beside that of a job, must not fill it after all.
const TAKEN: &[&str] = &[
    "name",
    "fullName",
    "full_name",
    "title",
    "jobTitle",
    "job_title",
    "position",
    "company",
    "companyName",
    "company_name",
    "organization",
    "country",
    "city",
    "industry",
    "employees",
    "employee_count",
    "employeeCount",
    "language",
    "locale",
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
    "address",
];
/// Custom fields taken from one row. Capture takes a hundred, with the standard ones among them.
const MAX_CUSTOM: usize = 85;

/// The message, without id and time.
pub fn message(line: u64, cells: &Cells, notes: &mut Vec<Note>) -> Map<String, Value> {
    let mut traits = Map::new();
    name(&mut traits, cells);
    contacts(&mut traits, cells);
    for (name, field) in TRAITS {
        put(&mut traits, name, cells.get(field));
    }
    if let Some(code) = cells.get(&Field::CountryCode) {
        match traits.contains_key("country") {
            true => traits.insert("address".into(), json!({ "countryCode": code })),
            false => traits.insert("country".into(), code.into()),
        };
    }
    if let Some(cell) = cells.cell(&Field::Employees) {
        employees(&mut traits, line, cell, notes);
    }
    custom(&mut traits, line, cells, notes);
    let mut context = context(cells);
    // Nobody visited anything: the business knew the person from elsewhere.
    context.insert("channel".into(), "other".into());
    let mut message = Map::new();
    message.insert("type".into(), "identify".into());
    let id = cells.get(&Field::UserId).map(plain::unguarded);
    put(&mut message, "userId", id.map(plain::long_id).as_deref());
    let device = cells.get(&Field::AnonymousId).map(plain::unguarded);
    put(&mut message, "anonymousId", device);
    message.insert("context".into(), context.into());
    message.insert("traits".into(), traits.into());
    message
}

/// The addresses and numbers of all their columns, the best first.
pub fn contacts(traits: &mut Map<String, Value>, cells: &Cells) {
    for (name, field) in [("email", Field::Email), ("phone", Field::Phone)] {
        let texts = cells
            .several(&field)
            .into_iter()
            .map(|cell| Value::from(cell.text));
        match texts.collect::<Vec<_>>() {
            none if none.is_empty() => {}
            one if one.len() == 1 => {
                traits.extend(one.into_iter().map(|one| (name.to_owned(), one)))
            }
            several => traits.extend([(name.to_owned(), several.into())]),
        }
    }
}

/// The name as a whole, or in its parts.
fn name(traits: &mut Map<String, Value>, cells: &Cells) {
    let is_whole = |cell: &Cell| {
        let others = [Field::Name, Field::MiddleName, Field::LastName];
        let is_alone = others.iter().all(|field| cells.get(field).is_none());
        is_alone && may_be_whole(cell.header, cell.text)
    };
    if let Some(cell) = cells.cell(&Field::FirstName).filter(is_whole) {
        return put(traits, "name", Some(cell.text));
    }
    let [first, middle, last] =
        [Field::FirstName, Field::MiddleName, Field::LastName].map(|field| cells.get(&field));
    match (cells.get(&Field::Name), middle) {
        (None, Some(_)) => {
            let parts: Vec<&str> = [first, middle, last].into_iter().flatten().collect();
            put(traits, "name", Some(&parts.join(" ")));
        }
        (whole, _) => put(traits, "name", whole),
    }
    put(traits, "firstName", first);
    put(traits, "lastName", last);
}

/// A number of employees; a range of them, as `51-200`, counts as its lower end and is kept as it stands beside it.
fn employees(traits: &mut Map<String, Value>, line: u64, cell: Cell, notes: &mut Vec<Note>) {
    let read = number::headcount(cell.text);
    if let Some(count) = read {
        traits.insert("employees".into(), count.least.into());
    }
    if read.is_none_or(|count| count.is_range) {
        traits.insert(free(cell.header), cell.text.into());
    }
    if read.is_none() {
        let why = "is no number; it is kept as a custom field";
        notes.push(Note::cell(line, cell.header, cell.text, why));
    }
}

fn custom(traits: &mut Map<String, Value>, line: u64, cells: &Cells, notes: &mut Vec<Note>) {
    let exported = cells.cell(&Field::Profile).map(|cell| {
        serde_json::from_str::<Map<String, Value>>(cell.text).map_err(|_| {
            notes.push(Note::cell(
                line,
                cell.header,
                cell.text,
                "is no JSON object",
            ));
        })
    });
    let exported = exported.and_then(Result::ok).unwrap_or_default();
    let all = cells
        .custom(true)
        .map(|(name, value)| (name.to_owned(), value))
        .chain(
            exported
                .into_iter()
                .map(|(name, value)| (free(&name), value)),
        );
    let mut left_out = 0;
    for (at, (name, value)) in all.enumerate() {
        match at < MAX_CUSTOM {
            true => {
                traits.entry(name).or_insert(value);
            }
            false => left_out += 1,
        }
    }
    if left_out > 0 {
        let why = format!(
            "has more than {MAX_CUSTOM} custom fields; {left_out} were left out, leave others out with --skip"
        );
        notes.push(Note::row(line, "", why));
    }
}

/// A name for a custom field that is no name of a standard one, nor read as one where capture meets it.
pub fn free(name: &str) -> String {
    // Exports have these beside the custom fields.
    let is_more = field::MORE_EMAILS.contains(&name) || field::MORE_PHONES.contains(&name);
    let is_name = |field| matches!(field, Field::Name | Field::FirstName | Field::LastName);
    let is_read = || !is_more && field_of_person(name).is_some_and(|field| !is_name(field));
    match TAKEN.contains(&name) || is_read() {
        true => format!("{name} (column)"),
        false => name.to_owned(),
    }
}

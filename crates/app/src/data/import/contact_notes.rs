//! Notes about the ids, addresses and numbers of which nothing can be used.

use ripen_domain::identity::{country, normalize};
use ripen_domain::interaction::Interaction;

use super::cells::{Cell, Cells};
use super::columns::{Field, is_of_another};
use super::notes::Note;

/// Adds a note for each cell from which no identifier was taken.
pub fn add(
    line: u64,
    cells: &Cells,
    read: &Interaction,
    region: Option<&str>,
    notes: &mut Vec<Note>,
) {
    for (field, id) in [
        (Field::UserId, &read.user_id),
        (Field::AnonymousId, &read.anonymous_id),
    ] {
        if let (Some(cell), None) = (cells.cell(&field), id) {
            notes.push(Note::cell(line, cell.header, cell.text, "is nobody's id"));
        }
    }
    let countries = [Field::Country, Field::CountryCode].map(|field| cells.cell(&field));
    let mut countries = countries.into_iter().flatten();
    let first = countries.clone().next();
    let read_country = countries.find_map(|cell| country::code(cell.text));
    // Of what says nothing nothing is kept.
    let first = first.filter(|cell| !normalize::is_no_choice(cell.text));
    if let (Some(cell), None) = (first, read_country) {
        let why = "is no country that is known; it is kept as it stands";
        notes.push(Note::cell(line, cell.header, cell.text, why));
    }
    if read.email.is_none() {
        let missed = cells.unnamed().filter(|cell| is_missed(*cell));
        notes.extend(missed.map(|cell| {
            let why = format!(
                "is an e-mail address and reaches nobody; if it is the person's own, import with --map \"{}=email\"",
                cell.header
            );
            Note::cell(line, cell.header, cell.text, why)
        }));
    }
    let emails = cells.several(&Field::Email);
    let phones = cells.several(&Field::Phone);
    let note = |cell: Cell, why: String| Note::cell(line, cell.header, cell.text, why);
    // A lone one that was read needs no second look.
    if !(emails.len() == 1 && read.email.is_some()) {
        let whys = emails
            .iter()
            .filter_map(|cell| Some(note(*cell, no_email(cell.text)?)));
        notes.extend(whys);
    }
    if !(phones.len() == 1 && read.phone.is_some()) {
        let region = read_country.or(region);
        let whys = phones
            .iter()
            .filter_map(|cell| Some(note(*cell, no_phone(cell.text, region)?)));
        notes.extend(whys);
    }
}

/// Whether a cell holds an address, and its header does not say that it is somebody else's.
fn is_missed(cell: Cell) -> bool {
    cell.text.contains('@')
        && !is_of_another(cell.header)
        && !normalize::emails(cell.text).addresses.is_empty()
}

fn no_email(text: &str) -> Option<String> {
    let read = normalize::emails(text);
    match (
        read.addresses.is_empty(),
        read.placeholders.is_empty(),
        read.hint,
    ) {
        (false, ..) => None,
        (true, false, _) => Some("is nobody's address".to_owned()),
        (true, true, Some(meant)) => Some(format!("is no e-mail address; was \"{meant}\" meant?")),
        (true, true, None) => Some("is no e-mail address".to_owned()),
    }
}

fn no_phone(text: &str, region: Option<&str>) -> Option<String> {
    let read = normalize::phones(text, region);
    let made_up = |number: Option<&str>| normalize::is_placeholder_phone(text, number);
    if made_up(read.first().map(|one| one.number.as_str())) {
        return Some("is nobody's telephone number".to_owned());
    }
    let why = match normalize::says_country(text) {
        true => "is no telephone number: there is no such number in its country",
        false => "is no telephone number, or does not say its country (see capture.region)",
    };
    read.is_empty().then(|| why.to_owned())
}

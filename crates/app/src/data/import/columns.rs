//! Columns: which field each one fills, said by the user or guessed from its header.

mod field;
mod own_export;
mod words;

use std::collections::HashSet;

use ripen_domain::text;

use super::{Options, What, orders, person_row};
use crate::capture::money_column;
use crate::data::formula;
use crate::error::{Error, Result};

pub use self::field::Field;
use self::words::name_of_buyer;
use self::words::{Guess, guess};
pub use self::words::{Language, field_of_person, is_of_another};

/// Fields that tell whose a row is.
const WHOSE: &[Field] = &[
    Field::UserId,
    Field::AnonymousId,
    Field::Email,
    Field::Phone,
    Field::Message,
];

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it fills.
    pub field: Field,
    /// Place among the columns that fill the same field; the best is first.
    pub place: usize,
    /// Name under which a custom field goes into the message of a row.
    pub sent_as: String,
    /// Whether full stops in its numbers part thousands, so that `1.250` is 1250.
    pub parts_thousands: bool,
}

/// A header as it counts: without what spreadsheets and other programs put around it.
pub fn header(cell: &str) -> String {
    let around = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}');
    formula::restored(cell).trim_matches(around).to_owned()
}

/// Which of these headers are known ones, and the language other than English that most of those are
/// in which have one.
pub fn headers_understood<S: AsRef<str>>(
    headers: impl IntoIterator<Item = S>,
    what: What,
) -> (Vec<bool>, Option<Language>) {
    let guesses: Vec<Option<Guess>> = headers
        .into_iter()
        .map(|header| guess(what, header.as_ref()))
        .collect();
    let count = |wanted: Language| {
        let languages = guesses.iter().flatten().filter_map(|guess| guess.language);
        languages.filter(|language| *language == wanted).count()
    };
    let language = match (count(Language::Turkish), count(Language::Czech)) {
        (turkish, czech) if turkish > czech => Some(Language::Turkish),
        (turkish, czech) if turkish < czech => Some(Language::Czech),
        _ => None,
    };
    (guesses.iter().map(Option::is_some).collect(), language)
}

/// Whether one of these headers tells whose a row is.
pub fn tell_whose<S: AsRef<str>>(headers: impl IntoIterator<Item = S>, what: What) -> bool {
    let mut guesses = headers
        .into_iter()
        .filter_map(|header| guess(what, header.as_ref()));
    guesses.any(|guess| WHOSE.contains(&guess.field))
}

/// Decides what each column fills.
///
/// What the user says goes first. What is left is guessed from the headers: an address or a number by
/// every column whose header fits, any other field by the column that fits best, the leftmost of
/// equals. What fits nowhere becomes a custom field or property.
///
/// # Errors
/// When the user names a column that is not there, or two columns for one field; when nothing
/// would tell whose a row is.
pub fn plan(headers: &[String], options: &Options) -> Result<Vec<Column>> {
    let mut fields: Vec<Option<Field>> = vec![None; headers.len()];
    for (header, name) in &options.map {
        fields[position(headers, header, "map")?] =
            Some(Field::from_name(name.trim(), options.what));
    }
    for header in &options.skip {
        position(headers, header, "skip")?;
        let named = headers.iter().zip(&mut fields);
        named
            .filter(|(other, _)| are_same(other, header))
            .for_each(|(_, field)| *field = Some(Field::Skip));
    }
    check_once(headers, &fields)?;
    let mut ranks = vec![0; headers.len()];
    match own_export::fields(headers, options.what) {
        Some(own) => fields
            .iter_mut()
            .zip(own)
            .for_each(|(field, own)| *field = field.take().or(Some(own))),
        None => guess_rest(headers, options.what, &mut fields, &mut ranks),
    }
    let mut columns: Vec<Column> = headers
        .iter()
        .zip(fields)
        .map(|(header, field)| Column {
            header: header.clone(),
            field: field.unwrap_or_else(|| Field::custom(header)),
            place: 0,
            sent_as: String::new(),
            parts_thousands: false,
        })
        .collect();
    tell_apart(&mut columns);
    name_in_messages(&mut columns, options.what);
    set_places(&mut columns, &ranks);
    check_complete(&columns, options.what)?;
    Ok(columns)
}

/// Fills what is still open, the best fitting headers first.
fn guess_rest(headers: &[String], what: What, fields: &mut [Option<Field>], ranks: &mut [u8]) {
    let mut guesses: Vec<(usize, Guess)> = headers
        .iter()
        .enumerate()
        .filter(|(at, _)| fields[*at].is_none())
        .filter_map(|(at, header)| Some((at, guess(what, header)?)))
        .collect();
    let words = |at: usize| text::words(&text::parted(&headers[at]));
    if (0..headers.len()).any(|at| words(at).starts_with(" invitee ")) {
        // Who booked is the person; the user is whose calendar it is.
        guesses.retain(|(at, _)| !words(*at).starts_with(" user "));
    }
    if what == What::Events && are_orders(headers, fields, &guesses) {
        // The shop's own id of the order, and where it was placed.
        let is_of_order = |field: &Field| matches!(field, Field::MessageId | Field::Source);
        guesses.retain(|(at, guess)| !is_of_order(&guess.field) || words(*at).contains(" utm "));
        guesses.extend(names_of_buyer(headers, fields, &guesses));
        // When it was placed goes before when it was paid, or the buyer became known.
        for (at, guess) in &mut guesses {
            guess.rank += u8::from(guess.field == Field::Time && !orders::is_date(&headers[*at]));
        }
    }
    guesses.sort_by_key(|(at, guess)| (guess.rank, *at));
    let reachable = guesses
        .iter()
        .any(|(_, guess)| matches!(guess.field, Field::Email | Field::Phone));
    for (at, guess) in guesses {
        // Which may be the id of a deal or a company, of which several people have the same.
        let doubtful = guess.field == Field::UserId && guess.rank > 0 && reachable;
        let free = guess.field.is_several() || !fields.contains(&Some(guess.field.clone()));
        if free && !doubtful {
            ranks[at] = guess.rank;
            fields[at] = Some(guess.field);
        }
    }
}

/// What the buyer is called, which keeps a stranger's order from whoever has the same number. Without a last name
/// `Müşteri Adı` and `Jméno` are whole names.
fn names_of_buyer(
    headers: &[String],
    fields: &[Option<Field>],
    guesses: &[(usize, Guess)],
) -> Vec<(usize, Guess)> {
    let is_open =
        |at: &usize| fields[*at].is_none() && guesses.iter().all(|(other, _)| other != at);
    let open = (0..headers.len()).filter(is_open);
    let mut names: Vec<(usize, Guess)> = open
        .filter_map(|at| Some((at, name_of_buyer(&headers[at])?)))
        .collect();
    let has_last = names
        .iter()
        .any(|(_, guess)| guess.field == Field::LastName);
    for (_, guess) in &mut names {
        let is_of_any = guess
            .language
            .is_some_and(|language| language != Language::English);
        if guess.field == Field::FirstName && !has_last && is_of_any {
            guess.field = Field::Name;
        }
    }
    names
}

/// Whether one column has the number of an order, and none tells what happened.
fn are_orders(headers: &[String], fields: &[Option<Field>], guesses: &[(usize, Guess)]) -> bool {
    let guessed = guesses.iter().map(|(_, guess)| &guess.field);
    let mut all = fields.iter().flatten().chain(guessed);
    let tells_what = |field: &Field| matches!(field, Field::Event | Field::Type | Field::Message);
    !all.any(tells_what) && orders::number_among(headers).is_some()
}

/// Decides once for all rows what custom fields are called in messages.
fn name_in_messages(columns: &mut [Column], what: What) {
    for column in &mut *columns {
        if let Field::Custom(name) = &column.field {
            column.sent_as = match what {
                What::People => person_row::free(name),
                What::Events => money_column(name).unwrap_or(name).to_owned(),
            };
        }
    }
    if what == What::Events {
        orders::name_in_messages(columns);
    }
}

/// Numbers the later ones of custom fields that have one name, so that none takes the place of another.
fn tell_apart(columns: &mut [Column]) {
    let mut names = HashSet::new();
    for column in columns {
        let Field::Custom(name) = &column.field else {
            continue;
        };
        let name = name.clone();
        let mut nth = 2;
        while !names.insert(column.field.clone()) {
            column.field = Field::numbered(&name, nth);
            nth += 1;
        }
    }
}

fn set_places(columns: &mut [Column], ranks: &[u8]) {
    let mut order: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].field.is_several())
        .collect();
    order.sort_by_key(|at| (ranks[*at], *at));
    for (place, at) in order.into_iter().enumerate() {
        columns[at].place = place;
    }
}

fn are_same(header: &str, wanted: &str) -> bool {
    header.trim().to_lowercase() == wanted.trim().to_lowercase()
}

fn position(headers: &[String], wanted: &str, option: &'static str) -> Result<usize> {
    let found = headers.iter().position(|header| are_same(header, wanted));
    found.ok_or_else(|| {
        Error::invalid(
            option,
            format!(
                "there is no column \"{wanted}\"; the file has {}",
                headers.join(", ")
            ),
        )
    })
}

fn check_once(headers: &[String], fields: &[Option<Field>]) -> Result<()> {
    for (at, field) in fields.iter().enumerate() {
        let before = fields[..at].iter().position(|other| other == field);
        if let (Some(field), Some(before)) = (field, before)
            && !field.is_several()
        {
            let (first, second, name) = (&headers[before], &headers[at], field.name());
            return Err(Error::invalid(
                "map",
                format!("\"{first}\" and \"{second}\" would both fill {name}; choose one"),
            ));
        }
    }
    Ok(())
}

fn check_complete(columns: &[Column], what: What) -> Result<()> {
    let has = |fields: &[Field]| columns.iter().any(|column| fields.contains(&column.field));
    if !has(WHOSE) {
        let headers: Vec<&str> = columns
            .iter()
            .map(|column| column.header.as_str())
            .collect();
        let message = format!(
            "no column tells whose a row is; name one, for example --map \"Customer number=id\" or --map \"Mail=email\"; the file has {:.400}",
            headers.join(", ")
        );
        return Err(Error::invalid("map", message));
    }
    let tells_what = || has(&[Field::Event, Field::Type, Field::Message]);
    if what == What::Events && !tells_what() && orders::number_at(columns).is_none() {
        let message = "no column tells what happened; name one, for example --map \"Action=event\", or of orders the one with their number: --map \"Bill=order_number\"";
        return Err(Error::invalid("map", message));
    }
    Ok(())
}

#[cfg(test)]
mod tests;

//! A row about something that happened as a message.

use ripen_domain::interaction::properties::CURRENCY;
use ripen_domain::money;
use serde_json::{Map, Value};

use super::cells::{Cells, context, put};
use super::columns::Field;
use super::person_row::contacts;
use super::plain;
use super::{What, orders};
use crate::capture::{Call, is_money};

/// Fields about the page, with their names in the Segment spec.
const PAGE: &[(&str, Field)] = &[
    ("url", Field::Url),
    ("path", Field::Path),
    ("title", Field::PageTitle),
    ("referrer", Field::Referrer),
];
/// Fields of a person that an event may name.
const TRAITS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("firstName", Field::FirstName),
    ("lastName", Field::LastName),
    ("company", Field::Company),
    ("jobTitle", Field::Title),
];
/// The message, without id and time.
///
/// # Errors
/// When nothing says what happened.
pub fn message(cells: &Cells, of_orders: bool) -> Result<Map<String, Value>, String> {
    let (call, event) = match of_orders {
        true if !orders::has_number(cells) => {
            return Err("the row has no number of an order".into());
        }
        true => (Call::Track, Some(orders::event(cells))),
        false => call_of(cells)?,
    };
    let mut message = Map::new();
    message.insert("type".into(), call.name().into());
    match call {
        Call::Track => put(&mut message, "event", event),
        Call::Page | Call::Screen => put(&mut message, "name", cells.get(&Field::PageTitle)),
        _ => {}
    }
    for (name, field) in [
        ("userId", Field::UserId),
        ("anonymousId", Field::AnonymousId),
    ] {
        put(&mut message, name, cells.get(&field).map(plain::unguarded));
    }
    let mut context = context(cells);
    let mut traits = filled(cells, TRAITS);
    contacts(&mut traits, cells);
    let mut properties = filled(cells, PAGE);
    if !properties.is_empty() {
        context.insert("page".into(), properties.clone().into());
    }
    for (name, value) in cells.custom(!in_thousandths(cells)) {
        properties.entry(name).or_insert(value);
    }
    // What an identify or group call brings are traits; elsewhere they say who it was.
    if matches!(call, Call::Identify | Call::Group) {
        properties.extend(traits);
        message.insert("traits".into(), properties.into());
    } else {
        if !traits.is_empty() {
            context.insert("traits".into(), traits.into());
        }
        message.insert("properties".into(), properties.into());
    }
    message.insert("context".into(), context.into());
    Ok(message)
}

/// Whether a column of events holds amounts.
pub fn is_amount(field: &Field, what: What) -> bool {
    match field {
        Field::Custom(name) => what == What::Events && is_money(name),
        _ => false,
    }
}

/// Whether the amounts of a row are in a currency of thousandths, so that three digits behind a mark are these.
fn in_thousandths(cells: &Cells) -> bool {
    let mut texts = cells.custom_texts();
    texts.any(|(name, text)| name == CURRENCY && money::has_thousandths(text))
}

fn filled(cells: &Cells, fields: &[(&str, Field)]) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, field) in fields {
        put(&mut map, name, cells.get(field));
    }
    map
}

/// Which call a row is, and the name of what was tracked. Exports of the Segment API have both a
/// type and an event; others have one column, in which `Page` and `Screen` stand for views.
fn call_of<'a>(cells: &'a Cells) -> Result<(Call, Option<&'a str>), String> {
    let event = cells.get(&Field::Event);
    let named = |name: &str| {
        let call = Call::from_name(&name.to_lowercase())?;
        matches!(
            call,
            Call::Track | Call::Page | Call::Screen | Call::Identify | Call::Group
        )
        .then_some(call)
    };
    match (cells.get(&Field::Type), event) {
        (Some(name), event) => match (named(name), event) {
            (Some(Call::Track), None) => {
                Err("it is a track call without the name of what happened".into())
            }
            (Some(call), event) => Ok((call, event)),
            // Not the type of a call: then it is what happened.
            (None, None) => Ok((Call::Track, Some(name))),
            (None, Some(event)) => Ok((Call::Track, Some(event))),
        },
        (None, Some(event)) => match named(event).filter(|call| *call != Call::Track) {
            Some(call) => Ok((call, None)),
            None => Ok((Call::Track, Some(event))),
        },
        (None, None) => Err("it does not say what happened".into()),
    }
}

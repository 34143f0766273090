//! A tree of plain values into the text of a model file: what did not change stays as it was written,
//! with its comments and in its order.

use serde_json::{Map, Value as Json};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::doc::ModelDoc;

/// What an element of a section is recognised by.
const NAMES: &[(&str, &str)] = &[
    ("engagement", "name"),
    ("group", "name"),
    ("fit", "name"),
    ("grade", "letter"),
    ("stage", "key"),
    ("index", "key"),
    ("signal", "key"),
    ("region", "temperature"),
];

/// The text with the values of the tree in it. A text that is no TOML is written anew.
pub fn write(doc: &ModelDoc, text: &str) -> String {
    let mut document: DocumentMut = text.parse().unwrap_or_default();
    let Ok(Json::Object(wanted)) = serde_json::to_value(doc) else {
        return text.to_owned();
    };
    merge_table(document.as_table_mut(), &wanted, true);
    document.to_string()
}

/// Makes a table hold what is wanted and nothing else.
fn merge_table(table: &mut Table, wanted: &Map<String, Json>, top: bool) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys.iter().filter(|key| !wanted.contains_key(*key)) {
        table.remove(key);
    }
    for (key, value) in wanted {
        // An empty section is written by leaving it out.
        if top && is_empty(value) {
            if table.get(key).is_some_and(|item| !same(item, value)) {
                table.remove(key);
            }
            continue;
        }
        match table.get_mut(key) {
            Some(item) => merge(item, key, value),
            None => {
                table.insert(key, made(key, value, top));
            }
        }
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// Makes an item say what is wanted.
fn merge(item: &mut Item, key: &str, wanted: &Json) {
    if same(item, wanted) {
        return;
    }
    match (&mut *item, wanted) {
        (Item::Table(table), Json::Object(fields)) => merge_table(table, fields, false),
        (Item::ArrayOfTables(tables), Json::Array(elements)) => {
            merge_tables(tables, key, elements);
        }
        (Item::Value(Value::Array(array)), Json::Array(elements)) => merge_array(array, elements),
        (Item::Value(value), wanted) => {
            let decor = value.decor().clone();
            *value = value_of(wanted);
            *value.decor_mut() = decor;
        }
        (item, wanted) => *item = made(key, wanted, true),
    }
}

/// Elements keep their text where one of the same name was there; a renamed one that of its place.
fn merge_tables(tables: &mut ArrayOfTables, key: &str, wanted: &[Json]) {
    let name = NAMES
        .iter()
        .find(|(section, _)| *section == key)
        .map(|(_, name)| *name);
    let name_of =
        |table: &Table| name.and_then(|name| table.get(name)?.as_str().map(str::to_owned));
    let mut positions: Vec<_> = tables.iter().filter_map(Table::position).collect();
    positions.sort_unstable();
    let heading = tables.get(0).map(split_heading);
    let mut former: Vec<Option<Table>> = tables.iter().cloned().map(Some).collect();
    if let (Some(Some(first)), Some((_, own))) = (former.first_mut(), &heading) {
        first.decor_mut().set_prefix(own.clone());
    }
    let mut taken: Vec<Option<Table>> = wanted
        .iter()
        .map(|element| {
            let wanted_name = name.and_then(|name| element.get(name)?.as_str());
            let found = former.iter().position(|table| {
                table.as_ref().is_some_and(|table| {
                    wanted_name.is_some() && name_of(table).as_deref() == wanted_name
                })
            });
            found.and_then(|at| former[at].take())
        })
        .collect();
    if former.len() == wanted.len() {
        for (taken, left) in taken.iter_mut().zip(&mut former) {
            if taken.is_none() {
                *taken = left.take();
            }
        }
    }
    tables.clear();
    for (nth, (element, table)) in wanted.iter().zip(taken).enumerate() {
        let Json::Object(fields) = element else {
            continue;
        };
        let mut table = table.unwrap_or_else(new_table);
        merge_table(&mut table, fields, false);
        place(&mut table, positions.get(nth).copied());
        if let (0, Some((heading, _))) = (nth, &heading) {
            let own = prefix(&table);
            table.decor_mut().set_prefix(format!("{heading}{own}"));
        }
        tables.push(table);
    }
}

/// Puts a table at a place of the text, and the tables in it right behind it.
fn place(table: &mut Table, position: Option<isize>) {
    table.set_position(position);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => place(inner, position),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|one| place(one, position)),
            _ => {}
        }
    }
}

/// The comments above the first element: those of the section, and its own below a blank line.
fn split_heading(first: &Table) -> (String, String) {
    let text = prefix(first);
    match text.rfind("\n\n") {
        Some(at) if text[..at].contains('#') => (text[..=at].to_owned(), text[at + 1..].to_owned()),
        _ => (String::new(), text),
    }
}

fn prefix(table: &Table) -> String {
    let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str());
    prefix.unwrap_or_default().to_owned()
}

fn new_table() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

/// Entries that stay keep their text and comments.
fn merge_array(array: &mut Array, wanted: &[Json]) {
    let style = array.iter().last().map(|last| last.decor().clone());
    let mut former: Vec<Option<Value>> = array.iter().cloned().map(Some).collect();
    let mut next = 0;
    array.clear();
    for wanted in wanted {
        let is_wanted = |value: &Option<Value>| {
            value
                .as_ref()
                .is_some_and(|value| same(&Item::Value(value.clone()), wanted))
        };
        let found = former[next.min(former.len())..].iter().position(is_wanted);
        if let Some(at) = found {
            next += at + 1;
            array.extend(former[next - 1].take());
            continue;
        }
        let mut value = value_of(wanted);
        match &style {
            Some(style) => *value.decor_mut() = style.clone(),
            None => value
                .decor_mut()
                .set_prefix(if array.is_empty() { "" } else { " " }),
        }
        array.push_formatted(value);
    }
}

/// A new item. Sections and elements of sections become tables, what is in them stays on its line.
fn made(key: &str, wanted: &Json, top: bool) -> Item {
    let is_section = top || NAMES.iter().any(|(section, _)| *section == key);
    match wanted {
        Json::Object(fields) if top => {
            let mut table = new_table();
            merge_table(&mut table, fields, false);
            Item::Table(table)
        }
        Json::Array(elements) if is_section && elements.iter().all(Json::is_object) => {
            let mut tables = ArrayOfTables::new();
            merge_tables(&mut tables, key, elements);
            Item::ArrayOfTables(tables)
        }
        wanted => Item::Value(value_of(wanted)),
    }
}

fn value_of(wanted: &Json) -> Value {
    match wanted {
        Json::Null => Value::from(""),
        Json::Bool(value) => Value::from(*value),
        Json::Number(number) => {
            let value = number.as_f64().unwrap_or_default();
            // Whole numbers are written without a point.
            match value.fract() == 0.0 && value.abs() < 1e15 {
                true => Value::from(value as i64),
                false => Value::from(value),
            }
        }
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(elements) => Value::Array(elements.iter().map(value_of).collect()),
        Json::Object(fields) => {
            let mut table = InlineTable::new();
            for (key, value) in fields {
                table.insert(key, value_of(value));
            }
            Value::InlineTable(table)
        }
    }
}

/// Whether an item says the same as a value: 8 and 8.0 do.
fn same(item: &Item, wanted: &Json) -> bool {
    match wanted {
        Json::Null => item.is_none(),
        Json::Bool(value) => item.as_bool() == Some(*value),
        Json::Number(number) => {
            let known = item
                .as_float()
                .or(item.as_integer().map(|number| number as f64));
            known == number.as_f64()
        }
        Json::String(text) => item.as_str() == Some(text),
        Json::Array(elements) => {
            (item.is_array() || item.is_array_of_tables())
                && (0..elements.len())
                    .all(|nth| item.get(nth).is_some_and(|item| same(item, &elements[nth])))
                && item.get(elements.len()).is_none()
        }
        Json::Object(fields) => item.as_table_like().is_some_and(|table| {
            table.len() == fields.len()
                && fields
                    .iter()
                    .all(|(key, value)| table.get(key).is_some_and(|item| same(item, value)))
        }),
    }
}

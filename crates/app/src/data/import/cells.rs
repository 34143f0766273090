//! The cells of a row, and what they say.

use std::borrow::Cow;

use ripen_domain::number;
use serde_json::{Map, Value};

use super::columns::{Column, Field};

/// The largest whole number up to which every one is exact as a double.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// The cells of a row by field, in the order of the columns.
pub struct Cells<'a> {
    pub(super) columns: &'a [Column],
    pub(super) texts: Vec<Cow<'a, str>>,
    /// Whether a lone comma is that of decimals: not where it stands between columns.
    pub(super) decimal_comma: bool,
}

/// A cell with its column.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'c> {
    /// Header of the column.
    pub header: &'c str,
    /// What stands there; never empty.
    pub text: &'c str,
}

impl Cells<'_> {
    /// The text of a field, unless it is empty.
    pub fn get(&self, field: &Field) -> Option<&str> {
        self.cell(field).map(|cell| cell.text)
    }

    /// The cell of a field, unless it is empty.
    pub fn cell(&self, field: &Field) -> Option<Cell<'_>> {
        self.filled()
            .find(|(column, _)| column.field == *field)
            .map(|(_, cell)| cell)
    }

    /// The cells of a field that several columns fill, the best column first, without empty ones.
    pub fn several(&self, field: &Field) -> Vec<Cell<'_>> {
        let mut cells: Vec<_> = self
            .filled()
            .filter(|(column, _)| column.field == *field)
            .collect();
        cells.sort_by_key(|(column, _)| column.place);
        cells.into_iter().map(|(_, cell)| cell).collect()
    }

    /// The custom fields that are not empty, as they are called in messages. `thousands` says whether full stops may part them, where the column says
    /// that they do.
    pub fn custom(&self, thousands: bool) -> impl Iterator<Item = (&str, Value)> {
        self.filled().filter_map(move |(column, cell)| {
            if !matches!(column.field, Field::Custom(_)) {
                return None;
            }
            let parted = thousands && column.parts_thousands;
            let whole = parted.then(|| number::with_stops(cell.text)).flatten();
            let value = whole.map_or_else(|| value(cell.text, self.decimal_comma), Value::from);
            Some((column.sent_as.as_str(), value))
        })
    }

    /// What stands in the custom fields that are not empty, as they are called in messages.
    pub fn custom_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.filled()
            .filter_map(|(column, cell)| match &column.field {
                Field::Custom(_) => Some((column.sent_as.as_str(), cell.text)),
                _ => None,
            })
    }

    /// The cells that fill nothing but a custom field of their own name.
    pub fn unnamed(&self) -> impl Iterator<Item = Cell<'_>> {
        let is_unnamed = |column: &Column| matches!(&column.field, Field::Custom(name) if *name == column.header);
        self.filled()
            .filter(move |(column, _)| is_unnamed(column))
            .map(|(_, cell)| cell)
    }

    /// Empties a cell.
    pub fn clear(&mut self, at: usize) {
        self.texts[at] = Cow::Borrowed("");
    }

    fn filled(&self) -> impl Iterator<Item = (&Column, Cell<'_>)> {
        let cells = self.columns.iter().zip(&self.texts);
        cells
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| {
                let cell = Cell {
                    header: &column.header,
                    text,
                };
                (column, cell)
            })
    }
}

/// A cell as the value that it reads as: a number or yes and no where writing it again gives the
/// same text, a number with a decimal comma, else text. So `007` stays what it is.
pub fn value(text: &str, decimal_comma: bool) -> Value {
    match text {
        "true" => return true.into(),
        "false" => return false.into(),
        _ => {}
    }
    match (text.parse::<f64>(), text.parse::<i64>()) {
        // Above 2^53 a number in JSON is no longer exact everywhere; an id then stays text.
        (Ok(number), _)
            if !number.is_finite() || number.abs() > MAX_EXACT || number.to_string() != text =>
        {
            text.into()
        }
        (_, Ok(number)) => number.into(),
        (Ok(number), _) => number.into(),
        _ => number::with_comma(text, decimal_comma)
            .or_else(|| number::with_blanks(text))
            .map_or_else(|| text.into(), Value::from),
    }
}

/// What a row says about how the person came, as `context`.
pub fn context(cells: &Cells) -> Map<String, Value> {
    let mut campaign = Map::new();
    let parts = [
        ("source", Field::Source),
        ("medium", Field::Medium),
        ("name", Field::Campaign),
        ("content", Field::Content),
        ("term", Field::Term),
    ];
    for (name, field) in parts {
        put(&mut campaign, name, cells.get(&field));
    }
    let mut context = Map::new();
    if !campaign.is_empty() {
        context.insert("campaign".into(), campaign.into());
    }
    context
}

/// Puts a text in, if there is one.
pub fn put(map: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        map.insert(name.into(), text.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_as_a_number_becomes_one() {
        assert_eq!(value("12", true), Value::from(12));
        assert_eq!(value("-2.5", true), Value::from(-2.5));
        assert_eq!(value("true", true), Value::Bool(true));
        assert_eq!(value("1250,50", true), Value::from(1250.5));
        for text in [
            "007",
            "1e5",
            "+5",
            "1.50",
            "NaN",
            "inf",
            "12 ",
            "8493857293847593847",
            "601 123 456",
        ] {
            assert_eq!(value(text, true), Value::from(text), "{text}");
        }
        assert_eq!(value("1,5", false), Value::from("1,5"));
    }
}

//! The cells of a row, and what they say.

use serde_json::{Map, Value};

use super::columns::{Column, Field};

/// The largest whole number up to which every one is exact as a double.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// The cells of a row by field, in the order of the columns.
pub struct Cells<'a> {
    pub(super) columns: &'a [Column],
    pub(super) texts: Vec<&'a str>,
}

impl<'a> Cells<'a> {
    /// The text of a field, unless it is empty.
    pub fn get(&self, field: &Field) -> Option<&'a str> {
        let at = self
            .columns
            .iter()
            .position(|column| column.field == *field)?;
        Some(self.texts[at]).filter(|text| !text.is_empty())
    }

    /// The custom fields that are not empty.
    pub fn custom(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.columns
            .iter()
            .zip(&self.texts)
            .filter_map(|(column, text)| match &column.field {
                Field::Custom(name) if !text.is_empty() => Some((name.as_str(), *text)),
                _ => None,
            })
    }
}

/// A cell as the value that it reads as: a number or yes and no where writing it again gives the
/// same text, else text. So `007` stays what it is.
pub fn value(text: &str) -> Value {
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
        _ => text.into(),
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
        assert_eq!(value("12"), Value::from(12));
        assert_eq!(value("-2.5"), Value::from(-2.5));
        assert_eq!(value("true"), Value::Bool(true));
        for text in [
            "007",
            "1e5",
            "+5",
            "1.50",
            "NaN",
            "inf",
            "12 ",
            "8493857293847593847",
        ] {
            assert_eq!(value(text), Value::from(text), "{text}");
        }
    }
}

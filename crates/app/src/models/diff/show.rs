//! Values of a model file in one line, for people.

use toml::Value;

/// Longest text of a value, in characters.
const MAX: usize = 500;

/// A value in one line.
pub(super) fn show(value: &Value) -> String {
    let text = whole(value);
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn whole(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Float(number) => number.to_string(),
        Value::Array(items) => joined(items.iter().map(whole)),
        Value::Table(table) => {
            let field = |(key, value): (&String, &Value)| format!("{key} = {}", whole(value));
            joined(table.iter().map(field))
        }
        other => other.to_string(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

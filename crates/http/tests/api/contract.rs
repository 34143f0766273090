//! Holds every answer against the OpenAPI document: status, content type, shape of the body.

use std::sync::OnceLock;

use serde_json::Value;

/// The document of the code.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::from_str(&ripen_http::openapi_json()).expect("JSON"))
}

/// Every documented operation as (method, path).
pub fn operations() -> Vec<(String, String)> {
    let paths = document()["paths"].as_object().expect("paths");
    let methods = |(path, item): (&String, &Value)| -> Vec<(String, String)> {
        let item = item.as_object().expect("operations");
        item.keys()
            .map(|method| (method.to_uppercase(), path.clone()))
            .collect()
    };
    paths.iter().flat_map(methods).collect()
}

/// The documented path that a real one belongs to; fixed parts win over parameters.
fn template(path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let paths = document()["paths"].as_object().expect("paths").keys();
    let fits = |template: &&String| {
        let own: Vec<&str> = template.split('/').collect();
        own.len() == parts.len()
            && own
                .iter()
                .zip(&parts)
                .all(|(own, part)| own.starts_with('{') || own == part)
    };
    paths
        .filter(fits)
        .min_by_key(|template| template.matches('{').count())
        .cloned()
}

/// Checks an answer of a documented operation; others pass.
///
/// # Panics
/// When the answer is not as documented.
pub fn check(method: &str, path: &str, status: u16, content_type: &str, body: &[u8]) {
    let Some(template) = template(path) else {
        return;
    };
    let operation = &document()["paths"][&template][method.to_lowercase()];
    if operation.is_null() {
        return;
    }
    let place = format!("{method} {path} answered {status}");
    let responses = &operation["responses"];
    let declared = [&responses[status.to_string()], &responses["default"]]
        .into_iter()
        .find(|declared| !declared.is_null());
    let declared = declared.unwrap_or_else(|| panic!("{place}, which is not documented"));
    let Some(contents) = declared["content"].as_object() else {
        assert!(
            body.is_empty(),
            "{place} with a body that is not documented"
        );
        return;
    };
    let kind = content_type.split(';').next().unwrap_or_default();
    let content = contents
        .get(kind)
        .unwrap_or_else(|| panic!("{place} as {kind}, documented are {:?}", contents.keys()));
    if kind.ends_with("json") {
        let value = serde_json::from_slice(body).unwrap_or_else(|error| panic!("{place}: {error}"));
        let wrong = fault(&content["schema"], &value, true);
        assert!(
            wrong.is_none(),
            "{place}: {}\n{value}",
            wrong.unwrap_or_default()
        );
    }
}

/// What of a value breaks its schema; `closed` also refuses fields that are not documented.
fn fault(schema: &'static Value, value: &Value, closed: bool) -> Option<String> {
    let schema = resolve(schema);
    for part in list(schema, "allOf") {
        if let Some(wrong) = fault(part, value, false) {
            return Some(wrong);
        }
    }
    let mut choices = list(schema, "oneOf")
        .chain(list(schema, "anyOf"))
        .peekable();
    if choices.peek().is_some() && !choices.any(|one| fault(one, value, closed).is_none()) {
        return Some(format!("{value} is none of {schema}"));
    }
    if !schema["type"].is_null() && !is_of(&schema["type"], value) {
        return Some(format!("{value} is not of type {}", schema["type"]));
    }
    if schema["enum"].is_array() && !list(schema, "enum").any(|one| one == value) {
        return Some(format!("{value} is none of {}", schema["enum"]));
    }
    match value {
        Value::Array(items) => items_fault(schema, items),
        Value::Object(_) => fields_fault(schema, value, closed),
        _ => None,
    }
}

fn items_fault(schema: &'static Value, items: &[Value]) -> Option<String> {
    let bound = |name: &str| schema[name].as_u64().map(|bound| bound as usize);
    if bound("minItems").is_some_and(|least| items.len() < least)
        || bound("maxItems").is_some_and(|most| items.len() > most)
    {
        return Some(format!("a list of {} breaks its bounds", items.len()));
    }
    let places = list(schema, "prefixItems").zip(items);
    if let Some(wrong) = places
        .map(|(place, item)| fault(place, item, true))
        .find(Option::is_some)
    {
        return wrong;
    }
    let each = &schema["items"];
    let mut items = items.iter().filter(|_| each.is_object());
    items.find_map(|item| fault(each, item, true))
}

fn fields_fault(schema: &'static Value, value: &Value, closed: bool) -> Option<String> {
    let missing = list(schema, "required")
        .filter_map(Value::as_str)
        .find(|name| value.get(name).is_none());
    if let Some(name) = missing {
        return Some(format!("the field {name} is missing"));
    }
    let known = properties(schema);
    for (name, value) in value.as_object().expect("an object") {
        match known.iter().find(|(known, _)| *known == name) {
            Some((_, schema)) => {
                if let Some(wrong) = fault(schema, value, true) {
                    return Some(format!("{name}: {wrong}"));
                }
            }
            None if closed && !known.is_empty() => {
                return Some(format!("the field {name} is not documented"));
            }
            None => {}
        }
    }
    None
}

/// The fields of an object with those of everything it is made of.
fn properties(schema: &'static Value) -> Vec<(&'static String, &'static Value)> {
    let schema = resolve(schema);
    let own = schema["properties"].as_object().into_iter().flatten();
    let parts = list(schema, "allOf").flat_map(properties);
    own.chain(parts).collect()
}

fn resolve(schema: &'static Value) -> &'static Value {
    match schema["$ref"].as_str() {
        Some(name) => resolve(
            document()
                .pointer(name.trim_start_matches('#'))
                .expect("the reference leads somewhere"),
        ),
        None => schema,
    }
}

fn list(schema: &'static Value, name: &str) -> impl Iterator<Item = &'static Value> {
    schema[name].as_array().into_iter().flatten()
}

fn is_of(types: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap_or_default() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    };
    types
        .as_array()
        .map_or_else(|| is(types), |types| types.iter().any(is))
}

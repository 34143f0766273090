//! The country among traits: by name, by code, in an address or beside it.

use ripen_domain::identity::{country, normalize};
use ripen_domain::text::entities::resolved;

use super::json::{Map, Value};
use super::traits::{bounded, is_gone};

/// Names under which the country is sent.
pub const COUNTRIES: &[&str] = &["country", "countryName", "country_name"];
/// Names under which its code is sent.
pub const CODES: &[&str] = &[
    "countryCode",
    "country_code",
    "countryCodeV2",
    "country_code_v2",
    "country_iso_code",
    "countryIso",
    "country_iso",
];

/// The country that traits name: its code, else the text as it stands; `null` where they take it away, nothing
/// where they say nothing of it. A name that is known goes before a code, and a code before a name that is not.
pub fn country(traits: &Map) -> Option<Value<'static>> {
    let address = traits.get("address");
    let places = [address.and_then(Value::as_object), Some(traits)];
    let of = |names: &'static [&str]| {
        let places = places.into_iter().flatten();
        places.flat_map(move |place| names.iter().filter_map(|name| place.get(name)))
    };
    let texts = |names| {
        let said = of(names).filter_map(Value::as_str);
        let clean = said.map(|text| normalize::clean(&resolved(text)).into_owned());
        clean.filter(|text| !text.is_empty())
    };
    let code = |text: String| country::code(&text);
    if let Some(code) = texts(COUNTRIES).chain(texts(CODES)).find_map(code) {
        return Some(code.into());
    }
    // Digits are the code of telephone numbers there.
    let no_digits = |text: &String| !text.contains(|letter: char| letter.is_ascii_digit());
    // What programs write where they know none says nothing.
    let says = |text: &String| !normalize::is_placeholder(text);
    let written = texts(COUNTRIES).find(says);
    let written = written.or_else(|| texts(CODES).find(|text| no_digits(text) && says(text)));
    let is_gone = || of(COUNTRIES).chain(address).any(is_gone);
    match written {
        Some(text) => Some(bounded(&text).into()),
        None => is_gone().then_some(Value::Null),
    }
}

#[cfg(test)]
mod tests {
    use crate::capture::json::json;

    use super::*;

    #[test]
    fn the_country_is_found_by_name_and_by_code() {
        for (traits, expected) in [
            (json!({"country": "Germany"}), Some(json!("DE"))),
            (json!({"country": "GERMANY (DE)"}), Some(json!("DE"))),
            (json!({"country_code": "de"}), Some(json!("DE"))),
            (json!({"countryCode": "DE"}), Some(json!("DE"))),
            (json!({"address": {"countryCode": "DE"}}), Some(json!("DE"))),
            (
                json!({"address": {"country_code": "DE", "city": "Berlin"}}),
                Some(json!("DE")),
            ),
            (
                json!({"address": {"country": "Germany", "country_code": "DE"}}),
                Some(json!("DE")),
            ),
            (
                json!({"country": "Teutonia", "countryCode": "DE"}),
                Some(json!("DE")),
            ),
            (
                json!({"country": null, "countryCode": "DE"}),
                Some(json!("DE")),
            ),
            // Who was asked wrote the name.
            (
                json!({"country": "Austria", "countryCode": "DE"}),
                Some(json!("AT")),
            ),
            (json!({"country": "Europe"}), Some(json!("Europe"))),
            (
                json!({"country": "Europe", "countryCode": "EU"}),
                Some(json!("Europe")),
            ),
            (json!({"countryCode": "ZZ"}), Some(json!("ZZ"))),
            (json!({"countryCode": "+49"}), None),
            (json!({"countryCode": 49}), None),
            (json!({"country": "null"}), None),
            (json!({"country": "0"}), None),
            (json!({"country": "N/A", "countryCode": "--"}), None),
            (
                json!({"country": "undefined", "countryCode": "DE"}),
                Some(json!("DE")),
            ),
            (json!({"country": "NA"}), Some(json!("NA"))),
            (json!({"country": null}), Some(json!(null))),
            (json!({"address": {"country": ""}}), Some(json!(null))),
            (json!({"address": null}), Some(json!(null))),
            (json!({"city": "Berlin"}), None),
        ] {
            let said = country(traits.as_object().expect("traits"));
            assert_eq!(said, expected, "{traits}");
        }
    }
}

//! Parameters of an address.

use std::borrow::Cow;

use crate::identity::normalize;

/// Bytes of a query that are looked at.
const MAX_QUERY: usize = 8 << 10;
/// Parameters that are looked at.
const MAX_PARAMETERS: usize = 200;

/// The parameters of a landing address; a query comes before what stands after `#`.
#[derive(Clone, Debug, Default)]
pub struct Parameters<'a> {
    pairs: Vec<(Cow<'a, str>, &'a str)>,
}

impl<'a> Parameters<'a> {
    /// The parameters of an address, else those of a query given by itself.
    pub fn of(url: &'a str, search: Option<&'a str>) -> Self {
        // Most addresses have none, which is seen at once.
        if search.is_none() && !url.contains(['?', '#']) {
            return Self::default();
        }
        let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
        let query = match before.split_once('?') {
            Some((_, query)) => query,
            None => search.unwrap_or_default().trim_start_matches('?'),
        };
        // A router's own `#/path?a=b` has a query as well.
        let fragment = fragment.rsplit('?').next().unwrap_or_default();
        let pairs = [query, fragment]
            .into_iter()
            .map(|part| &part[..part.floor_char_boundary(MAX_QUERY)])
            // A link that had a query already and got a second one.
            .flat_map(|part| part.split(['&', '?']))
            // Some mail programs leave the ampersand as it stands in the markup.
            .map(|pair| pair.strip_prefix("amp;").unwrap_or(pair))
            .filter_map(|pair| pair.split_once('='))
            .take(MAX_PARAMETERS)
            .map(|(name, value)| (decoded(name), value))
            .collect();
        Self { pairs }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The value of a parameter, its name in whatever case: the first that says something, which a template
    /// that nobody filled does not.
    pub fn get(&self, name: &str) -> Option<String> {
        self.pairs
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| decoded(value))
            .find(|value| !is_nothing(value))
            .map(Cow::into_owned)
    }
}

/// What programs write where there is no value.
const NOTHING: &[&str] = &["undefined", "null", "(not set)", "(not provided)"];

/// Whether a value says nothing: it is blank, a word for nothing or a template.
fn is_nothing(value: &str) -> bool {
    let value = value.trim();
    let is_macro = value.starts_with("__") && value.ends_with("__");
    let is_word = NOTHING.iter().any(|word| word.eq_ignore_ascii_case(value));
    value.is_empty() || is_macro || is_word || normalize::is_template(value)
}

/// Text with `%41` and `+` made into what they stand for.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| char::from(digit?).to_digit(16);
        let mut ahead = rest.clone();
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'+', ..) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

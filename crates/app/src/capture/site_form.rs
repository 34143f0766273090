//! Forms by which a visitor uses the site, and tells nothing: Google Analytics sends `form_submit` for each of them.

use ripen_domain::text;
use serde_json::{Map, Value};

/// The kind of such a form.
pub const KIND: &str = "Site Form Submitted";
/// Properties that name a form or where it leads.
const NAMES: &[&str] = &[
    "form_id",
    "form_name",
    "form_destination",
    "formId",
    "formName",
    "form",
];
/// Words in them, folded.
const WORDS: &[&str] = &[
    "search",
    "searchform",
    "login",
    "signin",
    "logout",
    "cart",
    "addtocart",
    "basket",
    "filter",
    "filters",
    "ara",
    "arama",
    "giris",
    "sepet",
    "sepete",
    "filtre",
    "hledat",
    "hledani",
    "vyhledavani",
    "prihlaseni",
    "kosik",
    "kosiku",
];

/// Whether the form of an event is one for searching, signing in, buying or choosing.
pub fn is_of_site(event: &Map<String, Value>) -> bool {
    let properties = event.get("properties").and_then(Value::as_object);
    properties.is_some_and(|properties| {
        let named = NAMES
            .iter()
            .filter_map(|name| properties.get(*name)?.as_str());
        let mut words = named.map(|named| text::words(&text::parted(named)));
        words.any(|words| words.split(' ').any(|word| WORDS.contains(&word)))
    })
}

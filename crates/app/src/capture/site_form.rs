//! Forms by which a visitor uses the site, and tells nothing: Google Analytics sends `form_submit` for each of them.

use ripen_domain::text;

use super::json::{Map, Value};

/// What such a form is called.
const KIND: &str = "Site Form Submitted";
/// What Google Analytics calls every form.
const NAME: &str = "form_submit";
/// Properties that name a form.
const NAMES: &[&str] = &["form_id", "form_name"];
/// Where it leads.
const DESTINATION: &str = "form_destination";
/// Words of such forms, folded.
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
/// Words that stand beside them.
const BESIDE: &[&str] = &[
    "form", "frm", "box", "site", "header", "footer", "top", "main", "mobile", "desktop", "mini",
    "quick", "widget", "block", "add", "to", "in", "log", "sign", "ekle", "do", "product",
    "products", "submit", "ajax", "user", "account", "formu", "formular",
];

/// The kind of an event that is the sending of a form for searching, signing in, buying or choosing, and of nothing else.
pub fn kind(name: &str, event: &Map) -> Option<&'static str> {
    if name != NAME {
        return None;
    }
    is_of_site(event.get("properties")?.as_object()?).then_some(KIND)
}

fn is_of_site(properties: &Map) -> bool {
    let text = |name: &str| {
        properties
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let named: Vec<String> = NAMES.iter().flat_map(|name| words(text(name))).collect();
    let path = text(DESTINATION)
        .split(['?', '#'])
        .next()
        .unwrap_or_default();
    // Of an address without a path this is the host.
    let leads_to = path
        .trim_end_matches('/')
        .rsplit_once('/')
        .map_or("", |(_, last)| last);
    let leads_to = words(leads_to);
    let is_word = |word: &String| WORDS.contains(&word.as_str());
    let is_beside = |word: &String| {
        is_word(word)
            || BESIDE.contains(&word.as_str())
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let leads_there = !leads_to.is_empty() && leads_to.iter().all(is_word);
    named.iter().all(is_beside) && (named.iter().any(is_word) || leads_there)
}

fn words(text: &str) -> Vec<String> {
    let words = text::words(&text::parted(text));
    words.split_whitespace().map(str::to_owned).collect()
}

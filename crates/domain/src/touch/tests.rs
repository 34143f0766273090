//! How visitors came, case by case: many countries, and addresses as they really arrive.

mod addresses;
mod campaigns;
mod referrers;

use super::*;

/// Source and medium of a visit to `https://www.shop.example/` from this referrer.
fn from(referrer: &str) -> (Option<String>, Option<String>) {
    let landing = Landing::new("https://www.shop.example/", None, Some(referrer));
    of(&landing, None, &Sites::default()).map_or((None, None), |touch| (touch.source, touch.medium))
}

/// The touch of a visit to this address, from this referrer.
fn visit(url: &str, referrer: &str) -> Option<Touch> {
    let landing = Landing::new(url, None, Some(referrer));
    of(&landing, None, &Sites::default())
}

/// Source and medium as `source / medium`, the usual way of writing them.
fn written(touch: Option<&Touch>) -> String {
    let part = |part: Option<&String>| part.map_or("-", String::as_str).to_owned();
    let Some(touch) = touch else {
        return "none".to_owned();
    };
    format!(
        "{} / {}",
        part(touch.source.as_ref()),
        part(touch.medium.as_ref())
    )
}

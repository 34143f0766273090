//! How a visitor came, from what an event says of its page and campaign.

use ripen_domain::interaction::Touch;
use ripen_domain::touch::{self, Landing, Sites, clean};

use super::json::{Map, Value};

/// The touch that an event carries, if any: campaign parameters, click ids, or the referring page.
pub fn of(event: &Map, landing: &Landing, sites: &Sites) -> Option<Touch> {
    let said = event.get("context").and_then(campaign);
    touch::of(landing, said, sites)
}

/// The page that an event tells of.
pub fn landing<'e>(event: &'e Map<'e>) -> Landing<'e> {
    let context = event.get("context");
    let page = context.and_then(|context| context.get("page"));
    let properties = event.get("properties");
    let text = |name: &str| {
        [page, properties]
            .into_iter()
            .flatten()
            .find_map(|map| map.get(name)?.as_str())
    };
    let referrer = text("referrer").or_else(|| context?.get("referrer")?.get("url")?.as_str());
    Landing::new(text("url").unwrap_or_default(), text("search"), referrer)
}

fn campaign(context: &Value) -> Option<Touch> {
    let campaign = context.get("campaign")?.as_object()?;
    let part = |name: &str| campaign.get(name).and_then(Value::as_str).and_then(clean);
    let touch = Touch {
        source: part("source"),
        medium: part("medium"),
        campaign: ["name", "campaign", "id"].into_iter().find_map(part),
        content: part("content"),
        term: part("term"),
        referrer: None,
    };
    (!touch.is_empty()).then_some(touch)
}

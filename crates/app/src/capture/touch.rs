//! How a visitor came, from what an event says of its page and campaign.

use ripen_domain::interaction::Touch;
use ripen_domain::touch::click::Click;
use ripen_domain::touch::query::Parameters;
use ripen_domain::touch::{self, Landing, Sites, clean};
use serde_json::{Map, Value};

/// The touch that an event carries, if any: campaign parameters, click ids, or the referring page.
pub fn of(event: &Map<String, Value>, sites: &Sites) -> Option<Touch> {
    let said = event.get("context").and_then(campaign);
    touch::of(&landing(event), said, sites)
}

/// The click id in the address of an event's page: the parameter and its value, for whoever
/// attributes costs to it later.
pub fn click(event: &Map<String, Value>) -> Option<(&'static str, String)> {
    let landing = landing(event);
    let click = Click::of(&Parameters::of(landing.url, landing.search))?;
    Some((click.name, click.id))
}

/// The address of an event's page.
pub fn url(event: &Map<String, Value>) -> &str {
    landing(event).url
}

fn landing(event: &Map<String, Value>) -> Landing<'_> {
    let context = event.get("context");
    let page = context.and_then(|context| context.get("page"));
    let properties = event.get("properties");
    let text = |name: &str| {
        [page, properties]
            .into_iter()
            .flatten()
            .find_map(|map| map.get(name)?.as_str())
    };
    Landing {
        url: text("url").unwrap_or_default(),
        search: text("search"),
        referrer: text("referrer").or_else(|| context?.get("referrer")?.get("url")?.as_str()),
    }
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

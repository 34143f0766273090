//! Forms by which a visitor uses the site.

use serde_json::{Value, json};

use super::good;
use crate::capture::Call;

fn kind_of(name: &str, properties: &Value) -> String {
    let event = json!({"userId": "u", "event": name, "properties": properties});
    good(Call::Track, &event).kind
}

#[test]
fn a_form_for_searching_signing_in_or_buying_is_none_of_the_business() {
    for properties in [
        json!({"form_id": "search-form", "form_destination": "https://shop.example/search"}),
        json!({"form_id": "", "form_destination": "https://shop.example/tr/arama?q=x"}),
        json!({"form_name": "loginForm"}),
        json!({"form_id": "add-to-cart-551"}),
        json!({"form_destination": "/hledani"}),
    ] {
        assert_eq!(
            kind_of("form_submit", &properties),
            "Site Form Submitted",
            "{properties}"
        );
    }
    for properties in [
        json!({"form_id": "contact", "form_destination": "https://shop.example/contact"}),
        json!({"form_id": "research-panel"}),
        json!({"message": "Where is the search?", "email": "a@b.example"}),
        json!({}),
    ] {
        assert_eq!(
            kind_of("form_submit", &properties),
            "Form Submitted",
            "{properties}"
        );
    }
}

#[test]
fn what_was_sent_by_another_channel_is_no_mail() {
    for (name, properties) in [
        (
            "sent",
            json!({"recipient": "a@x.example", "messageId": "wamid.X", "channel": "whatsapp"}),
        ),
        (
            "opened",
            json!({"email": "a@x.example", "message-id": "<1@x>", "channel": "push"}),
        ),
        (
            "request",
            json!({"recipient": "a@x.example", "message_id": "7", "text": "call me"}),
        ),
        (
            "delivered",
            json!({"email": "a@x.example", "message-id": "<1@x>", "courier": "DHL"}),
        ),
    ] {
        assert_eq!(kind_of(name, &properties), name, "{properties}");
    }
}

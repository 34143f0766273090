//! The objects inside messages, as the Segment spec names them.

use ripen_domain::time::Timestamp;
use serde_json::{Value, json};

use super::chance::scramble;
use super::companies::Company;
use super::countries::{COUNTRIES, INDUSTRIES};
use super::origins::ORIGINS;
use super::people::Person;
use super::plan::From;
use super::site::{HOST, PAGES, PRODUCTS, SUBJECTS};

/// A track message.
pub(super) fn track(event: &str, properties: Value) -> Value {
    json!({"type": "track", "event": event, "properties": properties})
}

/// An instant to the millisecond, as clients send it.
pub(super) fn millis(at: Timestamp) -> String {
    Timestamp::from_micros(at.as_micros() / 1_000 * 1_000).to_rfc3339()
}

/// The company object of the Segment spec.
pub(super) fn company_object(company: &Company) -> Value {
    json!({
        "id": company.slug, "name": company.name, "industry": INDUSTRIES[company.industry],
        "employee_count": company.employees,
    })
}

/// The product object of the Segment spec, priced in the currency of the buyer.
pub(super) fn product_object(product: u8, person: &Person) -> Value {
    let product = &PRODUCTS[usize::from(product)];
    let price = (f64::from(product.price) * COUNTRIES[usize::from(person.country)].rate).round();
    json!({"product_id": product.sku, "sku": product.sku, "name": product.name, "category": product.category, "price": price})
}

/// Adds the buyer's currency.
pub(super) fn with_currency(mut properties: Value, person: &Person) -> Value {
    properties["currency"] = COUNTRIES[usize::from(person.country)].currency.into();
    properties
}

/// What the Segment spec says of a mail.
pub(super) fn mail_object(issue: u16) -> Value {
    let subject = SUBJECTS[usize::from(issue) % SUBJECTS.len()];
    json!({"email_id": format!("newsletter-{issue}"), "email_subject": subject, "campaign_name": "weekly"})
}

/// The page object of the Segment spec.
pub(super) fn page_object(index: u16, from: Option<From>) -> Value {
    let page = &PAGES[usize::from(index)];
    let (query, referrer) = match from {
        Some(From::Page(before)) => (
            String::new(),
            format!("{HOST}{}", PAGES[usize::from(before)].path),
        ),
        Some(From::Origin(origin)) => (
            query(origin),
            ORIGINS[usize::from(origin)].referrer.to_owned(),
        ),
        None => Default::default(),
    };
    json!({
        "path": page.path, "title": page.title, "url": format!("{HOST}{}{query}", page.path), "search": query,
        "referrer": referrer,
    })
}

/// The campaign as it stands in the address.
fn query(origin: u8) -> String {
    let Some(values) = ORIGINS[usize::from(origin)].campaign else {
        return String::new();
    };
    let names = [
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_content",
        "utm_term",
    ];
    let pairs = names
        .iter()
        .zip(values)
        .filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> = pairs
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect();
    format!("?{}", pairs.join("&"))
}

/// An address from the blocks set aside for documentation (RFC 5737).
pub(super) fn address(device: u32) -> String {
    let drawn = scramble(u64::from(device) ^ 0xadd4e55);
    let block = ["192.0.2", "198.51.100", "203.0.113"][(drawn % 3) as usize];
    format!("{block}.{}", 1 + (drawn >> 8) % 254)
}

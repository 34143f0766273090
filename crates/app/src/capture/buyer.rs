//! Who bought: the address that an order has of its customer.

use ripen_domain::identity::normalize;
use serde_json::{Map, Value};

/// Names under which the address of the customer stands, best first.
const EMAILS: &[&str] = &[
    "email",
    "Email",
    "e_mail",
    "customer_email",
    "customerEmail",
    "contact_email",
    "contactEmail",
    "billing_email",
    "billingEmail",
];
/// Objects in which it stands.
const AROUND: &[&str] = &[
    "data",
    "payload",
    "checkout",
    "order",
    "customer",
    "buyer",
    "billing",
    "billing_address",
    "billingAddress",
];
/// Objects inside one another that are looked into.
const MAX_DEPTH: usize = 4;

/// The address of whoever bought, as it is written: the first that is one, what stands further out before what
/// stands further in.
pub fn email(order: &Map<String, Value>) -> Option<&Value> {
    let mut level = vec![order];
    let mut unreadable = None;
    for _ in 0..=MAX_DEPTH {
        for value in level.iter().flat_map(|of| values(of, EMAILS)) {
            let Some(text) = value.as_str().filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            if !normalize::emails(text).addresses.is_empty() {
                return Some(value);
            }
            unreadable.get_or_insert(value);
        }
        let inside = level.iter().flat_map(|of| values(of, AROUND));
        level = inside.filter_map(Value::as_object).collect();
    }
    unreadable
}

fn values<'o>(
    of: &'o Map<String, Value>,
    names: &'static [&str],
) -> impl Iterator<Item = &'o Value> {
    names.iter().filter_map(move |name| of.get(*name))
}

/// Whether a property of an order is an address of the customer.
pub fn is_email(name: &str) -> bool {
    EMAILS.contains(&name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_address_of_the_customer_is_found_wherever_shops_put_it() {
        for order in [
            json!({"email": "a@firm.example"}),
            json!({"customer": {"email": "a@firm.example"}}),
            json!({"contact_email": "a@firm.example"}),
            json!({"data": {"checkout": {"email": "a@firm.example"}}}),
            json!({"billing": {"email": "a@firm.example", "phone": "1"}}),
            json!({"order": {"customer": {"email": "a@firm.example"}}}),
            json!({"email": "", "customer": {"email": "a@firm.example"}}),
            json!({"email": "no address", "billing": {"email": "a@firm.example"}}),
            json!({"email": "a@firm.example", "customer": {"email": "b@firm.example"}}),
        ] {
            let found = email(order.as_object().expect("an object"));
            assert_eq!(found, Some(&json!("a@firm.example")), "{order}");
        }
        for order in [
            json!({}),
            json!({"vendor": {"email": "a@firm.example"}}),
            json!({"email": 7}),
        ] {
            assert_eq!(
                email(order.as_object().expect("an object")),
                None,
                "{order}"
            );
        }
        let odd = json!({"email": "no address"});
        assert!(email(odd.as_object().expect("an object")).is_some());
    }
}

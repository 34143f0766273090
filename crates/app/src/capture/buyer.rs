//! Who bought: the address that an order has of its customer, and the company and country that it is billed to.

use ripen_domain::identity::normalize;

use super::json::{Map, Value};
use super::traits::is_gone;

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
/// Objects with whom an order is billed to. Whom the goods go to may be somebody else.
const BILLING: &[&str] = &["billing", "billing_address", "billingAddress"];
/// What is read of these, as a trait is called, with its names there, and those that it has beside the order.
const BILLED: &[(&str, &[&str], &[&str])] = &[
    (
        "company",
        &["company", "company_name", "companyName"],
        &["billing_company", "billingCompany"],
    ),
    (
        "country",
        &["country", "country_name", "countryName"],
        &["billing_country", "billingCountry"],
    ),
    (
        "countryCode",
        &[
            "country_code",
            "countryCode",
            "countryCodeV2",
            "country_iso2",
            "country_id",
        ],
        &["billing_country_code", "billingCountryCode"],
    ),
];
/// Objects inside one another that are looked into.
const MAX_DEPTH: usize = 4;

/// What an order says of whoever bought, under the names of traits.
pub fn said<'o>(order: &'o Map<'o>) -> Map<'o> {
    let mut said = Map::new();
    if let Some(email) = email(order) {
        said.insert("email", email.clone());
    }
    for of in levels(order).flatten() {
        let billing: Vec<_> = values(of, BILLING).filter_map(Value::as_object).collect();
        for (name, there, beside) in BILLED {
            let inside = billing.iter().flat_map(|of| values(of, there));
            let mut found = inside.chain(values(of, beside));
            let found = found.find(|value| !is_gone(value) && value.is_string());
            if let Some(found) = found.filter(|_| !said.contains_key(name)) {
                said.insert(*name, found.clone());
            }
        }
    }
    said
}

/// The address of whoever bought, as it is written: the first that is one, what stands further out before what
/// stands further in.
fn email<'o>(order: &'o Map<'o>) -> Option<&'o Value<'o>> {
    let mut unreadable = None;
    for value in levels(order).flatten().flat_map(|of| values(of, EMAILS)) {
        let Some(text) = value.as_str().filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        if !normalize::emails(text).addresses.is_empty() {
            return Some(value);
        }
        unreadable.get_or_insert(value);
    }
    unreadable
}

/// An order and what stands in it, the outer objects before the inner ones.
fn levels<'o>(order: &'o Map<'o>) -> impl Iterator<Item = Vec<&'o Map<'o>>> {
    std::iter::successors(Some(vec![order]), |level| Some(inside(level))).take(MAX_DEPTH + 1)
}

fn inside<'o>(level: &[&'o Map<'o>]) -> Vec<&'o Map<'o>> {
    let all = level.iter().copied();
    let inside = all.flat_map(|of| values(of, AROUND));
    inside.filter_map(Value::as_object).collect()
}

fn values<'o>(of: &'o Map<'o>, names: &'static [&str]) -> impl Iterator<Item = &'o Value<'o>> {
    names.iter().filter_map(move |name| of.get(name))
}

/// Whether a property of an order is an address of the customer.
pub fn is_email(name: &str) -> bool {
    EMAILS.contains(&name)
}

#[cfg(test)]
mod tests {
    use crate::capture::json::json;

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

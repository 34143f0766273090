//! Webhooks of shops: events that are an order or a refund themselves, so that its `id` is theirs.

/// What the webhook of this name is about: `order` or `refund`; empty where it is none. Shopify calls them
/// `orders/create` or `ORDERS_CREATE`, WooCommerce `order.created`, BigCommerce `store/order/created`.
pub fn about(name: &str) -> &'static str {
    let name = name.trim().to_ascii_lowercase();
    let topic = ["store", "shopify", "woocommerce"]
        .iter()
        .find_map(|shop| name.strip_prefix(shop)?.strip_prefix(['/', '.', ':']))
        .unwrap_or(&name);
    let begins = |thing: &str, joints: &[char]| {
        let verb = topic
            .strip_prefix(thing)
            .and_then(|rest| rest.strip_prefix(joints));
        verb.is_some_and(|verb| !verb.is_empty())
    };
    // Of several orders nobody speaks but a webhook.
    if begins("orders", &['/', '.', '_']) || begins("order", &['/', '.']) {
        "order"
    } else if begins("refunds", &['/', '.', '_']) || begins("refund", &['/', '.']) {
        "refund"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webhooks_are_told_by_their_names() {
        for (names, expected) in [
            (
                "orders/create|orders/updated|ORDERS_PAID|order.created|woocommerce.order.updated|store/order/created",
                "order",
            ),
            ("refunds/create|REFUNDS_CREATE|refund.created", "refund"),
            (
                "|orders|orders/|Order Completed|order_completed|purchase|checkouts/create|reorders/create|store",
                "",
            ),
        ] {
            for name in names.split('|') {
                assert_eq!(about(name), expected, "{name}");
            }
        }
    }
}

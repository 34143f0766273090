//! What shops, tag managers and pixels call what happens to an order.

use std::sync::LazyLock;

use crate::interaction::kind;
use crate::interaction::spelling::Spellings;

/// Words around the name that say where it comes from: `ecommerce.purchase`, `ga4_purchase`.
const AROUND: &[&str] = &[
    "ecommerce",
    "e",
    "commerce",
    "enhanced",
    "ga",
    "4",
    "shopify",
    "woocommerce",
    "shop",
    "store",
    "web",
    "online",
    "event",
    "fb",
    "meta",
    "pixel",
    "mobile",
    "gtm",
    "4wp",
    "eec",
    "successfully",
];
/// Words for a part of an order.
const PARTLY: &[&str] = &["partial", "partially", "partly"];
/// Names that are an order's only as a pixel writes them: `Place an Order` is a button.
const EXACT: &[(&str, &str)] = &[
    ("CompletePayment", kind::ORDER),
    ("PlaceAnOrder", kind::ORDER),
];
/// Parts of words without which no name is one of an order's.
const ROOTS: &[&str] = &[
    "order",
    "purchase",
    "refund",
    "checkout",
    "transaction",
    "iade",
    "satin",
    "siparis",
    "objednavk",
    "nakup",
    "storno",
    "vraceni",
];

/// Names of each kind as [`crate::text::words`] leaves them: of Segment's specification of before 2016, Google, Meta,
/// Shopify, WooCommerce and Klaviyo, and what people call it in English, Turkish and Czech.
const NAMES: &[(&str, &[&str])] = &[
    (
        kind::ORDER,
        &[
            "order completed",
            "completed order",
            "order complete",
            "order finished",
            "order placed",
            "placed order",
            "order paid",
            "paid order",
            "order confirmed",
            "order created",
            "order create",
            "order submitted",
            "order received",
            "order success",
            "order successful",
            "order succeeded",
            "orders create",
            "orders paid",
            "new order",
            "purchase",
            "purchased",
            "in app purchase",
            "purchase completed",
            "completed purchase",
            "purchase complete",
            "purchase finished",
            "purchase made",
            "made purchase",
            "made a purchase",
            "purchase confirmed",
            "purchase success",
            "purchase successful",
            "checkout completed",
            "completed checkout",
            "checkout complete",
            "checkout finished",
            "checkout success",
            "transaction completed",
            "completed transaction",
            "siparis tamamlandi",
            "siparis verildi",
            "siparis olusturuldu",
            "siparis alindi",
            "satin alma",
            "satin alindi",
            "satin alma tamamlandi",
            "objednavka dokoncena",
            "objednavka vytvorena",
            "objednavka zaplacena",
            "nakup",
            "nakup dokoncen",
            "dokonceny nakup",
        ],
    ),
    (
        kind::ORDER_UPDATED,
        &[
            "order updated",
            "updated order",
            "order edited",
            "order changed",
            "order modified",
            "orders updated",
            "orders edited",
            "siparis guncellendi",
            "objednavka zmenena",
            "objednavka upravena",
        ],
    ),
    (
        kind::ORDER_REFUNDED,
        &[
            "order refunded",
            "refunded order",
            "order refund",
            "refund",
            "refunded",
            "refund created",
            "refunds create",
            "refund issued",
            "refund completed",
            "refund processed",
            "purchase refunded",
            "refunded purchase",
            "transaction refunded",
            "siparis iade edildi",
            "siparis iadesi",
            "para iadesi",
            "vraceni penez",
        ],
    ),
    (
        kind::ORDER_CANCELLED,
        &[
            "order cancelled",
            "order canceled",
            "cancelled order",
            "canceled order",
            "orders cancelled",
            "order voided",
            "purchase cancelled",
            "purchase canceled",
            "siparis iptal edildi",
            "siparis iptali",
            "objednavka zrusena",
            "objednavka stornovana",
            "storno objednavky",
        ],
    ),
];

static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| {
    let all = NAMES.iter();
    let all = all.flat_map(|(kind, names)| names.iter().map(|name| (*kind, *name)));
    Spellings::new(all, EXACT, AROUND, ROOTS)
});

/// The kind of interaction that is called so, whatever its case, signs and blanks: `order_completed`,
/// `orderCompleted`, `ORDER COMPLETED`, `ecommerce.purchase`. `None` when it is nothing that happens to an order.
pub fn meant(name: &str) -> Option<&'static str> {
    match SPELLINGS.meant(name, PARTLY)? {
        (found, false) => Some(found),
        (kind::ORDER_REFUNDED, true) => Some(kind::ORDER_PARTLY_REFUNDED),
        // A part of it was paid, changed or cancelled: what that leaves is not said.
        (_, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text;

    #[test]
    fn an_order_is_told_by_whatever_it_is_called() {
        for (expected, names) in [
            (
                kind::ORDER,
                &[
                    "Order Completed",
                    "order_completed",
                    "orderCompleted",
                    "OrderCompleted",
                    "ORDER COMPLETED",
                    "ORDER_COMPLETED",
                    "order-completed",
                    "order.completed",
                    "Completed Order",
                    "Placed Order",
                    "Order Paid",
                    "orders/paid",
                    "Purchase",
                    "purchase",
                    "ecommerce.purchase",
                    "ecommerce_purchase",
                    "eCommerce Purchase",
                    "ga4.purchase",
                    "checkout_completed",
                    "Checkout Completed",
                    "in_app_purchase",
                    "Sipariş Tamamlandı",
                    "SİPARİŞ TAMAMLANDI",
                    "Satın Alma",
                    "ordercompleted",
                    "ORDERPLACED",
                    "fb_pixel_purchase",
                    "fb_mobile_purchase",
                    "eec.purchase",
                    "gtm4wp.orderCompletedEEC",
                    "CompletePayment",
                    "PlaceAnOrder",
                    "order_create",
                    "Order Successfully Placed",
                    "Objednávka dokončena",
                ][..],
            ),
            (kind::ORDER_UPDATED, &["order_updated", "orders/updated"]),
            (
                kind::ORDER_REFUNDED,
                &[
                    "order_refunded",
                    "refund",
                    "Refunded Order",
                    "refunds/create",
                    "Vrácení peněz",
                ],
            ),
            (
                kind::ORDER_PARTLY_REFUNDED,
                &[
                    "Order Partially Refunded",
                    "order_partially_refunded",
                    "Partial Refund",
                    "partial_refund",
                    "partialRefund",
                    "Order Partial Refund",
                ],
            ),
            (
                kind::ORDER_CANCELLED,
                &[
                    "Order Canceled",
                    "order_cancelled",
                    "Cancelled Order",
                    "orders/cancelled",
                ],
            ),
        ] {
            for name in names {
                assert_eq!(meant(name), Some(expected), "{name}");
            }
        }
    }

    #[test]
    fn what_only_sounds_like_an_order_is_none() {
        for name in [
            "",
            "Order",
            "order",
            "Transaction",
            "Place an Order",
            "Place Order",
            "Complete Payment",
            "Create Order",
            "Cancel Order",
            "Complete Order",
            "Order Shipped",
            "Ordered Product",
            "Order Fulfilled",
            "Order Partially Paid",
            "Order Partially Cancelled",
            "Checkout Started",
            "checkouts/create",
            "Checkout Step Completed",
            "begin_checkout",
            "Purchase Abandoned",
            "Purchase Order Uploaded",
            "Refund Requested",
            "Refund Policy Viewed",
            "Reorder Completed",
            "Border Completed",
            kind::ORDER_REPEATED,
            kind::ORDER_VOIDED,
            &"purchase ".repeat(500),
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn names_stand_folded_and_once_and_each_has_a_root() {
        let mut seen = BTreeSet::new();
        for (kind, names) in NAMES {
            assert_eq!(meant(kind), Some(*kind));
            for name in *names {
                assert_eq!(text::words(name).trim(), *name);
                assert_eq!(meant(&name.replace(' ', "")), Some(*kind), "{name}");
                assert!(seen.insert(name), "{name} stands twice");
                assert_eq!(meant(name), Some(*kind), "{name}");
            }
        }
    }
}

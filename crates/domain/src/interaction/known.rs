//! Names of interactions that screens have words for; whatever else a business calls its events stays as it is.

use super::kind;

/// What this crate gives a meaning to and no specification names.
const OWN: &[&str] = &[
    kind::IDENTIFIED,
    kind::GROUPED,
    kind::ALIASED,
    kind::QUESTION,
    kind::ORDER_REPEATED,
    kind::ORDER_VOIDED,
    kind::ORDER_PARTLY_REFUNDED,
    kind::OTHER,
    "Call",
    kind::DEMO,
    kind::FORM,
    "Quote Requested",
    "Trade Fair Visited",
];
/// Segment's specifications for pages and screens, e-commerce, e-mail, live chat, mobile applications and
/// business to business, with what senders of mail say besides.
const SPECIFIED: &[&str] = &[
    "Page Viewed",
    "Screen Viewed",
    "Products Searched",
    "Product List Viewed",
    "Product List Filtered",
    "Promotion Viewed",
    "Promotion Clicked",
    "Product Clicked",
    "Product Viewed",
    "Product Added",
    "Product Removed",
    "Cart Viewed",
    "Checkout Started",
    "Checkout Step Viewed",
    "Checkout Step Completed",
    "Payment Info Entered",
    "Order Completed",
    "Order Updated",
    "Order Refunded",
    "Order Cancelled",
    "Coupon Entered",
    "Coupon Applied",
    "Coupon Denied",
    "Coupon Removed",
    "Product Added to Wishlist",
    "Product Removed from Wishlist",
    "Wishlist Product Added to Cart",
    "Product Shared",
    "Cart Shared",
    "Product Reviewed",
    "Email Sent",
    "Email Delivered",
    "Email Deferred",
    "Email Bounced",
    "Email Soft Bounced",
    "Email Hard Bounced",
    "Email Dropped",
    "SMS Sent",
    "SMS Delivered",
    "SMS Failed",
    "Message Delivered",
    "Contact Created",
    "Contact Updated",
    "Email Opened",
    "Email Link Clicked",
    "Email Marked as Spam",
    "Unsubscribed",
    "Live Chat Conversation Started",
    "Live Chat Message Sent",
    "Live Chat Message Received",
    "Live Chat Conversation Ended",
    "Application Installed",
    "Application Opened",
    "Application Backgrounded",
    "Application Updated",
    "Application Uninstalled",
    "Application Crashed",
    "Push Notification Sent",
    "Push Notification Received",
    "Push Notification Tapped",
    "Push Notification Bounced",
    "Install Attributed",
    "Deep Link Clicked",
    "Deep Link Opened",
    "Account Created",
    "Account Deleted",
    "Signed Up",
    "Signed In",
    "Signed Out",
    "Invite Sent",
    "Account Added User",
    "Account Removed User",
    "Trial Started",
    "Trial Ended",
];

/// Every name that screens have words for.
pub fn names() -> impl Iterator<Item = &'static str> {
    OWN.iter().chain(SPECIFIED).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::filter::KIND_ALIASES;

    #[test]
    fn everything_that_has_a_meaning_here_is_known_once() {
        let known: BTreeSet<&str> = names().collect();
        assert_eq!(known.len(), names().count());
        let short = KIND_ALIASES.iter().map(|(_, kind)| *kind);
        let meant = kind::NUMBERED.into_iter().chain(kind::OF_DATA).chain(short);
        let unknown: Vec<&str> = meant.filter(|kind| !known.contains(kind)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

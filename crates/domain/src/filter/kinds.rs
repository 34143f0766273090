//! Short names of the kinds of interactions.

/// Short name and canonical name of each kind that has a short name.
pub const ALIASES: &[(&str, &str)] = &[
    ("page", "Page Viewed"),
    ("screen", "Screen Viewed"),
    ("product", "Product Viewed"),
    ("added", "Product Added"),
    ("checkout", "Checkout Started"),
    ("order", "Order Completed"),
    ("question", "Question Asked"),
    ("form", "Form Submitted"),
    ("call", "Call"),
    ("email_opened", "Email Opened"),
    ("email_clicked", "Email Link Clicked"),
    ("identified", "Identified"),
    ("signed_up", "Signed Up"),
    ("demo", "Demo Requested"),
];

/// The name that stands for every kind.
pub const ANY: &str = "any";

/// The canonical name behind a short name; letters may be upper or lower case.
pub fn canonical(alias: &str) -> Option<&'static str> {
    ALIASES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(alias))
        .map(|(_, kind)| *kind)
}

/// The short name of a kind, if it has one.
pub fn alias(kind: &str) -> Option<&'static str> {
    ALIASES
        .iter()
        .find(|(_, known)| *known == kind)
        .map(|(alias, _)| *alias)
}

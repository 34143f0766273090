//! Slips of the keyboard in the domains of large mail providers.

use strsim::osa_distance;

use super::mail_domain::is_provider;

/// Providers whose names people mistype: label and top label. Only those that no business is called
/// like: whatever is taken for one of them is no longer taken for an organisation.
const PROVIDERS: &[(&str, &str)] = &[
    ("gmail", "com"),
    ("hotmail", "com"),
    ("outlook", "com"),
    ("yahoo", "com"),
    ("icloud", "com"),
    ("seznam", "cz"),
    ("windowslive", "com"),
    ("googlemail", "com"),
];

/// Providers that have one domain in all the world: under any other top label it is a slip.
const ONLY_ONE: &[&str] = &["gmail", "icloud"];

/// Domains that are one key away from a provider, and somebody's own.
const REAL: &[&str] = &[
    "cloud.com",
    "gail.com",
    "gmai.com",
    "outlooks.com",
    "hotmail.com.tr",
];

/// Shortest and longest domain that can be a slip.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=24;

/// The domain that was meant, where this one is a slip of the keyboard: `gmial.com`, `gmail.con`,
/// `gmail`. The domain is lower-case ASCII.
pub fn meant(domain: &str) -> Option<String> {
    if !LENGTH.contains(&domain.len()) || REAL.contains(&domain) || is_provider(domain) {
        return None;
    }
    let (label, top) = domain.split_once('.').unwrap_or((domain, ""));
    let found = PROVIDERS.iter().find(|(name, own_top)| {
        let same = label == *name;
        let top_fits = top.is_empty()
            || top == *own_top
            || is_slip_of_top(top, own_top)
            || (same && ONLY_ONE.contains(name) && top.len() <= 6);
        // The right name alone is the provider; another name has to be one key away from it.
        top_fits && (same || is_slip_of(label, name))
    })?;
    Some(format!("{}.{}", found.0, found.1))
}

/// Whether a name is one slip away: a letter too few, too many or another, or two that changed places,
/// after the same first letter. `fmail` and `email` are names of their own.
fn is_slip_of(label: &str, name: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters = text.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    // Nearly every name ends here, so this comes before the distance, which takes long.
    if label.as_bytes().first() != name.as_bytes().first() || label.len().abs_diff(name.len()) > 1 {
        return false;
    }
    let distance = osa_distance(label, name);
    distance == 1 || (distance == 2 && sorted(label) == sorted(name))
}

/// Whether a top label is a slip for that of the provider. Those of countries are, for `com`, only
/// where the country has nobody there by that name: the provider itself is in the list of providers.
fn is_slip_of_top(top: &str, own: &str) -> bool {
    const OF_COM: &[&str] = &[
        "con", "cmo", "ocm", "co", "om", "cm", "vom", "xom", "comm", "coom", "ccom", "comn",
        "coml", "cpm", "clm", "c0m", "cim", "cop", "coim",
    ];
    match own {
        "com" => OF_COM.contains(&top),
        own => top.len() == own.len() + 1 && top.starts_with(own),
    }
}

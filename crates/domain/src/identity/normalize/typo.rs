//! Slips of the keyboard in the domains of large mail providers.

use strsim::osa_distance;

use super::mail_domain::is_provider;

/// A provider whose domain people mistype.
struct Provider {
    name: &'static str,
    top: &'static str,
    /// Whether no business is called like it, nor like what is one key away: whatever is taken for one of
    /// them is no longer taken for an organisation.
    is_unlike_others: bool,
}

const fn unlike(name: &'static str, top: &'static str) -> Provider {
    Provider {
        name,
        top,
        is_unlike_others: true,
    }
}

/// Of these only what is no top label at all is a slip.
const fn common(name: &'static str, top: &'static str) -> Provider {
    Provider {
        name,
        top,
        is_unlike_others: false,
    }
}

const PROVIDERS: &[Provider] = &[
    unlike("gmail", "com"),
    unlike("hotmail", "com"),
    unlike("outlook", "com"),
    unlike("yahoo", "com"),
    unlike("icloud", "com"),
    unlike("seznam", "cz"),
    unlike("windowslive", "com"),
    unlike("googlemail", "com"),
    unlike("protonmail", "com"),
    unlike("yandex", "com"),
    unlike("superonline", "com"),
    unlike("centrum", "cz"),
    unlike("tiscali", "cz"),
    unlike("zoznam", "sk"),
    unlike("hotmail", "com.tr"),
    unlike("yandex", "com.tr"),
    common("outlook", "com.tr"),
    common("yahoo", "com.tr"),
    common("mynet", "com"),
    common("ttmail", "com"),
    common("live", "com"),
    common("msn", "com"),
    common("aol", "com"),
    common("me", "com"),
    common("gmx", "com"),
    common("volny", "cz"),
    common("email", "cz"),
    common("post", "cz"),
    common("atlas", "cz"),
    common("quick", "cz"),
    common("azet", "sk"),
    common("centrum", "sk"),
];

/// Providers that have one domain in all the world: under any other top label it is a slip.
const ONLY_ONE: &[&str] = &["gmail", "icloud"];

/// Domains that are one key away from a provider, and somebody's own.
const REAL: &[&str] = &[
    "cloud.com",
    "gail.com",
    "outlooks.com",
    "hitmail.com",
    "grail.com",
    "incloud.com",
    "gmall.com",
    "centrus.cz",
    "yazoo.com",
    "outbook.com",
    "yander.com",
    "superonlines.com",
    "gumail.com",
];

/// Slips that no rule covers.
const OTHERS: &[(&str, &str)] = &[("seznam.com", "seznam.cz")];

/// Shortest and longest domain that can be a slip.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=24;

/// The domain that was meant, where this one is a slip of the keyboard: `gmial.com`, `gmail.con`,
/// `gmail`. The domain is lower-case ASCII.
pub fn meant(domain: &str) -> Option<String> {
    if !LENGTH.contains(&domain.len()) || REAL.contains(&domain) {
        return None;
    }
    if let Some((_, meant)) = OTHERS.iter().find(|(slip, _)| *slip == domain) {
        return Some((*meant).to_owned());
    }
    let (label, top) = domain.split_once('.').unwrap_or((domain, ""));
    let of_name = |provider: &&Provider| provider.name == label;
    if PROVIDERS.iter().filter(of_name).any(|own| own.top == top) {
        return None;
    }
    let slip_of_top = PROVIDERS
        .iter()
        .filter(of_name)
        .find(|own| top.is_empty() || is_slip_of_top(top, own));
    let found = slip_of_top.or_else(|| {
        let is_only_one = ONLY_ONE.contains(&label) && top.len() <= 6 && !is_provider(domain);
        PROVIDERS.iter().find(|own| match own.name == label {
            true => is_only_one,
            false => {
                own.is_unlike_others
                    && (top.is_empty() || top == own.top || is_slip_of_top(top, own))
                    && is_slip_of(label, own.name)
            }
        })
    })?;
    Some(format!("{}.{}", found.name, found.top))
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
fn is_slip_of_top(top: &str, own: &Provider) -> bool {
    #[rustfmt::skip]
    const OF_COM: &[&str] = &[
        "con", "cmo", "ocm", "vom", "xom", "comm", "coom", "ccom", "comn", "coml", "cpm", "clm", "c0m",
        "cim", "cop", "coim",
    ];
    const COUNTRIES_LIKE_COM: &[&str] = &["co", "om", "cm"];
    #[rustfmt::skip]
    const OF_COM_TR: &[&str] = &[
        "con.tr", "cm.tr", "om.tr", "co.tr", "cmo.tr", "vom.tr", "xom.tr", "comm.tr", "coom.tr", "com.t",
        "com.r", "com.rt", "com.ttr", "com.trr", "com.try", "comtr", "con.t", "com.yr", "com.te",
    ];
    const OF_CZ: &[&str] = &["zc", "cs", "c", "vz", "xz", "ccz", "cza"];
    match own.top {
        "com" => {
            OF_COM.contains(&top) || (own.is_unlike_others && COUNTRIES_LIKE_COM.contains(&top))
        }
        "com.tr" => OF_COM_TR.contains(&top),
        own => {
            (own == "cz" && OF_CZ.contains(&top))
                || (top.len() == own.len() + 1 && top.starts_with(own))
        }
    }
}

//! What a page is for, told by its path: a price list is one in every language.

mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::named_enum;
use crate::text;

/// What a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageRole {
    /// What things cost.
    Pricing,
    /// A way to be shown or to try the product, or to be made an offer.
    Demo,
    /// Paying: the end of an order, and how one can pay.
    Checkout,
    /// What is about to be bought.
    Cart,
    /// What is sold: a product, a service, what it can do.
    Product,
    /// What customers say, and what was done for them.
    Reference,
    /// How the product is used, in detail.
    Docs,
    /// Help.
    Support,
    /// Work at the business.
    Careers,
    /// Something to read.
    Article,
    /// How to reach the business.
    Contact,
    /// Terms, privacy, imprint.
    Legal,
}

named_enum! { PageRole,
    Pricing = 0, "pricing"; Demo = 1, "demo"; Checkout = 2, "checkout"; Cart = 3, "cart"; Product = 4, "product";
    Reference = 5, "reference"; Docs = 6, "docs"; Support = 7, "support"; Careers = 8, "careers";
    Article = 9, "article"; Contact = 10, "contact"; Legal = 11, "legal";
}

/// Words at the end of a path that say how the page was made.
pub const ENDINGS: &[&str] = &["html", "htm", "php", "asp", "aspx", "jsp"];

impl PageRole {
    /// What a page is for: the first words of its path that tell it. Its last part, where that is a price list and nothing
    /// else, goes before (`/products/sensor/pricing`); a product is named by all sorts of words behind the first
    /// (`/products/golf-cart`).
    pub fn of(path: &str) -> Option<Self> {
        let last = path.trim_end_matches('/').rsplit('/').next();
        let last = text::words(last.unwrap_or_default());
        if by_phrase(without_ending(last.trim())) == Some(Self::Pricing) {
            return Some(Self::Pricing);
        }
        let words = text::words(path);
        let mut rest = words.trim_start();
        while !rest.is_empty() {
            if let Some(role) = longest(rest) {
                return Some(role);
            }
            rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
        }
        None
    }

    /// The words that tell a role, as [`text::words`] gives them, without the spaces around.
    pub fn phrases(self) -> impl Iterator<Item = &'static str> {
        let all = TELLING.roles.iter();
        all.filter(move |(_, role)| **role == self)
            .map(|(phrase, _)| phrase.as_str())
    }
}

/// The words that tell roles, as they stand in paths.
struct Telling {
    roles: HashMap<String, PageRole>,
    /// Words of the longest.
    most: usize,
}

static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    let all = words::WORDS.iter();
    let all = all.flat_map(|(role, phrases)| phrases.iter().map(|phrase| (*role, *phrase)));
    let spelled = all.flat_map(|(role, phrase)| {
        [phrase.to_owned(), encoded(phrase)].map(|spelled| (spelled, role))
    });
    let roles: HashMap<String, PageRole> = spelled
        .map(|(spelled, role)| (text::words(&spelled).trim().to_owned(), role))
        .collect();
    let most = roles.keys().map(|phrase| phrase.split(' ').count()).max();
    Telling {
        most: most.unwrap_or_default(),
        roles,
    }
});

/// As browsers send letters that are none of ASCII.
fn encoded(phrase: &str) -> String {
    let mut encoded = String::new();
    for byte in phrase.bytes() {
        match byte {
            byte if byte.is_ascii() => encoded.push(char::from(byte)),
            byte => encoded += &format!("%{byte:02x}"),
        }
    }
    encoded
}

fn by_phrase(phrase: &str) -> Option<PageRole> {
    TELLING.roles.get(phrase).copied()
}

/// The role that the longest phrase at the beginning of some words tells.
fn longest(words: &str) -> Option<PageRole> {
    let ends = words
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(TELLING.most);
    ends.filter_map(|end| by_phrase(&words[..end])).last()
}

fn without_ending(words: &str) -> &str {
    match words.rsplit_once(' ') {
        Some((rest, last)) if ENDINGS.contains(&last) => rest,
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn a_page_is_told_by_its_path_in_every_language() {
        use PageRole::*;
        for (role, paths) in [
            (
                Some(Pricing),
                vec![
                    "/pricing",
                    "/en/pricing/",
                    "/fiyatlar",
                    "/tr/fiyatlandirma",
                    "/cenik",
                    "/ceník.html",
                    "/cen%C3%ADk",
                    "/%C3%BCr%C3%BCnler/fiyat-listesi",
                    "/produkty/cidlo/cenik.php",
                    "/plans-and-pricing",
                    "/preise",
                ],
            ),
            (
                Some(Demo),
                vec![
                    "/demo",
                    "/request-a-quote",
                    "/teklif-al",
                    "/ucretsiz-deneme",
                    "/nezavazna-poptavka",
                    "/free-trial",
                ],
            ),
            (
                Some(Checkout),
                vec![
                    "/checkout/step-2",
                    "/odeme",
                    "/pokladna",
                    "/platba-a-doprava",
                    "/%C3%B6deme",
                ],
            ),
            (Some(Cart), vec!["/cart", "/sepetim", "/kosik", "/košík"]),
            (
                Some(Product),
                vec![
                    "/products/golf-cart",
                    "/urun/odeme-terminali",
                    "/produkt/demo-kufrik",
                    "/hizmetlerimiz",
                    "/reseni/sklady",
                ],
            ),
            (
                Some(Reference),
                vec![
                    "/case-studies/acme",
                    "/basari-hikayeleri",
                    "/pripadove-studie/x",
                    "/reference",
                ],
            ),
            (
                Some(Docs),
                vec!["/docs/api/pricing-of-calls", "/navody/jak-na-cenik"],
            ),
            (
                Some(Article),
                vec![
                    "/blog/how-much-does-pricing-matter",
                    "/clanky/ceny-energii",
                    "/haberler/fiyat-artisi",
                ],
            ),
            (
                Some(Careers),
                vec!["/careers/sales", "/kariyer", "/volna-mista", "/about/jobs"],
            ),
            (
                Some(Contact),
                vec!["/contact-us", "/iletisim", "/o-nas/kontakt"],
            ),
            (
                Some(Legal),
                vec!["/obchodni-podminky", "/kvkk", "/privacy-policy"],
            ),
            (
                None,
                vec![
                    "/",
                    "",
                    "/about",
                    "/priceless-moments",
                    "/democracy",
                    "/cartoon",
                    "/o-nas",
                    "/hakkimizda",
                    "/jobson",
                ],
            ),
        ] {
            for path in paths {
                assert_eq!(PageRole::of(path), role, "{path}");
            }
        }
    }

    #[test]
    fn no_words_tell_two_roles() {
        let all = words::WORDS
            .iter()
            .flat_map(|(role, phrases)| phrases.iter().map(move |phrase| (role, phrase)));
        for (role, phrase) in all {
            assert_eq!(
                by_phrase(text::words(phrase).trim()),
                Some(*role),
                "{phrase}"
            );
        }
    }
}

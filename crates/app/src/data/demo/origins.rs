//! How visitors come: campaigns, search, links, and whom each of them brings.

use super::people::Persona;
use super::site::Topic;

/// A way to the web site.
pub(super) struct Origin {
    /// `utm_source`, `utm_medium`, `utm_campaign`, `utm_content`, `utm_term`; empty for no tag.
    pub(super) campaign: Option<[&'static str; 5]>,
    /// Referring page; empty when the visitor typed the address.
    pub(super) referrer: &'static str,
    /// What the visitor lands on.
    pub(super) landing: Topic,
    /// How many of each persona it brings, in the order of [`Persona::ALL`].
    weights: [u16; 8],
}

const GOOGLE: &str = "https://www.google.com/";
const LINKEDIN: &str = "https://www.linkedin.com/";

/// Every origin; an origin is named by its index.
pub(super) const ORIGINS: &[Origin] = &[
    origin(None, "", Topic::Home, [20, 12, 10, 5, 25, 10, 70, 60]),
    origin(None, GOOGLE, Topic::Blog, [24, 36, 0, 40, 5, 12, 6, 5]),
    origin(None, GOOGLE, Topic::Home, [8, 4, 6, 6, 15, 12, 10, 10]),
    origin(
        None,
        "https://www.bing.com/",
        Topic::Blog,
        [5, 5, 0, 6, 0, 3, 1, 1],
    ),
    origin(
        None,
        "https://seznam.cz/",
        Topic::Product,
        [4, 3, 0, 2, 3, 5, 1, 2],
    ),
    origin(None, GOOGLE, Topic::Careers, [1, 0, 40, 0, 0, 0, 0, 0]),
    origin(
        None,
        "https://news.ycombinator.com/",
        Topic::Blog,
        [8, 6, 0, 8, 2, 0, 0, 0],
    ),
    origin(
        paid(
            "google",
            "cpc",
            "cold-room-monitoring",
            "ad-a",
            "cold room monitoring",
        ),
        GOOGLE,
        Topic::Product,
        [16, 3, 0, 1, 4, 14, 1, 3],
    ),
    origin(
        paid("google", "cpc", "haccp-software", "ad-b", "haccp software"),
        GOOGLE,
        Topic::Product,
        [10, 4, 0, 2, 4, 12, 1, 2],
    ),
    origin(
        paid("google", "cpc", "brand", "ad-c", "orchard vale"),
        GOOGLE,
        Topic::Pricing,
        [2, 1, 0, 0, 8, 10, 4, 5],
    ),
    origin(
        paid("linkedin", "paid", "operations-managers", "video", ""),
        LINKEDIN,
        Topic::Cases,
        [14, 10, 0, 2, 4, 7, 1, 1],
    ),
    origin(
        paid("linkedin", "paid", "audit-guide", "carousel", ""),
        LINKEDIN,
        Topic::Blog,
        [8, 12, 0, 3, 3, 6, 0, 1],
    ),
    origin(
        paid("linkedin", "social", "we-are-hiring", "", ""),
        LINKEDIN,
        Topic::Careers,
        [1, 0, 40, 2, 1, 0, 0, 0],
    ),
    origin(
        paid("facebook", "paid", "spring-sale", "banner", ""),
        "https://www.facebook.com/",
        Topic::Home,
        [22, 2, 1, 1, 0, 1, 0, 2],
    ),
    origin(
        paid("partner", "referral", "kuehlbau-partners", "", ""),
        "https://partner.kuehlbau.example/",
        Topic::Product,
        [1, 1, 0, 0, 0, 11, 2, 2],
    ),
    origin(
        paid("trade-fair", "event", "foodtech-izmir", "stand-card", ""),
        "",
        Topic::Contact,
        [2, 1, 0, 1, 5, 10, 2, 3],
    ),
    origin(
        paid("trade-fair", "event", "salima-brno", "stand-card", ""),
        "",
        Topic::Contact,
        [2, 1, 0, 1, 5, 9, 2, 3],
    ),
    origin(
        paid("newsletter", "email", "weekly", "article", ""),
        "",
        Topic::Blog,
        [0, 0, 0, 0, 0, 0, 0, 0],
    ),
];

/// The origin of those who click in the newsletter.
pub(super) const NEWSLETTER: u8 = ORIGINS.len() as u8 - 1;

const fn origin(
    campaign: Option<[&'static str; 5]>,
    referrer: &'static str,
    landing: Topic,
    weights: [u16; 8],
) -> Origin {
    Origin {
        campaign,
        referrer,
        landing,
        weights,
    }
}

const fn paid(
    source: &'static str,
    medium: &'static str,
    name: &'static str,
    content: &'static str,
    term: &'static str,
) -> Option<[&'static str; 5]> {
    Some([source, medium, name, content, term])
}

impl Origin {
    /// How many of this persona the origin brings, in proportion.
    pub(super) fn weight(&self, persona: Persona) -> u32 {
        u32::from(self.weights[persona as usize])
    }

    /// Whether it is a trade fair, where people are met before they visit.
    pub(super) fn is_fair(&self) -> bool {
        self.campaign
            .is_some_and(|campaign| campaign[0] == "trade-fair")
    }
}

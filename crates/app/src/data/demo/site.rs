//! What Orchard & Vale shows and sells: temperature monitoring for those who store and move food.

/// What a page is about; visitors of one kind share topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Home,
    Product,
    Pricing,
    Blog,
    Docs,
    Cases,
    Contact,
    Careers,
    Shop,
    Account,
}

/// A page of the web site.
pub(super) struct Page {
    pub(super) path: &'static str,
    pub(super) title: &'static str,
    pub(super) topic: Topic,
}

macro_rules! pages {
    ($($topic:ident $path:literal $title:literal;)*) => {
        &[$(Page { path: $path, title: $title, topic: Topic::$topic }),*]
    };
}

/// Every page; a page is named by its index.
pub(super) const PAGES: &[Page] = pages! {
    Home "/" "Orchard & Vale: every cold room in sight";
    Product "/product/coldwatch" "ColdWatch: monitoring for cold rooms";
    Product "/product/coldwatch/alerts" "Alerts that wake the right person";
    Product "/product/fleet" "Fleet: temperature on the road";
    Product "/product/haccp-reports" "HACCP reports without paper";
    Product "/product/integrations" "Integrations: ERP, WMS, building control";
    Product "/services/installation" "Installation and calibration service";
    Pricing "/pricing" "Pricing";
    Pricing "/pricing/calculator" "What would it cost us?";
    Pricing "/pricing/leasing" "Leasing and payment terms";
    Blog "/blog/what-a-broken-compressor-costs" "What a broken compressor costs";
    Blog "/blog/haccp-in-ten-minutes" "HACCP in ten minutes";
    Blog "/blog/choosing-a-temperature-sensor" "Choosing a temperature sensor";
    Blog "/blog/door-discipline" "Door discipline: the cheapest saving";
    Blog "/blog/energy-prices-and-cold-storage" "Energy prices and cold storage";
    Blog "/blog/audit-checklist" "The audit checklist of a food wholesaler";
    Blog "/blog/lorawan-or-wifi" "LoRaWAN or Wi-Fi in a cold room?";
    Blog "/blog/summer-peak" "Getting through the summer peak";
    Blog "/blog/cold-chain-law-in-the-eu" "Cold chain law in the EU, a summary";
    Blog "/blog/spoilage-in-numbers" "Spoilage in numbers";
    Blog "/blog/calibration-explained" "Calibration explained";
    Blog "/blog/alarm-fatigue" "Alarm fatigue and how to end it";
    Docs "/docs" "Documentation";
    Docs "/docs/getting-started" "Getting started";
    Docs "/docs/gateway-setup" "Setting up the gateway";
    Docs "/docs/sensors" "Sensors: placing and pairing";
    Docs "/docs/alert-rules" "Alert rules";
    Docs "/docs/reports" "Reports";
    Docs "/docs/api" "API reference";
    Docs "/docs/troubleshooting" "Troubleshooting";
    Cases "/case-studies" "Case studies";
    Cases "/case-studies/marmara-wholesale" "How a wholesaler in Bursa halved its spoilage";
    Cases "/case-studies/moravian-dairies" "Moravian dairies: 140 cold rooms, one screen";
    Cases "/case-studies/harbour-seafood" "Harbour seafood: audits in an afternoon";
    Contact "/contact" "Contact us";
    Contact "/contact/demo" "Book a demonstration";
    Contact "/about" "About Orchard & Vale";
    Careers "/careers" "Careers";
    Careers "/careers/embedded-engineer" "Embedded engineer (Brno)";
    Careers "/careers/sales-manager-istanbul" "Sales manager (İstanbul)";
    Careers "/careers/support-specialist" "Support specialist (remote)";
    Careers "/careers/life-here" "Life at Orchard & Vale";
    Shop "/shop" "Shop";
    Shop "/shop/cart" "Your cart";
    Account "/account/login" "Sign in";
    Account "/account" "My cold rooms";
    Account "/account/orders" "My orders";
    Account "/account/support" "Support";
};

/// Host of the web site, a name reserved for examples (RFC 2606).
pub(super) const HOST: &str = "https://www.orchardvale.example";

/// The index of the page with this path.
pub(super) fn page(path: &str) -> u16 {
    let found = PAGES.iter().position(|page| page.path == path);
    found.expect("paths in the code are pages of the list, and a test walks them all") as u16
}

/// Something that is sold.
pub(super) struct Product {
    pub(super) sku: &'static str,
    pub(super) name: &'static str,
    pub(super) category: &'static str,
    /// Price in whole euros.
    pub(super) price: u32,
}

/// Everything that is sold; a product is named by its index.
pub(super) const PRODUCTS: &[Product] = &[
    Product {
        sku: "CW-S1",
        name: "ColdWatch Sensor, pack of 5",
        category: "Sensors",
        price: 345,
    },
    Product {
        sku: "CW-S2",
        name: "ColdWatch Deep-freeze Sensor",
        category: "Sensors",
        price: 119,
    },
    Product {
        sku: "CW-D1",
        name: "Door Contact",
        category: "Sensors",
        price: 49,
    },
    Product {
        sku: "CW-G1",
        name: "ColdWatch Gateway",
        category: "Gateways",
        price: 420,
    },
    Product {
        sku: "CW-G2",
        name: "Fleet Gateway",
        category: "Gateways",
        price: 560,
    },
    Product {
        sku: "CW-Y1",
        name: "ColdWatch Cloud, one site, one year",
        category: "Subscriptions",
        price: 1_190,
    },
    Product {
        sku: "CW-Y9",
        name: "ColdWatch Cloud, ten sites, one year",
        category: "Subscriptions",
        price: 8_900,
    },
    Product {
        sku: "CW-HR",
        name: "HACCP Reports, one year",
        category: "Subscriptions",
        price: 490,
    },
    Product {
        sku: "SV-IN",
        name: "Installation, one day",
        category: "Services",
        price: 780,
    },
    Product {
        sku: "SV-CA",
        name: "Calibration, per sensor",
        category: "Services",
        price: 35,
    },
];

/// Questions that visitors ask.
pub(super) const QUESTIONS: &[&str] = &[
    "Can we pay by instalments?",
    "Where do I send the purchase order?",
    "Does it work below -30 °C?",
    "How many sensors does one gateway take?",
    "Is there an interface to our ERP?",
    "How fast can you install at three sites?",
    "Do you certify the calibration?",
    "What happens when the internet connection is down?",
];

/// Newsletter subjects, in the order in which they go out.
pub(super) const SUBJECTS: &[&str] = &[
    "Five doors that stay open too long",
    "What the new hygiene rules change",
    "Customer story: 140 cold rooms on one screen",
    "Sensor pack: ten percent until Friday",
    "How to read a temperature curve",
    "Invitation: the audit webinar",
];

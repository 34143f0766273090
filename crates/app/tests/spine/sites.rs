//! Own domains refer nobody: found by the pages that come in, or decided.

use ripen_app::capture::{Call, Client, capture_event};
use ripen_app::clock;
use serde_json::json;

use crate::support::{Bench, on_every_database};

/// The source of a visit to a page from another, as it is taken in.
fn source(bench: &Bench, url: &str, referrer: &str) -> Option<String> {
    let client = Client {
        source_id: 1,
        received_at: clock::now(),
        sites: Some(&bench.app.sites),
        ..Client::default()
    };
    let page = json!({"anonymousId": "v", "context": {"page": {"url": url, "referrer": referrer}}});
    let taken = capture_event(Call::Page, &client, &page.to_string()).expect("a page");
    taken.touch.and_then(|touch| touch.source)
}

fn pages(bench: &Bench, url: &str, many: usize) {
    for _ in 0..many {
        source(bench, url, "");
    }
    bench.app.project_all().expect("it is projected");
}

#[test]
fn domains_with_pages_are_own_and_an_administrator_decides() {
    on_every_database(|bench| {
        let (shop, brand) = ("https://www.shop.example/", "https://blog.brand.example/");
        let from_brand = || source(bench, shop, brand);
        assert_eq!(from_brand().as_deref(), Some("blog.brand.example"));
        pages(bench, brand, 30);
        assert_eq!(from_brand(), None, "it sends pages of its own");
        let decide = |domain: &str, own| bench.app.site_decide(domain, own);
        decide("Brand.Example", Some(false)).expect("it is decided");
        assert_eq!(from_brand().as_deref(), Some("blog.brand.example"));
        decide("https://brand.example/", None).expect("it is decided");
        assert_eq!(from_brand(), None);
        decide("other.example", Some(true)).expect("it is decided");
        assert_eq!(source(bench, shop, "https://a.other.example/"), None);
        assert!(decide("no domain", Some(true)).is_err());
        assert!(decide("unknown.example", None).is_err());
    });
}

#[test]
fn pages_that_pretend_make_nobody_own() {
    on_every_database(|bench| {
        let shop = "https://www.shop.example/";
        pages(bench, "https://www.google.com/", 40);
        pages(bench, shop, 1_000);
        pages(bench, "https://copied.example/", 25);
        assert_eq!(
            source(bench, shop, "https://www.google.com/").as_deref(),
            Some("google")
        );
        assert_eq!(
            source(bench, shop, "https://copied.example/").as_deref(),
            Some("copied.example"),
            "hardly any pages beside the shop's"
        );
        let list = bench.app.site_list().expect("a list");
        let named = |name: &str| list.iter().find(|(site, _)| site.domain == name);
        assert!(named("shop.example").is_some_and(|(site, own)| *own && site.pages >= 1_000));
        assert!(named("copied.example").is_some_and(|(_, own)| !own));
        assert!(named("google.com").is_none());
    });
}

//! How a visitor came: campaign, UTM parameters, click ids, referrer.

use ripen_domain::interaction::{Properties, Touch};
use serde_json::{Value, json};

use super::{capture_event, good};
use crate::capture::sites::OwnSites;
use crate::capture::{Call, Client};

fn touch(context: Value) -> Option<Touch> {
    good(Call::Page, &json!({"anonymousId": "v", "context": context})).touch
}

/// Source, medium and campaign of a page with this context.
fn way(context: Value) -> [Option<String>; 3] {
    touch(context).map_or_else(Default::default, |touch| {
        [touch.source, touch.medium, touch.campaign]
    })
}

fn known(source: &str, medium: &str, campaign: Option<&str>) -> [Option<String>; 3] {
    [
        Some(source.into()),
        Some(medium.into()),
        campaign.map(str::to_owned),
    ]
}

#[test]
fn a_campaign_wins_over_the_address() {
    let url = "https://x.example/?utm_source=bing&utm_medium=cpc&utm_campaign=a%20b+c";
    assert_eq!(
        way(json!({"page": {"url": url}})),
        known("bing", "cpc", Some("a b c"))
    );
    let both = json!({"page": {"url": url}, "campaign": {"source": "news", "medium": "email", "name": "march"}});
    assert_eq!(way(both), known("news", "email", Some("march")));
    let search = json!({"page": {"search": "?utm_source=s&utm_medium=m"}});
    assert_eq!(way(search), known("s", "m", None));
}

#[test]
fn a_click_id_stands_for_its_network() {
    for (id, source, medium) in [
        ("gclid", "google", "cpc"),
        ("msclkid", "bing", "cpc"),
        ("fbclid", "facebook", "social"),
    ] {
        let url = format!("https://x.example/a?b=1&{id}=xyz#top");
        assert_eq!(
            way(json!({"page": {"url": url}})),
            known(source, medium, None)
        );
    }
}

#[test]
fn a_referrer_is_search_social_or_another_site() {
    let from = |referrer: &str| {
        way(json!({"page": {"url": "https://www.x.example/", "referrer": referrer}}))
    };
    assert_eq!(
        from("https://www.google.co.uk/search?q=1"),
        known("google", "organic", None)
    );
    assert_eq!(
        from("https://l.facebook.com/"),
        known("facebook", "social", None)
    );
    assert_eq!(
        from("https://user@blog.example:8080/post"),
        known("blog.example", "referral", None)
    );
    assert_eq!(
        from("https://x.example/before"),
        [None, None, None],
        "one's own pages do not count"
    );
    assert_eq!(from("nonsense"), [None, None, None]);
    assert_eq!(touch(json!({})), None);
}

#[test]
fn parts_are_bounded_and_hold_no_control_characters() {
    let long = "é".repeat(500);
    let found =
        touch(json!({"campaign": {"source": long, "name": "a\u{1f}b\nc", "medium": " \t "}}))
            .expect("a touch");
    assert!(
        found
            .source
            .as_deref()
            .is_some_and(|source| source.len() <= 200)
    );
    assert_eq!(
        (found.campaign.as_deref(), found.medium),
        (Some("abc"), None)
    );
    let broken =
        touch(json!({"page": {"url": "https://x.example/?utm_source=%ff%zz%"}})).expect("a touch");
    assert_eq!(broken.source.as_deref(), Some("\u{fffd}%zz%"));
    assert_eq!(
        Touch::unpack(&found_pack()),
        Touch {
            source: Some("a".into()),
            ..Touch::default()
        }
    );
}

fn found_pack() -> String {
    touch(json!({"campaign": {"source": "a"}}))
        .expect("a touch")
        .pack()
}

#[test]
fn the_click_id_is_kept_with_the_interaction() {
    let page =
        json!({"anonymousId": "v", "context": {"page": {"url": "https://x.example/?GCLID=a%2Bb"}}});
    let interaction = good(Call::Page, &page);
    let properties = Properties::from_packed(interaction.properties.as_deref());
    assert_eq!(properties.get("click_id_of"), Some("gclid"));
    assert_eq!(properties.get("click_id"), Some("a+b"));
}

#[test]
fn a_server_may_say_the_referrer_by_itself() {
    let from = json!({"referrer": {"url": "https://news.site.example/a"}});
    assert_eq!(way(from), known("news.site.example", "referral", None));
}

#[test]
fn domains_of_the_business_are_found_by_their_pages() {
    let own = OwnSites::default();
    let client = Client {
        sites: Some(&own),
        ..super::client()
    };
    let page = json!({"anonymousId": "v", "context": {"page": {
        "url": "https://www.shop.example/", "referrer": "https://blog.brand.example/"}}});
    let captured = capture_event(Call::Page, &client, &page.to_string()).expect("a page");
    assert_eq!(
        captured.touch.and_then(|touch| touch.source).as_deref(),
        Some("blog.brand.example"),
        "nothing is known of that domain yet"
    );
}

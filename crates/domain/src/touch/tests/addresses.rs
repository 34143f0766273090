//! Addresses as they arrive: without scheme, with ports, users, capitals, or no addresses at all.

use proptest::prelude::*;

use super::*;

fn host(address: &str) -> Option<String> {
    Host::of(address).map(|host| host.name)
}

#[test]
fn hosts_are_found_in_all_forms() {
    for (address, expected) in [
        ("https://Example.COM/a", Some("example.com")),
        ("http://example.com:8080?x", Some("example.com")),
        ("https://user:pass@example.com/", Some("example.com")),
        ("https://example.com.", Some("example.com")),
        ("https://example.com\\@evil.example/", Some("example.com")),
        ("  https://example.com#top ", Some("example.com")),
        ("//example.com/a", Some("example.com")),
        ("example.com/a?b", Some("example.com")),
        ("EXAMPLE.com:443", Some("example.com")),
        ("https://[2001:DB8::1]:8443/a", Some("2001:db8::1")),
        ("http://192.0.2.7:80/", Some("192.0.2.7")),
        ("https://škoda.cz/", Some("xn--koda-f6a.cz")),
        ("http://localhost:3000/", Some("localhost")),
        ("android-app://com.Example.App/x", Some("com.example.app")),
        ("", None),
        ("nonsense", None),
        ("$direct", None),
        ("https://", None),
        ("https:///path", None),
        ("https://exa mple.com/", None),
        ("https://a..b/", None),
        ("https://[::1", Some("::1")),
        ("https://[nonsense]/", None),
        ("about:blank", None),
        ("file:///C:/a.html", None),
        ("javascript:alert(1)//x.com", None),
        ("chrome-extension://abcdef/a.html", None),
        ("android-app://x", None),
    ] {
        assert_eq!(host(address).as_deref(), expected, "{address}");
    }
}

#[test]
fn domains_are_compared_as_registered() {
    for (address, expected) in [
        ("https://a.b.shop.co.uk/", "shop.co.uk"),
        ("https://shop.com.tr/", "shop.com.tr"),
        ("https://alice.github.io/", "alice.github.io"),
        ("https://checkout.shop.example/", "shop.example"),
        ("http://localhost/", "localhost"),
        ("http://192.0.2.7/", "192.0.2.7"),
    ] {
        let host = Host::of(address).expect(address);
        assert_eq!(host.registrable(), expected, "{address}");
    }
    assert_eq!(
        written(visit("https://a.github.io/", "https://b.github.io/").as_ref()),
        "b.github.io / referral"
    );
    assert_eq!(visit("http://192.0.2.7/a", "http://192.0.2.7/b"), None);
}

#[test]
fn domains_of_pages_are_found_but_never_those_of_others() {
    use super::super::sites::domain_of_page;
    for (url, expected) in [
        ("https://www.shop.cz/a", Some("shop.cz")),
        ("https://blog.shop.com.tr/", Some("shop.com.tr")),
        ("https://www.google.com/", None),
        ("https://translate.goog/", None),
        ("http://localhost:3000/", None),
        ("http://192.0.2.7/", None),
        ("nonsense", None),
    ] {
        assert_eq!(domain_of_page(url).as_deref(), expected, "{url}");
    }
}

#[test]
fn long_texts_stay_short() {
    let long = "é".repeat(100_000);
    let touch = visit(
        &format!("https://shop.example/?utm_source={long}"),
        &format!("https://{long}/"),
    )
    .expect("a touch");
    assert!(touch.source.is_some_and(|source| source.len() <= 200));
    let many = "a=b&".repeat(1_000_000);
    assert_eq!(visit(&format!("https://shop.example/?{many}"), &many), None);
}

proptest! {
    #[test]
    fn anything_is_read(url in "\\PC{0,80}", referrer in "(https?://|//|android-app://)?\\PC{0,60}") {
        if let Some(touch) = visit(&url, &referrer) {
            for part in touch.parts().into_iter().flatten() {
                prop_assert!(!part.is_empty() && part.len() <= 200);
                prop_assert!(!part.contains(char::is_control));
            }
        }
    }
}

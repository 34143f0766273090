//! Campaign parameters and click ids.

use super::*;

const L: &str = "https://l.facebook.com/";

#[test]
fn campaigns_and_clicks() {
    for (query, referrer, expected) in [
        ("utm_source=news&utm_medium=email", "", "news / email"),
        ("UTM_SOURCE=News&Utm_Medium=Email", "", "News / Email"),
        (
            "a=1&amp;utm_source=news&amp;utm_medium=email",
            "",
            "news / email",
        ),
        ("utm_source=&utm_source=b", "", "b / -"),
        ("a=1?utm_source=news&utm_medium=email", "", "news / email"),
        ("a=1?gclid=x", "", "google / cpc"),
        (
            "utm_source=(not%20set)&utm_medium={{ad.medium}}",
            "https://www.google.com/",
            "google / organic",
        ),
        ("utm_source=__SITE__&utm_medium=undefined", "", "none"),
        ("utm_source=news", "https://www.google.com/", "news / -"),
        (
            "utm_source=chatgpt.com",
            "https://chatgpt.com/",
            "chatgpt / chatbot",
        ),
        ("utm_source=chatgpt.com", "", "chatgpt / chatbot"),
        ("utm_source=perplexity", "", "perplexity / chatbot"),
        ("utm_source=claude.ai", "", "claude / chatbot"),
        ("utm_source=Gemini", "", "gemini / chatbot"),
        ("utm_source=copilot.com", "", "copilot / chatbot"),
        ("utm_source=facebook", "", "facebook / social"),
        ("utm_source=m.facebook.com", "", "facebook / social"),
        ("utm_source=ig", "", "instagram / social"),
        ("utm_source=google", "", "google / -"),
        (
            "utm_source=google",
            "https://www.google.com/",
            "google / organic",
        ),
        ("utm_source=google&gclid=x", "", "google / cpc"),
        (
            "utm_source=chatgpt.com&utm_medium=referral",
            "",
            "chatgpt.com / referral",
        ),
        ("utm_source=partner.example", "", "partner.example / -"),
        ("utm_source=paypal.com", "", "paypal.com / -"),
        (
            "utm_medium=paid_social&fbclid=x",
            L,
            "facebook / paid_social",
        ),
        ("fbclid=x1", L, "facebook / social"),
        ("fbclid=x1", "", "facebook / social"),
        (
            "fbclid=x1",
            "https://l.instagram.com/",
            "instagram / social",
        ),
        ("fbclid=x1", "https://www.google.com/", "google / organic"),
        ("FBCLID=x1", "", "facebook / social"),
        ("gclid=x", "https://www.google.com/", "google / cpc"),
        ("gclid=x", "", "google / cpc"),
        ("GCLID=x&fbclid=y", L, "google / cpc"),
        ("gbraid=x", "", "google / cpc"),
        ("msclkid=x", "https://www.bing.com/", "bing / cpc"),
        ("yclid=x", "https://yandex.com.tr/", "yandex / cpc"),
        ("ysclid=x", "https://yandex.ru/", "yandex / organic"),
        ("ttclid=x", "", "tiktok / cpc"),
        ("li_fat_id=x", "https://www.linkedin.com/", "linkedin / cpc"),
        ("sznclid=x", "https://search.seznam.cz/", "seznam / cpc"),
        ("srsltid=x", "", "google / organic"),
        ("mc_cid=x", "", "mailchimp / email"),
        ("gclid=", "", "none"),
        ("gclid", "", "none"),
        ("utm_source_platform=DV360", "", "DV360 / -"),
        ("utm_source=a&utm_source_platform=DV360", "", "a / -"),
        ("gclid=x&utm_source_platform=DV360", "", "google / cpc"),
        ("mtm_source=a&mtm_medium=b", "", "a / b"),
        ("pk_source=a&pk_medium=b", "", "a / b"),
        // Marks of one's own links on the way back from paying still count.
        (
            "utm_source=pay&utm_medium=promo",
            "https://www.paypal.com/",
            "pay / promo",
        ),
        (
            "utm_source=internal",
            "https://shop.example/",
            "internal / -",
        ),
    ] {
        let touch = visit(&format!("https://shop.example/a?{query}"), referrer);
        assert_eq!(written(touch.as_ref()), expected, "{query} from {referrer}");
    }
}

#[test]
fn a_campaign_has_a_name_or_else_an_id() {
    for (query, expected) in [
        ("utm_source=a&utm_campaign=may&utm_id=17", Some("may")),
        ("utm_source=a&utm_id=17", Some("17")),
        ("utm_campaign=spring%20sale+2026", Some("spring sale 2026")),
        ("utm_source=a&utm_campaign=%20", None),
        ("utm_campaign=%C5%A1koda", Some("škoda")),
    ] {
        let touch = visit(&format!("https://shop.example/?{query}"), "").expect(query);
        assert_eq!(touch.campaign.as_deref(), expected, "{query}");
    }
}

#[test]
fn parameters_stand_behind_the_number_sign_too() {
    for url in [
        "https://shop.example/#utm_source=news&utm_medium=email",
        "https://shop.example/?a=1#/basket?utm_source=news&utm_medium=email",
        "https://shop.example/?utm_source=news&utm_medium=email#utm_source=other",
    ] {
        assert_eq!(written(visit(url, "").as_ref()), "news / email", "{url}");
    }
    let landing = Landing::new("https://shop.example/", Some("?utm_source=s"), None);
    assert_eq!(
        written(of(&landing, None, &Sites::default()).as_ref()),
        "s / -"
    );
}

#[test]
fn what_the_client_says_of_the_campaign_comes_first() {
    let said = |source: Option<&str>| Touch {
        source: source.map(str::to_owned),
        campaign: Some("said".to_owned()),
        ..Touch::default()
    };
    let url = "https://shop.example/?utm_source=url&utm_medium=cpc&utm_campaign=url";
    let landing = Landing::new(url, None, None);
    let touch = of(&landing, Some(said(Some("app"))), &Sites::default()).expect("a touch");
    assert_eq!(written(Some(&touch)), "app / -");
    let touch = of(&landing, Some(said(None)), &Sites::default()).expect("a touch");
    assert_eq!(written(Some(&touch)), "url / cpc");
    assert_eq!(touch.campaign.as_deref(), Some("said"));
}

#[test]
fn the_click_that_proves_most_is_kept() {
    let click = |url| Click::of(&Parameters::of(url, None));
    let found = click("https://shop.example/?fbclid=f&gclid=g").expect("a click");
    assert_eq!((found.name, found.id.as_str()), ("gclid", "g"));
    assert_eq!(click("https://shop.example/?id=1"), None);
}

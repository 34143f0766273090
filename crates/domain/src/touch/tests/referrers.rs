//! Referring pages of many countries.

use super::*;

/// A medium, with the referrers of it and the source that each is.
type Cases = &'static [(&'static str, &'static str)];

fn check(medium: &str, cases: Cases) {
    for (referrer, source) in cases {
        let expected = (Some((*source).to_owned()), Some(medium.to_owned()));
        assert_eq!(from(referrer), expected, "{referrer}");
    }
}

#[test]
fn searching() {
    check(
        "organic",
        &[
            ("https://www.google.com/", "google"),
            ("HTTPS://WWW.GOOGLE.COM/", "google"),
            ("https://www.google.com.tr/url?sa=t&source=web", "google"),
            ("https://www.google.cz/", "google"),
            ("https://www.google.co.uk/search?q=shoes", "google"),
            ("http://google.de/search?q=schuhe", "google"),
            ("https://images.google.fr/imgres?imgurl=x", "google"),
            ("https://www.google.co.jp/", "google"),
            ("https://www.google.com.br/", "google"),
            ("https://www.google.co.in", "google"),
            ("https://cse.google.com/cse?q=a", "google"),
            (
                "android-app://com.google.android.googlequicksearchbox/",
                "google",
            ),
            (
                "android-app://com.google.android.googlequicksearchbox/https/www.google.com",
                "google",
            ),
            ("https://www.bing.com/search?q=a", "bing"),
            ("https://cn.bing.com/", "bing"),
            ("https://de.search.yahoo.com/search;_ylt=A", "yahoo"),
            ("https://r.search.yahoo.com/_ylt=Aw/RV=2", "yahoo"),
            ("https://search.yahoo.co.jp/search?p=a", "yahoo"),
            ("https://uk.yahoo.com/", "yahoo"),
            ("https://duckduckgo.com/", "duckduckgo"),
            ("https://html.duckduckgo.com/html", "duckduckgo"),
            ("https://search.brave.com/search?q=a", "brave"),
            ("https://www.ecosia.org/search?q=a", "ecosia"),
            ("https://www.qwant.com/?q=a", "qwant"),
            ("https://www.startpage.com/do/search", "startpage"),
            ("https://yandex.ru/clck/jsredir", "yandex"),
            ("https://yandex.com.tr/search/?text=a", "yandex"),
            ("https://www.yandex.kz/", "yandex"),
            ("https://ya.ru/search/", "yandex"),
            ("https://go.mail.ru/search?q=a", "mail.ru"),
            ("https://nova.rambler.ru/search", "rambler"),
            ("https://search.seznam.cz/?q=boty", "seznam"),
            ("https://www.seznam.cz/", "seznam"),
            ("https://search.centrum.cz/index.php?q=a", "centrum"),
            ("https://search.azet.sk/?q=a", "azet"),
            ("https://szukaj.onet.pl/0,0,query.html", "onet"),
            ("https://www.baidu.com/link?url=x", "baidu"),
            ("https://m.baidu.com/", "baidu"),
            ("https://www.so.com/s?q=a", "so.com"),
            ("https://www.sogou.com/web", "sogou"),
            ("https://search.naver.com/search.naver", "naver"),
            ("https://search.daum.net/search", "daum"),
            ("https://suche.t-online.de/fast-cgi", "t-online"),
            ("https://suche.web.de/web", "web.de"),
            ("https://suche.gmx.net/web", "gmx"),
            ("https://ricerca.virgilio.it/ricerca", "virgilio"),
            ("https://coccoc.com/search", "coccoc"),
            ("https://kagi.com/search?q=a", "kagi"),
            ("https://swisscows.com/de/web", "swisscows"),
            ("https://metager.de/", "metager"),
            ("https://www.mojeek.com/search", "mojeek"),
            ("https://www.ask.com/web?q=a", "ask"),
            ("https://search.aol.co.uk/aol/search", "aol"),
            ("https://petalsearch.com/", "petal"),
        ],
    );
}

#[test]
fn mail() {
    check(
        "email",
        &[
            ("https://mail.google.com/mail/u/0/", "gmail"),
            ("android-app://com.google.android.gm/", "gmail"),
            ("https://outlook.live.com/", "outlook"),
            ("https://outlook.office.com/mail/", "outlook"),
            ("https://outlook.office365.com/", "outlook"),
            ("https://mail.yahoo.com/d/folders/1", "yahoo mail"),
            ("https://uk.mail.yahoo.com/", "yahoo mail"),
            ("http://us.mg6.mail.yahoo.com/neo/launch", "yahoo mail"),
            ("https://email.seznam.cz/", "seznam email"),
            ("https://mail.centrum.cz/", "centrum mail"),
            ("https://mail.yandex.ru/", "yandex mail"),
            ("https://mail.yandex.com.tr/lite", "yandex mail"),
            ("https://e.mail.ru/inbox/", "mail.ru mail"),
            ("https://mail.proton.me/u/0/inbox", "proton mail"),
            ("https://www.icloud.com/mail/", "icloud mail"),
            ("https://mail.aol.com/webmail-std", "aol mail"),
            ("https://deref-gmx.net/mail/client/x", "gmx mail"),
            ("https://deref-web.de/mail/client/x", "web.de mail"),
            ("https://email.t-online.de/em", "t-online mail"),
            ("https://webmail.orange.fr/", "orange mail"),
            ("https://webmail.free.fr/", "free mail"),
            ("https://mail.libero.it/appsuite/", "libero mail"),
            ("https://poczta.wp.pl/", "wp mail"),
            ("https://poczta.onet.pl/", "onet mail"),
            ("https://mail.naver.com/", "naver mail"),
            ("https://mail.qq.com/cgi-bin", "qq mail"),
            ("https://mail.mynet.com/", "mynet mail"),
            ("https://mail.zoho.com/zm/", "zoho mail"),
        ],
    );
}

#[test]
fn social_networks() {
    check(
        "social",
        &[
            ("https://www.facebook.com/", "facebook"),
            ("https://l.facebook.com/l.php?u=x", "facebook"),
            ("http://m.facebook.com", "facebook"),
            ("https://lm.facebook.com/", "facebook"),
            ("https://tr-tr.facebook.com/", "facebook"),
            ("android-app://com.facebook.katana/", "facebook"),
            ("https://l.instagram.com/", "instagram"),
            ("https://www.linkedin.com/feed/", "linkedin"),
            ("https://lnkd.in/abc", "linkedin"),
            ("android-app://com.linkedin.android", "linkedin"),
            ("https://t.co/AbC", "twitter"),
            ("https://x.com/", "twitter"),
            ("https://mobile.twitter.com/", "twitter"),
            ("https://out.reddit.com/t3_x", "reddit"),
            ("https://old.reddit.com/r/rust", "reddit"),
            ("https://www.pinterest.de/", "pinterest"),
            ("https://pinterest.co.uk/pin/1", "pinterest"),
            ("https://www.tiktok.com/", "tiktok"),
            ("https://www.xing.com/", "xing"),
            ("https://away.vk.com/away.php", "vk"),
            ("https://ok.ru/", "odnoklassniki"),
            ("https://bsky.app/", "bluesky"),
            ("https://go.bsky.app/redirect", "bluesky"),
            ("https://mastodon.social/", "mastodon"),
            ("https://www.threads.net/", "threads"),
            ("https://l.threads.com/", "threads"),
            ("https://web.whatsapp.com/", "whatsapp"),
            ("android-app://org.telegram.messenger", "telegram"),
            ("https://web.telegram.org/", "telegram"),
            ("https://discord.com/channels", "discord"),
            ("https://app.slack.com/", "slack"),
            ("https://news.ycombinator.com/item?id=1", "hacker news"),
            ("https://www.quora.com/", "quora"),
            ("https://eksisozluk.com/baslik", "eksi sozluk"),
            ("https://www.wykop.pl/", "wykop"),
            ("https://weibo.com/", "weibo"),
            ("https://www.zhihu.com/question/1", "zhihu"),
            ("https://mail.vk.com/", "vk"),
        ],
    );
}

#[test]
fn films_chatbots_advertisements_and_affiliates() {
    check(
        "video",
        &[
            ("https://www.youtube.com/", "youtube"),
            ("https://m.youtube.com/watch?v=x", "youtube"),
            ("https://youtu.be/x", "youtube"),
            ("android-app://com.google.android.youtube/", "youtube"),
            ("https://vimeo.com/1", "vimeo"),
            ("https://player.vimeo.com/video/1", "vimeo"),
            ("https://www.twitch.tv/", "twitch"),
            ("https://www.dailymotion.com/video/x", "dailymotion"),
            ("https://rutube.ru/", "rutube"),
            ("https://www.bilibili.com/", "bilibili"),
        ],
    );
    check(
        "chatbot",
        &[
            ("https://chatgpt.com/", "chatgpt"),
            ("https://chat.openai.com/", "chatgpt"),
            ("https://gemini.google.com/app", "gemini"),
            ("https://claude.ai/chat/x", "claude"),
            ("https://copilot.microsoft.com/", "copilot"),
            ("https://m365.cloud.microsoft/chat", "copilot"),
            ("https://www.perplexity.ai/search/x", "perplexity"),
            ("https://chat.deepseek.com/", "deepseek"),
            ("https://grok.com/", "grok"),
            ("https://www.meta.ai/", "meta ai"),
            ("https://chat.mistral.ai/", "mistral"),
            ("https://poe.com/", "poe"),
            ("https://edgeservices.bing.com/edgesvc/chat", "copilot"),
        ],
    );
    check(
        "cpc",
        &[
            ("https://www.googleadservices.com/pagead/aclk", "google"),
            ("https://googleads.g.doubleclick.net/", "google"),
            ("https://ad.doubleclick.net/ddm", "google"),
            ("https://yabs.yandex.ru/count/x", "yandex"),
            ("https://c.imedia.cz/click", "seznam"),
            ("https://trc.taboola.com/", "taboola"),
            ("https://paid.outbrain.com/network", "outbrain"),
            ("https://cat.fr.eu.criteo.com/delivery", "criteo"),
        ],
    );
    check("affiliate", &[("https://www.awin1.com/cread.php", "awin")]);
}

#[test]
fn other_sites_are_named_by_their_host() {
    check(
        "referral",
        &[
            ("https://bing.partner.example/", "bing.partner.example"),
            ("https://google.evil.example/", "google.evil.example"),
            ("https://notgoogle.com/", "notgoogle.com"),
            ("https://mygoogle.com.tr/", "mygoogle.com.tr"),
            (
                "https://facebook.com.phishing.example/",
                "facebook.com.phishing.example",
            ),
            ("https://x.com.example/", "x.com.example"),
            ("https://www.idnes.cz/ekonomika", "idnes.cz"),
            ("https://www.hurriyet.com.tr/", "hurriyet.com.tr"),
            ("https://news.google.com/", "news.google.com"),
            ("https://docs.google.com/document/d/1", "docs.google.com"),
            (
                "https://translate.google.com.tr/",
                "translate.google.com.tr",
            ),
            ("https://blog.example:8080/post", "blog.example"),
            ("android-app://com.example.reader", "com.example.reader"),
            ("https://alice.github.io/", "alice.github.io"),
            ("https://xn--koda-f6a.cz/", "škoda.cz"),
            ("https://škoda.cz/", "škoda.cz"),
            ("https://shop.example.com/", "shop.example.com"),
        ],
    );
}

#[test]
fn own_pages_and_ways_back_are_no_touch() {
    for referrer in [
        "https://www.shop.example/before",
        "https://shop.example/",
        "https://checkout.shop.example/",
        "https://CHECKOUT.SHOP.EXAMPLE.:443/pay",
        "//shop.example/",
        "https://accounts.google.com/o/oauth2",
        "https://accounts.google.co.uk/",
        "https://login.microsoftonline.com/common",
        "https://appleid.apple.com/",
        "https://www.paypal.com/checkoutnow",
        "https://checkout.stripe.com/c/pay",
        "https://gate.gopay.cz/gw/v3",
        "https://payments.comgate.cz/",
        "https://sandbox-api.iyzipay.com/",
        "https://www.paytr.com/odeme",
        "https://secure.payu.com/",
        "https://pay.klarna.com/",
        "https://secure.przelewy24.pl/",
    ] {
        assert_eq!(from(referrer), (None, None), "{referrer}");
    }
}

#[test]
fn domains_of_the_business_refer_nobody() {
    let sites = Sites::new([
        "brand.example",
        "Škoda-shop.cz",
        "https://m.brand.example/",
        "  ",
    ]);
    for (referrer, own) in [
        ("https://brand.example/", true),
        ("https://blog.BRAND.example/a", true),
        ("https://škoda-shop.cz", true),
        ("https://xn--koda-shop-k3b.cz/", true),
        ("https://notbrand.example/", false),
        ("https://brand.example.org/", false),
    ] {
        let landing = Landing::new("https://shop.example/", None, Some(referrer));
        let touch = of(&landing, None, &sites);
        assert_eq!(touch.is_none(), own, "{referrer}: {touch:?}");
    }
}

/// A list of others, for comparison: what they know and this list does not, and where they differ.
#[test]
fn the_list_agrees_with_another_public_list() {
    let root = std::env::var_os("RIPEN_TEST_DATA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into(),
        std::path::PathBuf::from,
    );
    let path = root.join("referrers_snowplow/resources/referers.yml");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "skipped: the list of referrers is not there (set RIPEN_TEST_DATA to the folder of test data)"
        );
        return;
    };
    let (mut right, mut other, mut unknown) = (0, 0, 0);
    for (medium, domain) in domains(&text) {
        let found = from(&format!(
            "https://{}",
            domain.split('#').next().unwrap_or_default().trim()
        ))
        .1
        .unwrap_or_default();
        let right_ones: &[&str] = match medium.as_str() {
            "search" => &["organic"],
            "paid" => &["cpc", "affiliate"],
            "social" => &["social", "video"],
            "unknown" => &["referral", ""],
            "email" => &["email"],
            _ => &["chatbot"],
        };
        match () {
            () if right_ones.contains(&found.as_str()) => right += 1,
            () if found == "referral" => unknown += 1,
            () => {
                other += 1;
                println!("  {domain}: {medium} there, {found} here");
            }
        }
    }
    println!(
        "of the other list's domains {right} are the same here, {other} something else, {unknown} not known"
    );
    assert!(other * 40 < right, "hardly any may be something else");
}

/// Medium and domain of each entry of the other list.
fn domains(text: &str) -> Vec<(String, String)> {
    let (mut medium, mut within) = (String::new(), false);
    let mut list = Vec::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let word = line.trim();
        if word.is_empty() || word.starts_with('#') {
            continue;
        }
        match word.strip_prefix("- ") {
            Some(domain) if within => {
                list.push((medium.clone(), domain.trim_matches(['\'', '"']).to_owned()))
            }
            Some(_) => {}
            None if indent == 0 => word.trim_end_matches(':').clone_into(&mut medium),
            None => within = word == "domains:",
        }
    }
    list
}

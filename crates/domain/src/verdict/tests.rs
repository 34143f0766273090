//! Verdicts on hand-picked cases and on two public collections of user agents.

mod people;
mod public;

use super::*;

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

fn by_user_agent(user_agent: &str) -> Assessment {
    classify(&Evidence {
        user_agent: Some(user_agent),
        ..Evidence::default()
    })
}

#[test]
fn browsers_are_human() {
    assert_eq!(
        by_user_agent(CHROME),
        Assessment {
            verdict: Verdict::Human,
            reasons: vec![reason::BROWSER]
        }
    );
    let cubot = "Mozilla/5.0 (Linux; Android 6.0; CUBOT MAX) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/72.0.3626.121 Mobile Safari/537.36";
    assert_eq!(by_user_agent(cubot).verdict, Verdict::Human);
    let crawling_cubot = format!("{cubot} SomeBot/1.0");
    assert_eq!(by_user_agent(&crawling_cubot).reasons, [reason::CRAWLER]);
}

#[test]
fn behind_the_proxy_of_a_mail_provider_there_may_be_somebody() {
    let proxy =
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    let unknown = Assessment {
        verdict: Verdict::Unknown,
        reasons: vec![reason::PRIVACY_PROXY],
    };
    assert_eq!(by_user_agent(proxy), unknown);
    let mail = |user_agent, mark| Evidence {
        user_agent: Some(user_agent),
        mark,
        channel: Channel::Email,
        ..Evidence::default()
    };
    assert_eq!(classify(&mail("Mozilla/5.0", None)), unknown);
    assert_eq!(classify(&mail(CHROME, Some(Mark::Proxy))), unknown);
    // On a page it is no browser.
    assert_eq!(by_user_agent("Mozilla/5.0").verdict, Verdict::Machine);
    let asked_for_headers = Evidence {
        method: Some("HEAD"),
        ..mail(proxy, None)
    };
    assert_eq!(classify(&asked_for_headers).verdict, Verdict::Machine);
}

#[test]
fn senders_and_traps_tell_of_machines() {
    let marked = Evidence {
        user_agent: Some(CHROME),
        mark: Some(Mark::Machine),
        ..Evidence::default()
    };
    assert_eq!(classify(&marked).reasons, [reason::SENDER]);
    let trapped = Evidence {
        user_agent: Some(CHROME),
        trap: true,
        ..Evidence::default()
    };
    assert_eq!(classify(&trapped).reasons, [reason::TRAP]);
}

#[test]
fn machines_say_why() {
    for (user_agent, why) in [
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            reason::CRAWLER,
        ),
        ("curl/8.5.0", reason::LIBRARY),
        ("acme-sync/2.1", reason::LIBRARY),
        ("12345", reason::MALFORMED),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
            reason::HEADLESS,
        ),
        ("facebookexternalhit/1.1", reason::PREVIEW),
        ("WhatsApp/2.23.20.0", reason::PREVIEW),
        (
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            reason::PREVIEW,
        ),
        ("TelegramBot (like TwitterBot)", reason::PREVIEW),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Barracuda Sentinel (EE)",
            reason::PREVIEW,
        ),
        ("Mimecast-URL-Protect/1.0", reason::PREVIEW),
    ] {
        let assessment = by_user_agent(user_agent);
        assert_eq!(assessment.verdict, Verdict::Machine, "{user_agent}");
        assert!(
            assessment.reasons.contains(&why),
            "{user_agent}: {:?}",
            assessment.reasons
        );
    }
}

#[test]
fn signs_of_automation_outweigh_a_good_user_agent() {
    let browser = Evidence {
        user_agent: Some(CHROME),
        ..Evidence::default()
    };
    let cases = [
        (
            Evidence {
                webdriver: true,
                ..browser
            },
            reason::WEBDRIVER,
        ),
        (
            Evidence {
                prefetch: true,
                ..browser
            },
            reason::PREFETCH,
        ),
        (
            Evidence {
                method: Some("head"),
                ..browser
            },
            reason::HEAD,
        ),
    ];
    for (evidence, why) in cases {
        assert_eq!(
            classify(&evidence),
            Assessment {
                verdict: Verdict::Machine,
                reasons: vec![why]
            }
        );
    }
    assert_eq!(
        classify(&Evidence {
            method: Some("GET"),
            ..browser
        })
        .verdict,
        Verdict::Human
    );
}

#[test]
fn a_missing_user_agent_is_judged_by_who_reports() {
    let by_library = |library| {
        classify(&Evidence {
            library,
            user_agent: Some("  "),
            ..Evidence::default()
        })
    };
    assert_eq!(by_library(Some("analytics.js")).verdict, Verdict::Unknown);
    assert_eq!(by_library(Some("analytics.js")).reasons, [reason::MISSING]);
    assert_eq!(
        by_library(Some("@segment/analytics-node")).reasons,
        [reason::SERVER]
    );
    assert_eq!(by_library(Some("analytics-python")).verdict, Verdict::Human);
    assert_eq!(by_library(Some("analytics-swift")).reasons, [reason::APP]);
    assert_eq!(by_library(None).reasons, [reason::SERVER]);
    let call = Evidence {
        channel: Channel::Call,
        ..Evidence::default()
    };
    assert_eq!(classify(&call).reasons, [reason::RECORDED]);
}

#[test]
fn any_text_is_judged() {
    let long = "Mozilla/5.0 (Windows NT 10.0) ".repeat(100_000);
    assert_eq!(by_user_agent(&long).verdict, Verdict::Human);
    assert_eq!(by_user_agent("\u{0}\u{ffff}İ").verdict, Verdict::Machine);
    let all = "bot curl/ headless googleimageproxy <script ".repeat(50);
    assert_eq!(by_user_agent(&all).verdict, Verdict::Unknown);
    let all = all.replace("googleimageproxy", "barracuda");
    assert_eq!(by_user_agent(&all).reasons.len(), 5);
}

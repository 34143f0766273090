//! Telephones, apps, readers, televisions and watches are people; what tells them from programs.

use super::*;

fn verdict(user_agent: &str) -> Verdict {
    by_user_agent(user_agent).verdict
}

#[test]
fn telephones_may_be_called_bot_and_spider() {
    for model in [
        "M bot 60",
        "Spider 8",
        "B BOT 550",
        "IDbot553PLUS",
        "CUBOT_X18_Plus",
        "Robot Phone 2",
        "Scan Pro 5",
        "Monitor X1",
    ] {
        let phone = format!(
            "Mozilla/5.0 (Linux; Android 9; {model} Build/PPR1.180610.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.45 Mobile Safari/537.36"
        );
        assert_eq!(verdict(&phone), Verdict::Human, "{phone}");
        let bare = format!(
            "Mozilla/5.0 (Linux; Android 9; {model}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.45 Mobile Safari/537.36"
        );
        assert_eq!(verdict(&bare), Verdict::Human, "{bare}");
        let app = format!("Dalvik/2.1.0 (Linux; U; Android 9; {model} Build/PPR1)");
        assert_eq!(verdict(&app), Verdict::Human, "{app}");
        let crawler = format!("{phone} (compatible; Somebot/2.1; +https://some.example/bot)");
        assert_eq!(verdict(&crawler), Verdict::Machine, "{crawler}");
    }
}

#[test]
fn programs_stay_machines_where_telephones_stand() {
    for program in [
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Linux; Android 7.0; Somebot/1.0) AppleWebKit/537.36 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 7.0; spider) AppleWebKit/537.36 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 7.0; see https://some.example/crawler) AppleWebKit/537.36",
        "Mozilla/5.0 (Linux; Android 4.2.2; GT-I9505 Build/JDQ39; Catchpoint) AppleWebKit/535.19 Mobile",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 HeadlessChrome/120.0",
        "Somebot/1.0 (Android 9; Pixel 3)",
        "Somespider/1.0 CFNetwork/1410 Darwin/22.6",
    ] {
        assert_eq!(verdict(program), Verdict::Machine, "{program}");
    }
}

#[test]
fn apps_of_people_are_people() {
    for app in [
        // Podcasts and music.
        "Overcast/3.0 (+http://overcast.fm/; iOS podcast app)",
        "AntennaPod/3.1.2",
        "Podcasts/1555.2.1 CFNetwork/1237 Darwin/20.4.0",
        "Pocket Casts",
        "PodcastAddict/v5 (+https://podcastaddict.com/; Android podcast app)",
        "Spotify/8.8.0 Android/33 (Pixel 7)",
        "AppleCoreMedia/1.0.0.20K71 (Apple TV; U; CPU OS 16_1 like Mac OS X; en_au)",
        "VLC/3.0.18 LibVLC/3.0.18",
        "iTunes/12.12 (Windows; Microsoft Windows 10 x64)",
        // Readers of feeds and mail.
        "NetNewsWire/6.1 (Mac OS X; https://netnewswire.com/)",
        "NetNewsWire (RSS Reader; https://netnewswire.com/)",
        "NetNewsWire/4.0.0 (Mac OS X; http://netnewswireapp.com/mac/; gzip-happy)",
        "NewsBlur iPad App v3.6",
        "NewsBlur iPhone App v12.1",
        "NewsBlur Android app/13.2 (Pixel 8)",
        "NewsBlur/4.0.1 CFNetwork/672.1.13 Darwin/14.0.0",
        "Reeder/5.3 CFNetwork/1335.0.3 Darwin/21.6.0",
        "Reeder/5050001",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Reeder/5.4",
        "ReadKit/2.6.2 CFNetwork/976 Darwin/18.2.0",
        "ReadKit/3.1 (Macintosh; macOS 14.2)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13) AppleWebKit/605.1.15 (KHTML, like Gecko) ReadKit/2.6",
        "QuiteRSS/0.19.4",
        "Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/538.1 (KHTML, like Gecko) QuiteRSS/0.18.12 Safari/538.1",
        "Feedly/87.0.0 CFNetwork/1408.0.4 Darwin/22.5.0",
        "Feedly/96.0 (iPhone; iOS 17.2; Scale/3.00)",
        "Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 Feedly/82.0",
        "Inoreader/7.8.1 CFNetwork/1408.0.4 Darwin/22.5.0",
        "Inoreader/7.8 (Android 14; Pixel 8)",
        "Feeddler/1.1 CFNetwork/1121 Darwin/19.2.0",
        "Liferea/1.13.5 (Linux; en_US.utf8; https://lzone.de/liferea/)",
        "Akregator/5.22.3",
        "Thunderbird/115.3.1",
        // Televisions, consoles, speakers, watches.
        "HbbTV/1.1.1 (;Panasonic;VIERA 2012;1.261;0071-3103 2000-0000;)",
        "Roku/DVP-12.0 (12.0.0.4182-88)",
        "atc/1.0 watchOS/10.1 model/Watch6,7 hwp/t8301 build/21S67 (6; dt:256)",
        "SomeNews/4.3.0 (Watch1,2; watchOS 3.2.2)",
        "Mozilla/5.0 (X11; Linux aarch64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000 DeviceType/SmartSpeaker",
        "Viafree-tvOS-DK/3.7.1 (com.example.viafree; build:7341; tvOS 12.1.0) Alamofire/4.7.0",
        // Shops and tools on somebody's telephone.
        "QR Scanner/2.1 (com.example.qr; build:3; iOS 16.1.0) Alamofire/5.6.2",
        "Price Checker/1.4 (Linux; U; Android 13; SM-A536B) okhttp/4.9.3",
        "Amazon.com/2.9.0 (Android/2.3.5/GT-I9100)",
        "WhatsApp/2.11.102 Android/4.3 Device/asus-Nexus_7",
        // Old telephones that name nothing but themselves.
        "SonyEricssonT68/R201A",
        "MOT-L7_NOOB_VJ",
        "DoCoMo/2.0 N905i(c100;TB;W16H10)",
        "LG-GD580",
        // A network's name, a toolbar, a page read through a translator.
        "Mozilla/5.0 (iPhone; CPU iPhone OS 11_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E216 [FBAN/FBIOS;FBAV/166.0;FBCR/Jersey Robot;FBID/phone]",
        "Mozilla/5.0 (Windows NT 10.0; rv:14.0) Gecko/20100101 Firefox/14.0.1,gzip(gfe) (via translate.google.com)",
        "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0; GWX:DOWNLOADED)",
    ] {
        assert_eq!(verdict(app), Verdict::Human, "{app}");
    }
}

#[test]
fn servers_that_fetch_for_their_users_are_machines() {
    for server in [
        "Overcast/1.0 Podcast Sync (12 subscribers; feed-id=1; +http://overcast.fm/)",
        "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)",
        "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers)",
        "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)",
        "FeedlyBot/1.0 (http://feedly.com)",
        "FeedlyApp/1.0 (http://www.feedly.com)",
        "Feedly/1.0",
        "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 16 subscribers; )",
        "Mozilla/5.0 (compatible; inoreader.com; 16 subscribers)",
        "Mozilla/5.0 (compatible; inoreader.com-like FeedFetcher-Google)",
        "okhttp/4.9.3",
        "python-requests/2.31.0",
        "WhatsApp/2.23.20.0 A",
        "Podcast-Crawler/1.0",
    ] {
        assert_eq!(verdict(server), Verdict::Machine, "{server}");
    }
}

#[test]
fn servers_between_a_mail_and_its_reader_leave_it_open() {
    for relay in [
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
        "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
        "Mozilla/5.0 (compatible; SeznamEmailProxy/2.0.97)",
    ] {
        let assessment = by_user_agent(relay);
        assert_eq!(assessment.verdict, Verdict::Unknown, "{relay}");
        assert_eq!(assessment.reasons, [reason::PRIVACY_PROXY], "{relay}");
    }
    let head = Evidence {
        user_agent: Some("Mozilla/5.0"),
        method: Some("HEAD"),
        ..Evidence::default()
    };
    assert_eq!(classify(&head).verdict, Verdict::Machine);
}

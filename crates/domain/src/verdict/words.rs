//! The words by which a user agent gives itself away.
//!
//! Gathered from the ideas of public lists and from what the programs say of themselves. In an
//! entry, a leading `<` means that no letter may come before the word and a trailing `>` that no
//! letter may follow it; without them the word counts anywhere. All matching ignores ASCII case.

/// Programs that visit pages for themselves: search engines, monitors, scanners, fetchers.
#[rustfmt::skip]
pub(super) const CRAWLERS: &[&str] = &[
    // What a polite program calls itself.
    "bot>", "bots>", "b.o.t", "robot", "spider", "crawl", "scrap", "archiv", "slurp", "sipder", "harvest",
    "indexer", "sucker", "heritrix", "nutch", "httrack", "igetter", "transcoder", "proxy",
    // Where it can be complained about: no browser carries an address of any sort.
    "http://", "https://", "www.", "mailto:", "[at]", "(at)", ".com>", ".org>", ".ai>", ".io/", ".fr>",
    "rb.gy", "burpcollaborator",
    // Checking and watching.
    "monitor", "check>", "checker", "probe", "survey>", "validator", "analyzer", "analyser", "analyze",
    "inspect", "<scan", "scanner", "scanning", "uptime", "pingdom", "statuscake", "site24x7", "catchpoint",
    "dejaclick", "gomez", "rigor>", "dareboost", "yottaa", "appinsights", "gtmetrix", "pagespeed",
    "page speed", "lighthouse", "ptst/", "speedcurve", "synthetic", "silktide", "hardenize",
    "securityheaders", "onetrust", "cookiehub", "siteimprove", "marketgoo", "testlocally", "turingos",
    // Looking for holes.
    "nessus", "nikto", "nuclei", "nmap", "openvas", "acunetix", "zgrab", "masscan", "sqlmap", "clamav",
    "thousandeyes", "linktiger", "contentscan", "watchtowr", "foregenix", "assetnote", "ips-agent",
    // Feeds and reading for somebody else.
    "feed>", "feeder", "feeddler", "feedly", "feedfetcher", "rss/", "rss reader", "newsblur", "readkit",
    "reeder/", "newsnow", "readable/", "printfriendly", "subscribers",
    // Fetching, copying, resolving.
    "fetcher", "<fetch/", "extract", "download", "mirror", "sniff", "recon>", "resolver", "classifier",
    "verifier", "verify>", "verify/", "capture", "translationserver", "embed>", "outbrain", "datanyze",
    "mixnode", "collapsify", "criticalcss", "favicon", "thumbor", "splash version", "semantics",
    // Parts of the large platforms that are not their browsers.
    "<google-", "-google", "google search console", "googlemessages", "googleweblight", "mediapartners",
    "google favicon", "cloudflare", "azure-logic-apps", "microsoft-cryptoapi", "swcd (", "daum ", "hotjar",
    // Assistants that read pages on their own.
    "claude-user", "chatgpt-user", "perplexity-user", "manus-user", "amzn-user", "devin/", "newsai/",
    "pageburst",
    // A browser's engine says `(KHTML, like Gecko)` and nothing more inside that bracket.
    "like gecko;", "gecko; compatible",
];

/// Programs that open the link before the reader does: mail scanners, image proxies, chat previews.
#[rustfmt::skip]
pub(super) const PREVIEWS: &[&str] = &[
    "googleimageproxy", "yahoomailproxy", "barracuda", "proofpoint", "mimecast", "safelinks", "trendmicro",
    "fireeye", "forcepoint", "sophos", "symantec", "mailscanner", "bitdefender", "zscaler", "urldefense",
    "ironport", "microsoft office existence discovery", "skypeuripreview", "bingpreview",
    "facebookexternalhit", "facebookcatalog", "meta-external", "cardyb", "slackbot", "slack-imgproxy",
    "discordbot", "telegrambot", "^whatsapp/", "linkedinbot", "twitterbot", "pinterest/0", "embedly",
    "vkshare", "iframely", "link preview", "linkpreview", "url preview", "urlpreview", "page preview",
    "page-preview", "onebox",
];

/// Browsers that run without anybody looking at them.
#[rustfmt::skip]
pub(super) const HEADLESS: &[&str] = &[
    "headless", "phantomjs", "selenium", "webdriver", "puppeteer", "playwright", "cypress", "slimerjs",
    "casperjs", "htmlunit", "zombie.js", "ghost inspector", "taginspector",
];

/// Libraries and tools by which programs speak HTTP.
#[rustfmt::skip]
pub(super) const LIBRARIES: &[&str] = &[
    "<curl/", "wget", "<python", "<java/", "jersey", "httpclient", "http client", "httpunit",
    "urlconnection", "okhttp", "go-http", "node-fetch", "<axios", "<undici", "guzzle", "libwww-perl",
    "<lwp", "postman", "<insomnia", "restsharp", "<grpc-", "library>", "client/1", "firephp",
    "rest-client", "aiohttp", "httpx", "faraday", "winhttp", "(java)", "httpagent", "wechatdevtools",
];

/// Text that no browser sends: markup, injections, templates that were not filled in.
#[rustfmt::skip]
pub(super) const MALFORMED: &[&str] = &[
    "<?", "<script", "<class", "(select ", "pg_sleep", "sleep(", "${", "host: ", "^iphone|",
    "^anonymous, ", "^thumbor", "^godzilla", "android 0;",
];

/// Rendering engines, systems and devices: at least one of them stands in what a browser or an
/// app sends. A user agent with none is a program.
#[rustfmt::skip]
pub(super) const BROWSERS: &[&str] = &[
    "applewebkit", "gecko/", "trident/", "msie", "presto/", "opera", "khtml", "netfront", "goanna",
    "up.browser", "lynx/", "elinks", "w3m/", "mozac", "quicktime", "ms-office", "microsoft office",
    "inferno", "googleapp/", "windows", "<win10", "macintosh", "mac_", "linux", "android", "iphone",
    "ipad", "ipod", "symbian", "midp", "blackberry", "nokia", "amiga", "haiku", "cros ", "cfnetwork",
    "dalvik", "playstation", "nintendo", "sunos", "bsd", "beos", "os/2", "tizen", "web0s", "webos", "palm",
    "risc os", "samsung", "roku", "htc ",
];

/// Makers and apps whose names end in one of the words above.
pub(super) const INNOCENT: &[&str] = &["cubot", "camscanner"];

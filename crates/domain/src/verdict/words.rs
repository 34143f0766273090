//! The words by which a user agent gives itself away.
//!
//! Gathered from the ideas of public lists and from what the programs say of themselves. In an
//! entry, a leading `<` means that no letter may come before the word, a trailing `>` that no
//! letter may follow it and a trailing `#` that a digit has to; `^` stands for the beginning of the
//! text. Without them the word counts anywhere. All matching ignores ASCII case.

/// What a polite program calls itself. Telephones are called so too.
pub(super) const SELF_NAMES: &[&str] = &["bot>", "bots>", "robot", "spider", "crawl", "scrap"];

/// Programs that visit pages for themselves: search engines, monitors, scanners, fetchers.
#[rustfmt::skip]
pub(super) const CRAWLERS: &[&str] = &[
    "b.o.t", "archiv", "slurp", "sipder", "harvest", "indexer", "sucker", "heritrix", "nutch", "httrack", "igetter", "transcoder",
    "rb.gy", "burpcollaborator",
    // Checking and watching.
    "validator", "analyzer", "analyser", "analyze", "uptime", "pingdom", "statuscake", "site24x7", "catchpoint",
    "dejaclick", "gomez", "rigor>", "dareboost", "yottaa", "appinsights", "gtmetrix", "pagespeed",
    "page speed", "lighthouse", "ptst/", "ptst #", "speedcurve", "synthetic", "silktide", "hardenize",
    "securityheaders", "onetrust", "cookiehub", "siteimprove", "marketgoo", "testlocally", "turingos",
    "websitepulse", "sindup", "ps_daily", "modularconnector", "neustar wpm", "whatcms", "webthumb", "sparkler/", "biglotron", "adbeat", "dmbrowser",
    // Looking for holes.
    "nessus", "nikto", "nuclei", "nmap", "openvas", "acunetix", "zgrab", "masscan", "sqlmap", "clamav",
    "thousandeyes", "linktiger", "contentscan", "watchtowr", "foregenix", "assetnote", "ips-agent",
    // Servers that read feeds for their users.
    "feedfetcher", "feedburner", "newsblur", "newsnow", "printfriendly", "<subscribers",
    "windows-rss-platform", "instaparser", "episode duration lookup", "calendar-feedreader",
    // Fetching, copying, resolving.
    "fetcher", "<fetch/", "sniff", "recon>", "resolver", "classifier", "verifier",
    "translationserver", "embed>", "outbrain", "datanyze", "mixnode", "collapsify", "criticalcss", "favicon",
    "thumbor", "splash version", "semantics", "optimizer-agent",
    // Parts of the large platforms that are not their browsers.
    "<google-", "-google>", "google search console", "googlemessages", "googleweblight", "mediapartners",
    "google favicon", "cloudflare", "azure-logic-apps", "microsoft-cryptoapi", "swcd (", "daum ", "<daumoa", "hotjar",
    // Assistants that read pages on their own.
    "claude-user", "chatgpt-user", "perplexity-user", "manus-user", "amzn-user", "devin/", "newsai/",
    "pageburst",
    // A browser's engine says `(KHTML, like Gecko)` and nothing more inside that bracket.
    "(khtml, like gecko; ", "gecko; compatible",
];

/// What programs on an errand say, but apps on somebody's own device too: they name their site, and
/// they read feeds, download, scan codes and check things for the one who holds them.
#[rustfmt::skip]
pub(super) const ERRANDS: &[&str] = &[
    // Where it can be complained about: no browser carries an address of any sort.
    "http://", "https://", "www.", "mailto:", "[at]", "(at)", ".com>", ".org>", ".ai>", ".io/", ".fr>",
    "monitor", "check>", "checker", "probe", "survey>", "inspect", "<scan", "scanner", "scanning",
    "feeder", "feeddler", "rss/", "rss reader", "readable/",
    "extract", "<download", "downloader", "verify>", "verify/", "capture", "mirror", "proxy", "feed>",
];

/// Programs that open the link before the reader does: mail scanners, image proxies, chat previews.
#[rustfmt::skip]
pub(super) const PREVIEWS: &[&str] = &[
    "barracuda", "proofpoint", "mimecast", "safelinks", "trendmicro",
    "fireeye", "forcepoint", "sophos", "symantec", "mailscanner", "bitdefender", "zscaler", "urldefense",
    "ironport", "microsoft office existence discovery", "skypeuripreview", "bingpreview",
    "facebookexternalhit", "facebookcatalog", "meta-external", "cardyb", "slackbot", "slack-imgproxy",
    "discordbot", "telegrambot", "linkedinbot", "twitterbot", "embedly",
    "vkshare", "iframely", "link preview", "linkpreview", "url preview", "urlpreview", "page preview",
    "page-preview", "web preview", "onebox",
];

/// Messengers whose telephones load the page of a link that is being written. An app that names its
/// device besides is somebody using it.
pub(super) const MESSENGERS: &[&str] = &["^whatsapp/"];

/// Servers that load the pictures of a mail for its reader: whether somebody looked at it cannot be
/// told from them.
pub(super) const RELAYS: &[&str] = &["googleimageproxy", "mailproxy", "incompatible; imageproxy"];

/// Browsers that run without anybody looking at them.
#[rustfmt::skip]
pub(super) const HEADLESS: &[&str] = &[
    "headless", "phantomjs", "selenium", "webdriver", "puppeteer", "playwright", "cypress/", "slimerjs",
    "casperjs", "htmlunit", "zombie.js", "ghost inspector", "taginspector",
];

/// Libraries and tools by which programs speak HTTP.
#[rustfmt::skip]
pub(super) const LIBRARIES: &[&str] = &[
    "<curl/", "wget", "<python", "<java/1", "<java/2", "<java/8", "<java/9", "jersey/", "httpclient", "http client", "httpunit",
    "urlconnection", "go-http", "node-fetch", "<axios", "<undici", "guzzle", "libwww-perl",
    "<lwp", "postman", "<grpc-", "rest-client", "aiohttp", "httpx", "faraday", "winhttp", "(java)", "httpagent", "wechatdevtools",
    "restsharp", "(node.js ",
];

/// Libraries that apps on somebody's own device name as well.
#[rustfmt::skip]
pub(super) const APP_LIBRARIES: &[&str] = &["okhttp", "library/", "library ", "client/1"];

/// Text that no browser sends: markup, injections, templates that were not filled in.
#[rustfmt::skip]
pub(super) const MALFORMED: &[&str] = &[
    "<?", "<script", "<class", "(select ", "pg_sleep", "sleep(", "${", "host: ", "^iphone|",
    "^anonymous, ", "^thumbor", "^godzilla", "android 0;", ";afengineurl=",
];

/// Rendering engines, systems and devices: at least one of them stands in what a browser or an
/// app sends. A user agent with none is a program.
#[rustfmt::skip]
pub(super) const BROWSERS: &[&str] = &[
    "applewebkit", "gecko/", "trident/", "msie", "presto/", "opera", "khtml", "netfront", "goanna",
    "up.browser", "lynx/", "elinks", "w3m/", "mozac", "quicktime", "ms-office", "microsoft office",
    "inferno", "googleapp/", "windows", "<win10", "<win9#", "<win16>", "macintosh", "mac_", "linux", "symbian", "midp", "blackberry", "nokia", "amiga", "haiku", "cros ", 
    "playstation", "nintendo", "sunos", "bsd", "beos", "os/2", "tizen", "web0s", "webos", "palm",
    "risc os", "samsung", "roku", "mac os x", "macos", "os x ", "irix", "hp-ux", "dillo", "<firefox>", "<safari>", "^chrome/#", "konqueror",
    "netsurf", "k-meleon", "^links (", "mosaic/", "mqqbrowser",
    "obigo", "ucweb", "ucbrowser", "teleca", "maui", "(java; u;", "j2me", "jig browser", "wap2.0", "wap browser",
    "up.link", "semc-browser", "onebrowser", "netfront", "dolfin", "electron/", "kaios", "<brew ", "untrusted/1",
];

/// Telephones, tablets, watches and televisions, and what only their apps carry.
#[rustfmt::skip]
pub(super) const DEVICES: &[&str] = &[
    "android", "iphone", "ipad", "ipod", "<ios>", "watchos", "tvos", "apple watch", "apple tv", "appletv",
    "watchapp", "cfnetwork", "darwin/", "applecoremedia", "alamofire", "dalvik", "exoplayer", " device/", "^ucweb/",
    "hbbtv", "smarttv", "smart-tv", "smart tv", "<crkey", "chromecast", "googletv", "google tv", "bravia", "viera",
    "netcast", "aquos", "dreamcast", "xbox", "<wii ", "^zune", "kindle/", "nook browser", ";tpapi", "stagefright",
    "sonos/", "alexamediaplayer", "alexaservice", "alexa mobile", "^echo/", "google-home",
];

/// Players, readers of feeds and of mail on somebody's own machine, which name no engine and often no
/// system.
#[rustfmt::skip]
pub(super) const APPS: &[&str] = &[
    // What fetches a podcast for its listener.
    "podcast", "podkast", "podcatch", "podkicker", "<pocket casts", "antennapod", "gpodder", "beyondpod",
    "doggcatcher", "downcast", "overcast/", "castbox", "<castro>", "podbean", "podcruncher", "podtrapper",
    "podverse", "ipodder", "peapod/", "<bpod>", "icatcher", "instacast", "rssradio", "rss_radio", "rss radio",
    "castamatic", "<turtlecast", "<juice/", "<miro/", "zencast", "podgrab", "<goodpods", "<snipd", "<player fm", "playerfm",
    // Radio, music, films.
    "<stitcher", "tunein", "iheartradio", "<pandora", "spotify", "deezer", "soundcloud", "<audible", "itunes/",
    "amazonmusic", "<tidal", "napster", "<vlc", "libvlc", "<lavf", "<mpv ", "mplayer", "wmplayer", "nsplayer",
    "windows-media-player", "winamp", "foobar2000", "clementine", "amarok", "banshee", "rhythmbox", "mediamonkey",
    "mediago", "audacious", "songbird", "gstreamer", "realplayer", "<rma/#", "realmedia", "xbmc", "<kodi/", "<plex",
    "jellyfin", "<emby", "musicbee", "kinoma", "fstream", "radiotray", "<xine/", "netflix", "<audioplayer", "<radio",
    "airsonic", "subsonic", "<strawberry", "<mpd/", "music player daemon", "sony_tv", "mediaplayer", "media player",
    // Readers of feeds and mail.
    "netnewswire", "newsblur ipad", "newsblur iphone", "newsblur android", "newsblur/#", "rssowl", "rssbandit", "rss bandit", "feeddemon", "sharpreader", "akregator", "liferea",
    "newsfire", "newsboat", "newsbeuter", "quiterss", "fluent reader", "<reeder", "<readkit", "<inoreader/#", "thunderbird", "outlook",
    "the bat!", "foxmail", "barcapro", "evolution/", "postbox", "airmail", "mailbird", "lotus-notes", "<awasu",
    "<omea", "newsgator", "<vienna/", "<blogbridge", "^feedreader", "greatnews",
    // Saved for later.
    "pinterest for ", "instapaper", "raindrop.io",
];

/// Telephones that name themselves and no browser.
#[rustfmt::skip]
pub(super) const PHONES: &[&str] = &[
    "sonyericsson", "^alcatel", "^amoi", "^asus-", "^benq", "^bird ", "^bird-", "^bird.", "^cdm-", "^cect", "^coolpad", "docomo/", "^dopod", "^ericsson", "^gionee", "^haier",
    "^hisense", "^htc", "htc_", "htc-", "htc ", "^sony", "(sony/", "^acer-", "^gt-", "^sm-", "^huawei", "<huawei", "^j-phone", "^karbonn", "^kddi-", "^kyocera", "^lava", "^lenovo", "^lg", "<lg-", "^micromax", "^mot-", "^motorola",
    "^nec-", "^nexian", "^panasonic", "^pantech", "^pg-", "^philips", "portalmmm", "^qtek", "^sagem", "^sanyo", "^sec-", "^sch-", "^sgh-", "^sph-",
    "sendo", "^sharp", "^sie-", "^siemens", "softbank/", "^spice", "^tcl", "^tecno", "^telit", "^toshiba", "^t-mobile", "^vertu", "^vk-", "vodafone/", "^zte", "<zte-", "foma;", "ddipocket",
    "willcom", "emobile/",
];

/// Makers, apps and parts of browsers in which one of the words above stands, and phrases that pages of
/// people carry.
#[rustfmt::skip]
pub(super) const INNOCENT: &[&str] = &[
    "cubot", "camscanner", "http://netnewswireapp.com", "http://netnewswire.com", "https://netnewswire.com",
    "netnewswire (rss reader", "quiterss/", "newsblur ipad", "newsblur iphone", "newsblur android", "newsblur/#", "http://www.bsalsa.com", "http://bsalsa.com", "via translate.google.com",
    "via docs.google.com/viewer", "gwx:downloaded", "ea download manager", "overdrive download station",
    "bitdefendersafepay", "semc-java", "google wap proxy", "steam client/", "ant.com toolbar", "ask.com",
    "<amazon.com/", "avantbrowser.com", "thefreedictionary.com",
];

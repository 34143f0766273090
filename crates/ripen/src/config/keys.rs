//! Every configuration key, documented once: from here come the checks, the names of the
//! environment variables, the reference page and the commented default file.

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// `true` or `false`.
    Switch,
    /// A whole number from 0.
    Number,
    /// A list of texts; in an environment variable separated by commas.
    List,
}

impl Kind {
    /// What the key has to hold, in words.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::Switch => "true or false",
            Self::Number => "a whole number from 0",
            Self::List => "a list of texts, for example [\"https://www.example.com\"]",
        }
    }
}

/// A configuration key.
#[derive(Debug)]
pub struct Key {
    /// The section of the file that it stands in.
    pub section: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its default, as it would stand in the file.
    pub default: &'static str,
    /// The flag that sets it, if there is one.
    pub flag: Option<&'static str>,
    /// What it means.
    pub doc: &'static str,
}

impl Key {
    /// `section.name`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// The environment variable that sets it.
    pub fn variable(&self) -> String {
        format!("RIPEN_{}_{}", self.section, self.name).to_uppercase()
    }
}

/// The sections in the order of the file, with what each is about.
pub const SECTIONS: &[(&str, &str)] = &[
    ("organisation", "Who uses Ripen."),
    ("server", "The HTTP server."),
    ("database", "Where data is kept."),
    ("capture", "How interactions are taken in."),
    ("log", "What is logged. Log lines go to standard error."),
];

/// Every key, by section.
pub const KEYS: &[Key] = &[
    Key {
        section: "organisation",
        name: "time_zone",
        kind: Kind::Text,
        default: "\"\"",
        flag: None,
        doc: "Time zone whose days, weeks and months filters and the caps of scoring models count, by its IANA name, for example Europe/Istanbul. The zones come with the program. Empty: the zone that the database was given before, UTC in a new one. After a change everybody is scored again, in the background; a server that runs beside goes on with its own until it is restarted.",
    },
    Key {
        section: "organisation",
        name: "horizon",
        kind: Kind::Text,
        default: "\"\"",
        flag: None,
        doc: "Within how long a person has to become a customer for the probability that is learned, for example 30d. Empty: chosen from the history, so that half of the customers who did not buy within a day took no longer: 7, 14, 30, 60 or 90 days.",
    },
    Key {
        section: "server",
        name: "listen",
        kind: Kind::Text,
        default: "\"127.0.0.1:7700\"",
        flag: Some("--listen"),
        doc: "Address and port to listen on. Only this machine can reach 127.0.0.1; to be reachable from others, put a proxy that speaks TLS in front, or listen on 0.0.0.0. Port 0 takes any free port.",
    },
    Key {
        section: "server",
        name: "secure_cookies",
        kind: Kind::Switch,
        default: "false",
        flag: None,
        doc: "Send the session cookie over TLS only. Set it to true as soon as people reach Ripen by https.",
    },
    Key {
        section: "server",
        name: "trusted_proxies",
        kind: Kind::Number,
        default: "0",
        flag: None,
        doc: "How many proxies of yours stand in front. With 1, the client's address is the last one in X-Forwarded-For; with 0 that header is not believed.",
    },
    Key {
        section: "server",
        name: "allowed_origins",
        kind: Kind::List,
        default: "[]",
        flag: None,
        doc: "Origins of the web sites whose browsers may send events, for example \"https://www.example.com\". An empty list lets every site send; a write key is needed either way.",
    },
    Key {
        section: "database",
        name: "url",
        kind: Kind::Text,
        default: "\"\"",
        flag: Some("--database"),
        doc: "Address of a PostgreSQL database, for example postgres://ripen:secret@localhost/ripen. `?sslmode=verify-full` has it reached by TLS with a certificate that the machine trusts, or with one that `&sslrootcert=` names the file of; the modes are those of every program for PostgreSQL, and without one TLS is used where the server offers it, or has to be with a certificate that was signed by one in the file, if there is one. Empty for the embedded database in the data directory.",
    },
    Key {
        section: "database",
        name: "data_dir",
        kind: Kind::Text,
        default: "\"./ripen-data\"",
        flag: Some("--data-dir"),
        doc: "Directory of the embedded database, the file ripen.db. It is made when it is not there.",
    },
    Key {
        section: "capture",
        name: "full_ip",
        kind: Kind::Switch,
        default: "false",
        flag: None,
        doc: "Keep whole network addresses. With false, the last part of each is cut off before anything is written.",
    },
    Key {
        section: "capture",
        name: "region",
        kind: Kind::Text,
        default: "\"\"",
        flag: None,
        doc: "Country of telephone numbers that do not name theirs, as ISO 3166-1 code, for example CZ or TR. Empty to leave such numbers out.",
    },
    Key {
        section: "capture",
        name: "browser_events",
        kind: Kind::Number,
        default: "1200",
        flag: None,
        doc: "How many events a minute one client (an address, or a network of 64 bits of IPv6) may send with one browser key; more are answered with 429 and when to try again. Server keys have no limit. 0 sets none for browser keys either.",
    },
    Key {
        section: "log",
        name: "filter",
        kind: Kind::Text,
        default: "\"info\"",
        flag: None,
        doc: "What to log: error, warn, info, debug or trace, also for parts of the program: \"info,ripen_app=debug\".",
    },
    Key {
        section: "log",
        name: "format",
        kind: Kind::Text,
        default: "\"text\"",
        flag: None,
        doc: "How log lines look: text for people, json for programs.",
    },
];

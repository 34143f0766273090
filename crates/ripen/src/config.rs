//! Configuration: a file, the environment and flags, in this order, the later ones winning.

pub mod keys;
mod load;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use ripen_store::Target;
use serde::{Deserialize, Serialize};

pub use load::{Flags, load};

/// Everything that can be configured. Keys and their meaning are listed in [`keys::KEYS`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Who uses Ripen.
    pub organisation: Organisation,
    /// The HTTP server.
    pub server: Server,
    /// Where data is kept.
    pub database: Database,
    /// How interactions are taken in.
    pub capture: Capture,
    /// What is logged.
    pub log: Log,
}

/// Who uses Ripen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub time_zone: String,
    pub horizon: String,
}

/// The HTTP server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    pub secure_cookies: bool,
    pub trusted_proxies: usize,
    pub allowed_origins: Vec<String>,
}

/// Where data is kept.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: String,
    pub data_dir: PathBuf,
}

impl fmt::Debug for Database {
    /// Without the address of a server, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("is_server", &!self.url.is_empty())
            .field("data_dir", &self.data_dir)
            .finish()
    }
}

/// How interactions are taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    pub full_ip: bool,
    pub region: String,
    pub browser_events: u32,
}

/// What is logged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub filter: String,
    pub format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

impl Config {
    /// The file of the embedded database.
    pub fn database_file(&self) -> PathBuf {
        self.database.data_dir.join("ripen.db")
    }

    /// The database to use.
    pub fn target(&self) -> Target {
        match self.database.url.as_str() {
            "" => Target::Sqlite(self.database_file()),
            url => Target::Postgres(url.to_owned()),
        }
    }
}

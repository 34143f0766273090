//! Reading the configuration, with errors that name the key, the place and the remedy.

use std::collections::HashMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use ripen_domain::time::Span;
use ripen_domain::zone::Zone;
use serde::Deserialize;
use toml::{Table, Value};

use super::Config;
use super::keys::{KEYS, Key, Kind};
use crate::failure::{Failure, Result};

/// The file that is read when none is named, if it is there.
const DEFAULT_FILE: &str = "ripen.toml";
/// The environment variable that names the file.
const FILE_VARIABLE: &str = "RIPEN_CONFIG";

/// What the command line says, which may be a password.
#[derive(Clone, Default)]
pub struct Flags {
    /// The configuration file.
    pub file: Option<PathBuf>,
    /// Keys by path, with the text given.
    pub values: Vec<(&'static str, String)>,
}

/// The configuration, and where each key that is not at its default was set.
#[derive(Debug)]
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    origins: HashMap<String, String>,
}

impl Loaded {
    /// Whether somebody set this key.
    pub fn is_set(&self, path: &str) -> bool {
        self.origins.contains_key(path)
    }
}

/// Reads the configuration.
///
/// # Errors
/// An unknown key or a wrong value, with its place.
pub fn load(
    flags: &Flags,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Loaded> {
    let environment: HashMap<String, String> = environment
        .into_iter()
        .filter(|(name, _)| name.starts_with("RIPEN_"))
        .collect();
    let mut values = Values::default();
    let named = flags
        .file
        .clone()
        .or_else(|| environment.get(FILE_VARIABLE).map(PathBuf::from));
    match named {
        Some(file) => values.read_file(&file)?,
        None if Path::new(DEFAULT_FILE).is_file() => values.read_file(Path::new(DEFAULT_FILE))?,
        None => {}
    }
    values.read_environment(&environment)?;
    for (path, text) in &flags.values {
        let key = KEYS
            .iter()
            .find(|key| key.path() == *path)
            .ok_or_else(|| Failure::usage(format!("there is no key {path}")))?;
        values.set(
            key,
            Value::String(text.clone()),
            format!("the flag {}", key.flag.unwrap_or_default()),
        );
    }
    values.finish()
}

#[derive(Default)]
struct Values {
    table: HashMap<String, Value>,
    origins: HashMap<String, String>,
}

impl Values {
    fn set(&mut self, key: &Key, value: Value, origin: String) {
        self.origins.insert(key.path(), origin);
        self.table.insert(key.path(), value);
    }

    fn read_file(&mut self, file: &Path) -> Result<()> {
        let place = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| {
            Failure::usage(format!(
                "cannot read the configuration file {place}: {error}"
            ))
        })?;
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let line = error
                .span()
                .map_or(0, |span| text[..span.start].matches('\n').count() + 1);
            Failure::usage(format!(
                "{place}, line {line}: {}; see `ripen reference config`",
                error.message()
            ))
        })?;
        for (section, content) in table {
            let Value::Table(content) = content else {
                return Err(unknown(&section, &place));
            };
            for (name, value) in content {
                let path = format!("{section}.{name}");
                let key = KEYS
                    .iter()
                    .find(|key| key.path() == path)
                    .ok_or_else(|| unknown(&path, &place))?;
                check_kind(key, &value, &place)?;
                self.set(key, value, place.to_string());
            }
        }
        Ok(())
    }

    fn read_environment(&mut self, environment: &HashMap<String, String>) -> Result<()> {
        let place = "the environment";
        for name in environment.keys() {
            // Other programs have variables that begin like ours; only a section makes it one.
            let ours = super::keys::SECTIONS.iter().any(|(section, _)| {
                name.starts_with(&format!("RIPEN_{}_", section.to_uppercase()))
            });
            if ours && !KEYS.iter().any(|key| key.variable() == *name) {
                return Err(unknown(name, &place));
            }
        }
        for key in KEYS {
            let variable = key.variable();
            let Some(text) = environment.get(&variable) else {
                continue;
            };
            let value = from_text(key.kind, text).ok_or_else(|| {
                wrong(
                    key,
                    &text,
                    &format!("{place} ({variable})"),
                    key.kind.expected(),
                )
            })?;
            self.set(key, value, format!("{place} ({variable})"));
        }
        Ok(())
    }

    fn finish(self) -> Result<Loaded> {
        let mut whole = Table::new();
        for key in KEYS {
            let given = self.table.get(&key.path()).cloned();
            let value = given
                .or_else(|| default_value(key))
                .ok_or_else(|| Failure::new(format!("{} has no default", key.path())))?;
            let section = whole
                .entry(key.section)
                .or_insert_with(|| Table::new().into());
            if let Value::Table(section) = section {
                self.check_meaning(key, &value)?;
                section.insert(key.name.to_owned(), value);
            }
        }
        let config = Config::deserialize(Value::Table(whole))
            .map_err(|error| Failure::usage(format!("configuration: {}", error.message())))?;
        Ok(Loaded {
            config,
            origins: self.origins,
        })
    }

    /// Checks texts that have to be of some form.
    fn check_meaning(&self, key: &Key, value: &Value) -> Result<()> {
        let text = value.as_str().unwrap_or_default();
        let (sound, expected) = match key.path().as_str() {
            "server.listen" => (
                text.parse::<std::net::SocketAddr>().is_ok(),
                "an address and a port like 127.0.0.1:7700",
            ),
            "database.url" => {
                let postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
                // The address may hold a password, so it is not repeated.
                if !text.is_empty() && !postgres {
                    return Err(Failure::usage(format!(
                        "database.url in {} has to begin with postgres://",
                        self.origin(key)
                    )));
                }
                (true, "")
            }
            "database.data_dir" => (!text.is_empty(), "the path of a directory"),
            "capture.region" => {
                let code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
                (
                    text.is_empty() || code,
                    "a country code of two letters like CZ",
                )
            }
            "organisation.time_zone" => (
                text.is_empty() || Zone::named(text).is_some(),
                "the IANA name of a time zone like Europe/Istanbul or UTC, or nothing",
            ),
            "organisation.horizon" => (
                text.is_empty() || Span::parse(text).is_some(),
                "a length of time like 30d, or nothing",
            ),
            "log.format" => (matches!(text, "text" | "json"), "text or json"),
            "log.filter" => (
                text.parse::<tracing_subscriber::EnvFilter>().is_ok(),
                "a level like info, or info,ripen_app=debug",
            ),
            _ => (true, ""),
        };
        if sound {
            Ok(())
        } else {
            Err(wrong(key, &text, &self.origin(key), expected))
        }
    }

    fn origin(&self, key: &Key) -> String {
        self.origins
            .get(&key.path())
            .cloned()
            .unwrap_or_else(|| "the defaults".to_owned())
    }
}

/// The default of a key as a value.
fn default_value(key: &Key) -> Option<Value> {
    format!("value = {}", key.default)
        .parse::<Table>()
        .ok()?
        .remove("value")
}

fn unknown(name: &str, place: &impl Display) -> Failure {
    let last = name.rsplit(['.']).next().unwrap_or(name);
    let near = KEYS
        .iter()
        .find(|key| key.name == last || key.variable() == name.to_uppercase())
        .map(Key::path);
    let hint = near.map_or_else(String::new, |path| format!("; did you mean {path}?"));
    Failure::usage(format!(
        "{place}: there is no key `{name}`{hint}; `ripen reference config` lists all keys"
    ))
}

fn wrong(key: &Key, given: &dyn Display, place: &dyn Display, expected: &str) -> Failure {
    Failure::usage(format!(
        "{} in {place} is `{given}`, but has to be {expected}",
        key.path()
    ))
}

fn check_kind(key: &Key, value: &Value, place: &dyn Display) -> Result<()> {
    let right = match key.kind {
        Kind::Text => value.is_str(),
        Kind::Switch => value.is_bool(),
        Kind::Number => value.as_integer().is_some_and(|number| number >= 0),
        Kind::List => value
            .as_array()
            .is_some_and(|list| list.iter().all(Value::is_str)),
    };
    if right {
        Ok(())
    } else {
        Err(wrong(key, value, place, key.kind.expected()))
    }
}

fn from_text(kind: Kind, text: &str) -> Option<Value> {
    Some(match kind {
        Kind::Text => text.into(),
        Kind::Switch => text.trim().parse::<bool>().ok()?.into(),
        Kind::Number => i64::from(text.trim().parse::<u32>().ok()?).into(),
        Kind::List => {
            let parts = text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            parts
                .map(|part| Value::String(part.to_owned()))
                .collect::<Vec<_>>()
                .into()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(
        file: Option<&str>,
        environment: &[(&str, &str)],
        values: &[(&'static str, &str)],
    ) -> Result<Loaded> {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let path = directory.path().join("ripen.toml");
        std::fs::write(&path, file.unwrap_or_default()).expect("it can be written");
        let flags = Flags {
            file: Some(path),
            values: values
                .iter()
                .map(|(path, text)| (*path, (*text).to_owned()))
                .collect(),
        };
        load(
            &flags,
            environment
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
        )
    }

    fn fault(file: &str, environment: &[(&str, &str)]) -> String {
        loaded(Some(file), environment, &[])
            .expect_err("it is faulty")
            .to_string()
    }

    #[test]
    fn later_places_win() {
        let file =
            "[server]\nlisten = \"127.0.0.1:1\"\ntrusted_proxies = 2\n[capture]\nregion = \"CZ\"";
        let environment = [
            ("RIPEN_SERVER_LISTEN", "127.0.0.1:2"),
            (
                "RIPEN_SERVER_ALLOWED_ORIGINS",
                "https://a.example, https://b.example",
            ),
        ];
        let loaded = loaded(
            Some(file),
            &environment,
            &[("server.listen", "127.0.0.1:3")],
        )
        .expect("it is sound");
        let config = &loaded.config;
        assert_eq!(config.server.listen.port(), 3);
        assert_eq!(config.server.trusted_proxies, 2);
        assert_eq!(
            config.server.allowed_origins,
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(config.capture.region, "CZ");
        assert!(loaded.is_set("server.listen") && !loaded.is_set("log.filter"));
    }

    #[test]
    fn documented_keys_are_those_of_the_structure() {
        let config = loaded(None, &[], &[])
            .expect("the defaults are sound")
            .config;
        let table = Table::try_from(config).expect("it is a table");
        let mut stored: Vec<String> = Vec::new();
        for (section, content) in &table {
            stored.extend(
                content
                    .as_table()
                    .into_iter()
                    .flat_map(Table::keys)
                    .map(|name| format!("{section}.{name}")),
            );
        }
        let mut documented: Vec<String> = KEYS.iter().map(Key::path).collect();
        stored.sort();
        documented.sort();
        assert_eq!(stored, documented);
        assert!(KEYS.iter().all(|key| {
            super::super::keys::SECTIONS
                .iter()
                .any(|(section, _)| *section == key.section)
        }));
    }

    #[test]
    fn mistakes_are_named_with_key_place_and_remedy() {
        let unknown = fault("[server]\nport = 80", &[]);
        assert!(
            unknown.contains("ripen.toml: there is no key `server.port`")
                && unknown.contains("reference config"),
            "{unknown}"
        );
        assert!(fault("[log]\nlisten = \"x\"", &[]).contains("did you mean server.listen?"));
        assert!(
            fault("[server]\nsecure_cookies = \"yes\"", &[]).contains("server.secure_cookies in ")
        );
        assert!(
            fault("[server]\nlisten = \"everywhere\"", &[])
                .contains("`everywhere`, but has to be an address")
        );
        assert!(fault("[server\n", &[]).contains("line 1"));
        assert!(
            fault("", &[("RIPEN_SERVER_TRUSTED_PROXIES", "-1")])
                .contains("(RIPEN_SERVER_TRUSTED_PROXIES) is `-1`")
        );
        let zone = fault("[organisation]\ntime_zone = \"Istanbul\"", &[]);
        assert!(
            zone.contains("organisation.time_zone in ") && zone.contains("Europe/Istanbul"),
            "{zone}"
        );
        assert!(fault("", &[("RIPEN_LOG_LEVEL", "info")]).contains("no key `RIPEN_LOG_LEVEL`"));
        assert!(fault("[log]\nformat = \"xml\"", &[]).contains("text or json"));
        assert!(!fault("[database]\nurl = \"mysql://u:secret@h\"", &[]).contains("secret"));
    }

    #[test]
    fn variables_of_others_do_not_matter() {
        assert!(
            loaded(
                None,
                &[("RIPEN_BENCH_POSTGRES", "x"), ("RIPEN_BIN", "y")],
                &[]
            )
            .is_ok()
        );
    }
}

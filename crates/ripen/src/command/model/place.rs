//! Where a model is: in a file or stored.

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use ripen_app::models::file::STARTS;
use ripen_app::models::versions::ModelPlace;

use super::of::Of;
use super::read;
use crate::config::Config;
use crate::failure::Result;
use crate::open;

/// Where a model is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this file.
    File(PathBuf),
    /// A published version.
    Version(i64),
    /// The draft.
    Draft,
    /// The version in force.
    Published,
    /// One that a business can start with.
    Start(Start),
}

/// A model that a business can start with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    key: &'static str,
    /// The model file.
    pub text: &'static str,
}

impl Start {
    fn named(key: &str) -> Option<Self> {
        let start = STARTS.iter().find(|(known, _)| *known == key);
        start.map(|(key, text)| Self { key, text })
    }
}

impl FromStr for Place {
    type Err = Infallible;

    /// A file whose name looks like something else is named with its directory: `./draft`.
    fn from_str(text: &str) -> std::result::Result<Self, Infallible> {
        Ok(match text {
            "draft" => Self::Draft,
            "published" => Self::Published,
            other => match (Start::named(other), other.parse()) {
                (Some(start), _) => Self::Start(start),
                (None, Ok(version)) => Self::Version(version),
                (None, Err(_)) => Self::File(other.into()),
            },
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.display().fmt(f),
            Self::Version(version) => write!(f, "version {version}"),
            Self::Draft => f.write_str("the draft"),
            Self::Published => f.write_str("the published model"),
            Self::Start(start) => write!(f, "the model \"{}\" to start with", start.key),
        }
    }
}

impl Place {
    /// The text of the model, of which `of` says whose draft or version in force is meant.
    ///
    /// # Errors
    /// When it cannot be read, or there is no such version.
    pub fn text(&self, of: &Of, config: &Config) -> Result<String> {
        let place = match self {
            Self::File(file) => return read(file),
            Self::Start(start) => return Ok(start.text.to_owned()),
            Self::Version(version) => ModelPlace::Version(*version),
            Self::Draft => ModelPlace::Draft,
            Self::Published => ModelPlace::InForce,
        };
        let app = open::open_existing(config)?;
        let text = app.model_text(of.id(&app)?, place);
        match self {
            Self::Version(version) => {
                text.map_err(|error| super::versions::missing(*version, error))
            }
            _ => Ok(text?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_its_name() {
        let place = |text: &str| text.parse::<Place>().expect("every text is a place");
        assert_eq!(place("draft"), Place::Draft);
        assert_eq!(place("published"), Place::Published);
        assert_eq!(place("3"), Place::Version(3));
        let start = Start::named("shop").expect("a shop can start");
        assert_eq!(place("shop"), Place::Start(start));
        for file in ["model.toml", "./draft", "./shop", "3.toml", "Draft"] {
            assert_eq!(place(file), Place::File(file.into()));
        }
    }
}

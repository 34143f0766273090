//! What a benchmark is given: engine, size, fresh databases.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use ripen_app::{Options, Ripen};
use ripen_store::testing::{TestDb, databases};

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// The engine of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Sqlite, Self::Postgres]
            .into_iter()
            .find(|engine| engine.name() == name)
    }

    /// Name on the command line, and what the store calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// Name in a heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// How much data is measured on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// A look at everything.
    Quick,
    /// Enough for steady figures in a few minutes.
    #[default]
    Usual,
    /// One million people, ten million interactions.
    Full,
}

impl Size {
    /// The size that a flag asks for.
    pub fn from_flag(flag: &str) -> Option<Self> {
        [Self::Quick, Self::Usual, Self::Full]
            .into_iter()
            .find(|size| size.flag() == flag)
    }

    /// Flag on the command line.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Quick => "--quick",
            Self::Usual => "--usual",
            Self::Full => "--full",
        }
    }

    /// One of three values.
    pub fn choose<T>(self, quick: T, usual: T, full: T) -> T {
        match self {
            Self::Quick => quick,
            Self::Usual => usual,
            Self::Full => full,
        }
    }
}

/// What a benchmark is given.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Engine to measure on.
    pub engine: Engine,
    /// How much data.
    pub size: Size,
}

/// An application on a database of its own, which goes away with it.
pub struct Bed {
    /// The application.
    pub app: Arc<Ripen>,
    /// Its database.
    pub db: TestDb,
}

impl Drop for Bed {
    fn drop(&mut self) {
        self.app.stop();
    }
}

impl Context {
    /// A fresh, empty database.
    pub fn database(&self) -> Result<TestDb> {
        databases()
            .into_iter()
            .find(|one| one.db.engine() == self.engine.name())
            .context("this engine is not there")
    }

    /// An application on a fresh database. Nothing is projected yet.
    pub fn bed(&self) -> Result<Bed> {
        let db = self.database()?;
        let app = Ripen::open(db.db.clone(), Options::default())?;
        Ok(Bed { app, db })
    }
}

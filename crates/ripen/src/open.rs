//! Opening the application on the configured database.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ripen_app::{Error, Options, Ripen};
use ripen_domain::time::Span;
use ripen_domain::zone::Zone;
use ripen_store::{Db, Error as StoreError};

use crate::config::Config;
use crate::failure::{Failure, Result};

/// Opens the application; makes the database when there is none yet.
///
/// # Errors
/// When the directory or the database cannot be used, with what to do.
pub fn open_or_create(config: &Config) -> Result<Arc<Ripen>> {
    if config.database.url.is_empty() {
        create_directory(&config.database.data_dir)?;
    }
    open(config, Ripen::open)
}

/// Opens the application on a database that has to be there: whoever looks for data in the wrong
/// directory should not find it empty.
///
/// # Errors
/// When there is none, or it cannot be used.
pub fn open_existing(config: &Config) -> Result<Arc<Ripen>> {
    expect_existing(config)?;
    open(config, Ripen::open)
}

/// Whether there is a database: of PostgreSQL one was made for us.
pub fn is_there(config: &Config) -> bool {
    !config.database.url.is_empty() || config.database_file().is_file()
}

fn expect_existing(config: &Config) -> Result<()> {
    if !is_there(config) {
        let directory = config.database.data_dir.display();
        return Err(Failure::new(format!(
            "there is no database in {directory}; name its directory with --data-dir, or begin with `ripen serve` or `ripen demo`"
        )));
    }
    Ok(())
}

/// Opens the application on a database that has to be there, and changes nothing in it.
///
/// # Errors
/// As [`open_existing`], and when the database is another version's.
pub fn open_to_read(config: &Config) -> Result<Arc<Ripen>> {
    expect_existing(config)?;
    open(config, Ripen::open_to_read)
}

type Opening = fn(Db, Options) -> ripen_app::Result<Arc<Ripen>>;

fn open(config: &Config, opening: Opening) -> Result<Arc<Ripen>> {
    let region = Some(config.capture.region.to_uppercase()).filter(|region| !region.is_empty());
    let options = Options {
        full_ip: config.capture.full_ip,
        region,
        time_zone: Zone::named(&config.organisation.time_zone),
        horizon: Span::parse(&config.organisation.horizon),
    };
    let opened = Db::open(&config.target()).map_err(Error::from);
    let opened = opened.and_then(|db| opening(db, options));
    opened.map_err(|error| match config.database.url.is_empty() {
        true => Failure::new(format!(
            "cannot open {}: {}",
            config.database_file().display(),
            of_file(error)
        )),
        false => Failure::new(format!(
            "cannot open the PostgreSQL database: {}",
            Failure::from(error)
        )),
    })
}

/// Why a file cannot be used: there is no server that could be away.
fn of_file(error: Error) -> Failure {
    match error {
        Error::Store(StoreError::Unavailable(why)) => Failure::new(format!(
            "it cannot be used: {why}; another process may be writing much: try again when it has ended"
        )),
        other => other.into(),
    }
}

/// Makes a directory that only this user may look into.
///
/// # Errors
/// When it cannot be made.
pub fn create_directory(directory: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| {
        let directory = directory.display();
        Failure::new(format!("cannot make the data directory {directory}: {error}; choose another with --data-dir"))
    })
}

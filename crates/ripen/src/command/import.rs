//! `ripen import`.

mod report;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use clap::{Args, Subcommand, ValueEnum};
use ripen_app::Ripen;
use ripen_app::data::import::{DateOrder, Options, Step, What};

use super::print;
use super::scratch::Scratch;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::{open, progress, signals};

/// Bring people or events in from a file
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Import people: a CSV file with one person a row
    #[command(after_help = "\
Which column fills what is guessed from the headers, in English, Turkish and Czech; other columns
become custom fields. Look at the guess first with --dry-run and correct it with --map and --skip.
Fields: id, anonymous_id, name, first_name, middle_name, last_name, email, phone, company, title,
country, country_code, city, industry, employees, language, time (when the person became known), source,
medium, campaign, content, term; any other name is a custom field. Several columns may fill email and phone.

What cannot be read, a date or a number, is left out of its row and listed; the rest of the row goes in.

An import that was cut off goes on where it was when it is started again. Running one twice changes
nothing.

Examples:
  ripen import people customers.csv --dry-run
  ripen import people customers.csv --create
  ripen import people customers.csv --map \"Kundennummer=id\" --map \"Segment=tier\" --skip Notes
  ripen import people musteriler.csv --encoding windows-1254 --date-format dmy")]
    People(File),
    /// Import events: a CSV file with one event a row, or JSON lines of Segment messages
    #[command(after_help = "\
Fields of a CSV file: id (the user id), anonymous_id, email, phone, event, type, time, message_id,
url, path, page_title, referrer, source, medium, campaign, content, term; any other column is a
property. An event called Page or Screen is a view of a page or screen. Events with a message id
that is known already are not stored again.

Files named .jsonl, .ndjson or .json hold one message of the Segment API a line, with its type.

Examples:
  ripen import events history.jsonl
  ripen import events visits.csv --map \"visitor=anonymous_id\" --map \"when=time\" --dry-run")]
    Events(File),
}

/// A file and how to read it.
#[derive(Debug, Args)]
pub struct File {
    /// The file
    file: PathBuf,
    /// Let a column fill a field; may be given several times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// Leave a column out; may be given several times
    #[arg(long, value_name = "COLUMN")]
    skip: Vec<String>,
    /// What stands between columns: a character, or tab; seen in the header without it
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// Encoding, for example windows-1254 (Turkish) or windows-1250 (Czech); found without it, or asked
    /// about where it is not certain
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Order of day and month in dates like 03/01/2017; seen in the column without it
    #[arg(long, value_enum, value_name = "ORDER")]
    date_format: Option<Order>,
    /// Only look: report what the file would bring and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Make the database if there is none yet in the data directory
    #[arg(long)]
    create: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

fn mapping(text: &str) -> std::result::Result<(String, String), String> {
    let (column, field) = text
        .rsplit_once('=')
        .ok_or("write it as \"Column=field\"")?;
    match (column.trim(), field.trim()) {
        ("", _) | (_, "") => Err("write it as \"Column=field\"".into()),
        (column, field) => Ok((column.to_owned(), field.to_owned())),
    }
}

fn delimiter(text: &str) -> std::result::Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [one] if one.is_ascii() && !matches!(one, b'"' | b'\r' | b'\n') => Ok(*one),
        _ => Err("write one character, or tab".into()),
    }
}

/// Opens the database that a file is to go into. It has to be there, or to be asked for: whoever names the wrong
/// directory should not find the people elsewhere. A file can be looked at before, in a database that goes at the end.
fn opened(config: &Config, create: bool, scratch: Option<&Scratch>) -> Result<Arc<Ripen>> {
    match scratch {
        Some(scratch) => {
            let mut config = config.clone();
            config.database.data_dir = scratch.path().to_owned();
            open::open_or_create(&config)
        }
        None if create => open::open_or_create(config),
        None if !open::is_there(config) => Err(Failure::new(format!(
            "there is no database in {}; name its directory with --data-dir, or have one made with --create",
            config.database.data_dir.display()
        ))),
        None => open::open_existing(config),
    }
}

/// Imports a file, then resolves and scores what it brought.
pub fn run(import: Import, config: &Config) -> Result<()> {
    let (what, file) = match import {
        Import::People(file) => (What::People, file),
        Import::Events(file) => (What::Events, file),
    };
    let create = file.create;
    let options = Options {
        map: file.map,
        skip: file.skip,
        delimiter: file.delimiter,
        encoding: file.encoding,
        date_order: file.date_format.map(|order| match order {
            Order::Dmy => DateOrder::DayFirst,
            Order::Mdy => DateOrder::MonthFirst,
        }),
        dry_run: file.dry_run,
        ..Options::new(what, file.file)
    };
    let size = std::fs::metadata(&options.path)
        .map(|metadata| metadata.len())
        .map_err(|error| {
            Failure::new(format!("cannot read {}: {error}", options.path.display()))
        })?;
    let scratch = match options.dry_run && !open::is_there(config) {
        true => Some(Scratch::new("import")?),
        false => None,
    };
    let app = opened(config, create, scratch.as_ref())?;
    let stop = signals::stop_flag();
    let bar = progress::bytes(
        if options.dry_run {
            "Reading"
        } else {
            "Importing"
        },
        size,
    );
    let start = Instant::now();
    let mut told = Ok(());
    let mut import = || {
        app.import_file(&options, &stop, &mut |step| match step {
            Step::Understood(understood) => {
                told = bar.suspend(|| print(&report::header(understood)));
            }
            Step::Rows(progress) => bar.set_position(progress.bytes),
        })
    };
    let report = match options.dry_run {
        true => import()?,
        false => app.projecting(import)?,
    };
    bar.finish();
    told?;
    print(&report::text(&report, start.elapsed()))?;
    if options.dry_run {
        return Ok(());
    }
    if stop.load(Ordering::Relaxed) {
        app.stop();
        return Err(Failure::new(
            "stopped; start the same command again to go on from here",
        ));
    }
    progress::project(&app, Some(&*stop))?;
    app.stop();
    print(&format!(
        "done after {:.1} s\n",
        start.elapsed().as_secs_f64()
    ))
}

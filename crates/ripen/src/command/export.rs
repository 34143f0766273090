//! `ripen export`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ripen_app::data::export::Format;
use ripen_domain::filter::PersonFilter;
use ripen_store::ModelId;

use super::counted::counted;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Write people, events or bad events to a file
#[derive(Debug, Args)]
#[command(after_help = "\
Events as JSON lines can be imported again: ripen import events FILE.jsonl

Examples:
  ripen export people > people.csv
  ripen export people --filter 'temperature = hot and country = \"CZ\"' --output hot.csv
  ripen export events --format jsonl --output events.jsonl
  ripen export bad-events --format jsonl")]
pub struct Export {
    /// What to write
    #[arg(value_enum)]
    what: What,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv")]
    format: FileFormat,
    /// Which people, in the filter language; everybody without it
    #[arg(long, value_name = "FILTER")]
    filter: Option<String>,
    /// The file to write; standard output without it
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// People with profile and scores
    People,
    /// All interactions in order of arrival
    Events,
    /// Bad events that are open
    BadEvents,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FileFormat {
    /// Comma-separated, with a header
    Csv,
    /// One JSON object a line
    Jsonl,
}

/// Writes what was asked for.
pub fn run(export: &Export, config: &Config) -> Result<()> {
    if export.filter.is_some() && export.what != What::People {
        return Err(Failure::usage("--filter chooses people; leave it out here"));
    }
    let text = export.filter.as_deref().unwrap_or_default();
    PersonFilter::typed(text).map_err(|error| Failure::usage(format!("--filter: {error}")))?;
    let app = open::open_existing(config)?;
    let filter = app
        .filter_known(ModelId::PRIMARY, text)
        .map_err(|error| match error {
            ripen_app::Error::Filter(error) => Failure::usage(format!("--filter: {error}")),
            error => error.into(),
        })?;
    let format = match export.format {
        FileFormat::Csv => Format::Csv,
        FileFormat::Jsonl => Format::Jsonl,
    };
    let mut out: Box<dyn Write> = match &export.output {
        None => Box::new(BufWriter::new(io::stdout().lock())),
        Some(path) => {
            let file = File::create(path).map_err(|error| {
                Failure::new(format!("cannot write {}: {error}", path.display()))
            })?;
            Box::new(BufWriter::new(file))
        }
    };
    let rows = match export.what {
        What::People => app.export_people(&filter, format, &mut out),
        What::Events => app.export_events(format, &mut out),
        What::BadEvents => app.export_bad_events(format, &mut out),
    };
    match rows {
        // Whoever read has had enough, as `head` does.
        Err(ripen_app::Error::File { source, .. })
            if source.kind() == io::ErrorKind::BrokenPipe =>
        {
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(rows) => {
            eprintln!("{} written", counted(rows, "row", "rows"));
            Ok(())
        }
    }
}

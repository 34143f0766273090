//! The commands.

mod admin;
mod company;
mod counted;
mod demo;
mod export;
mod import;
mod jobs;
mod keys;
mod learn;
mod model;
mod people;
mod scratch;
mod serve;
mod sites;
mod table;
mod verify;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::{self, Config, Flags};
use crate::failure::Result;
use crate::{logging, reference};

/// Who is ready to buy, who should talk to them now, and what happens to everybody else.
#[derive(Parser)]
#[command(
    name = "ripen",
    version,
    after_help = "\
Begin with one of these:
  ripen demo                                       a made-up company to look around in
  ripen admin create --email you@example.com       the first user; then: ripen serve
  ripen import people customers.csv --dry-run      what a file would bring

Every command explains itself: ripen import people --help"
)]
pub struct Cli {
    /// Directory of the embedded database [default: ./ripen-data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// A PostgreSQL database instead of the embedded one: postgres://user:password@host/name
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// Configuration file [default: ./ripen.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the web application and take interactions in
    Serve(serve::Serve),
    /// Serve a made-up company; the first time it is made, which takes a minute
    Demo(demo::Demo),
    /// Bring people or events in from a file
    #[command(subcommand)]
    Import(import::Import),
    /// Write people, events or bad events to a file
    Export(export::Export),
    /// Write, compare and publish scoring models
    #[command(subcommand)]
    Model(model::Model),
    /// Learn who becomes a customer, or try that on a table
    #[command(subcommand)]
    Learn(learn::Learn),
    /// Make administrators and change their passwords
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Make, list and revoke write keys, which sources send interactions with
    #[command(subcommand)]
    Keys(keys::Keys),
    /// See what waits and what failed; try again, call off
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// Join people who are one, and take apart those who are not
    #[command(subcommand)]
    People(people::People),
    /// See and decide which domains are the business's own
    #[command(subcommand)]
    Sites(sites::Sites),
    /// Say that two companies are one, or take it back
    #[command(subcommand)]
    Company(company::Company),
    /// Check that what is stored agrees with itself
    Verify(verify::Verify),
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
    /// Print a reference page
    #[command(subcommand)]
    Reference(Reference),
}

#[derive(Debug, Subcommand)]
enum Reference {
    /// Every configuration key, with a commented default file
    Config,
    /// Every command
    Cli,
}

impl Cli {
    /// Does what was asked for.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn run(self) -> Result<()> {
        let mut values = Vec::new();
        if let Some(directory) = &self.data_dir {
            values.push(("database.data_dir", directory.display().to_string()));
        }
        if let Some(url) = &self.database {
            values.push(("database.url", url.clone()));
        }
        if let Some(listen) = self.command.listen() {
            values.push(("server.listen", listen.to_owned()));
        }
        // What needs no configuration should not fail for a fault in it.
        match &self.command {
            Command::Openapi => return print(&ripen_http::openapi_json()),
            Command::Reference(Reference::Config) => return print(&reference::config()),
            Command::Reference(Reference::Cli) => return print(&reference::command_line()),
            Command::Model(model::Model::Check { file }) => return model::check(file),
            Command::Learn(learn::Learn::Evaluate(evaluate)) => return learn::evaluate(evaluate),
            _ => {}
        }
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        let loaded = config::load(
            &Flags {
                file: self.config.clone(),
                values,
            },
            environment,
        )?;
        let mut config = loaded.config.clone();
        let serves = matches!(self.command, Command::Serve(_) | Command::Demo(_));
        if !serves && !loaded.is_set("log.filter") {
            // Whoever waits for a command wants its result, not how it came about.
            "warn".clone_into(&mut config.log.filter);
        }
        if matches!(self.command, Command::Demo(_)) && !loaded.is_set("database.data_dir") {
            config.database.data_dir = demo::DIRECTORY.into();
        }
        logging::start(&config.log);
        self.command.run(&config)
    }
}

impl Command {
    fn listen(&self) -> Option<&str> {
        match self {
            Self::Serve(serve) => serve.listen.as_deref(),
            Self::Demo(demo) => demo.listen.as_deref(),
            _ => None,
        }
    }

    fn run(self, config: &Config) -> Result<()> {
        match self {
            Self::Serve(_) => serve::run(config),
            Self::Demo(demo) => demo::run(&demo, config),
            Self::Import(import) => import::run(import, config),
            Self::Export(export) => export::run(&export, config),
            Self::Model(model) => model::run(model, config),
            Self::Learn(learn::Learn::Evaluate(evaluate)) => learn::evaluate(&evaluate),
            Self::Learn(learn::Learn::Check(check)) => learn::check(check, config),
            Self::Learn(learn::Learn::Train { horizon, json }) => {
                learn::train(horizon, json, config)
            }
            Self::Admin(admin) => admin::run(admin, config),
            Self::Keys(keys) => keys::run(keys, config),
            Self::Jobs(jobs) => jobs::run(&jobs, config),
            Self::People(people) => people::run(&people, config),
            Self::Sites(sites) => sites::run(sites, config),
            Self::Company(company) => company::run(company, config),
            Self::Verify(verify) => verify::run(&verify, config),
            Self::Openapi | Self::Reference(_) => Ok(()),
        }
    }
}

/// Prints to standard output; a reader that has gone away is no failure.
fn print(text: &str) -> Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(
            crate::failure::Failure::new(format!("cannot write to standard output: {error}")),
        ),
        _ => Ok(()),
    }
}

/// Prints something as JSON.
fn json(what: &impl serde::Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(what);
    let text = text.map_err(|error| crate::failure::Failure::new(error.to_string()))?;
    print(&format!("{text}\n"))
}

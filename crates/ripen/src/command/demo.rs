//! `ripen demo`.

mod marker;

use std::sync::Arc;

use clap::Args;
use ripen_app::data::demo::{DemoCompany, PEOPLE};
use ripen_app::{Ripen, clock};
use ripen_store::access::KeyKind;

use self::marker::Marker;
use super::serve;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::{open, progress};

/// Where the demo lives unless a directory is named: not where real data would.
pub const DIRECTORY: &str = "./ripen-demo";
/// The same company every time.
const SEED: u64 = 1;
/// Who signs in.
const EMAIL: &str = "demo@ripen.example";

/// Serve a made-up company; the first time it is made, which takes a minute
#[derive(Debug, Args)]
#[command(after_help = "\
The demo has a data directory of its own, ./ripen-demo, and never touches a database that it did
not make. Later starts keep its data.

Examples:
  ripen demo
  ripen demo --fresh --people 2000
  ripen demo --data-dir /tmp/demo --listen 127.0.0.1:7800")]
pub struct Demo {
    /// Throw the demo's data away and make it again, with its last interactions now
    #[arg(long)]
    fresh: bool,
    /// How many people to make [default: 22000]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
    people: Option<u32>,
    /// Address and port to listen on [default: 127.0.0.1:7700]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
}

/// Makes the demo company if there is none yet, and serves it.
pub fn run(demo: &Demo, config: &Config) -> Result<()> {
    if !config.database.url.is_empty() {
        return Err(Failure::usage(
            "the demo runs on the embedded database; leave --database and RIPEN_DATABASE_URL out",
        ));
    }
    // The port first: a demo that is already running must not lose its data to a second one.
    let runtime = serve::runtime()?;
    let listener = serve::bind(&runtime, config)?;
    open::create_directory(&config.database.data_dir)?;
    let directory = &config.database.data_dir;
    let marker = match Marker::read(directory, &config.database_file())? {
        Some(marker) if marker.complete && !demo.fresh => {
            if demo
                .people
                .is_some_and(|people| people as usize != marker.people)
            {
                return Err(Failure::usage(format!(
                    "the demo has {} people; add --fresh to make it again",
                    marker.people
                )));
            }
            marker
        }
        // One that was cut off is made again, as it would never be whole.
        Some(_) => {
            marker::remove_database(&config.database_file())?;
            make(demo, config)?
        }
        None => make(demo, config)?,
    };
    let app = open::open_existing(config)?;
    eprintln!("Sign in as {EMAIL} with the password {}", marker.password);
    eprintln!("Send events with the write key {}", marker.write_key);
    serve::serve(&runtime, &app, listener, config)
}

fn make(demo: &Demo, config: &Config) -> Result<Marker> {
    let directory = &config.database.data_dir;
    let people = demo.people.map_or(PEOPLE, |people| people as usize);
    let mut marker = Marker {
        people,
        password: clock::random_hex::<6>(),
        write_key: String::new(),
        complete: false,
    };
    marker.write(directory)?;
    let app = open::open_or_create(config)?;
    app.admin_create(EMAIL, "Demo", &marker.password)?;
    let (source, key) = app.write_key_create("Orchard & Vale", KeyKind::Server)?;
    fill(&app, source, people)?;
    app.demo_team(EMAIL)?;
    app.stop();
    marker.write_key = key;
    marker.complete = true;
    marker.write(directory)?;
    Ok(marker)
}

fn fill(app: &Arc<Ripen>, source: i64, people: usize) -> Result<()> {
    let company = DemoCompany::new(SEED, clock::now(), people);
    let bar = progress::counting("Making the company", company.len() as u64);
    let (good, bad) = app.import_messages(source, company, |done| bar.set_position(done))?;
    bar.finish();
    eprintln!("{good} interactions and {bad} bad events of {people} people");
    progress::project(app, None)
}

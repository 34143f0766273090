//! `ripen serve`.

use std::sync::Arc;

use clap::Args;
use ripen_app::Ripen;
use tokio::net::TcpListener;

use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::{descriptors, open, signals};

/// Descriptors that are no connections: the database, the log, files of an import.
const DESCRIPTORS_KEPT: usize = 256;

/// Serve the web application and take interactions in
#[derive(Debug, Args)]
#[command(after_help = "\
The line `listening on http://...` says that it is ready. Ctrl-C and SIGTERM finish the requests
at hand, write what was accepted and end.

Examples:
  ripen serve
  ripen serve --data-dir /var/lib/ripen --listen 0.0.0.0:7700
  RIPEN_LOG_FORMAT=json ripen serve --config /etc/ripen.toml")]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:7700]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
}

/// Serves until it is told to stop.
pub fn run(config: &Config) -> Result<()> {
    let runtime = runtime()?;
    let listener = bind(&runtime, config)?;
    let app = open::open_or_create(config)?;
    if app.user_count()? == 0 {
        eprintln!("Nobody can sign in yet. Make an administrator, also while the server runs:");
        eprintln!(
            "  ripen admin create --email you@example.com{}",
            same_database(config)
        );
    }
    serve(&runtime, &app, listener, config)
}

/// The flags that make another command use the same database; an address may hold a password, so it
/// is not repeated.
fn same_database(config: &Config) -> String {
    match config.database.url.is_empty() {
        true => format!(" --data-dir {}", config.database.data_dir.display()),
        false => " --database ...".to_owned(),
    }
}

/// The threads that requests are handled on.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| Failure::new(format!("cannot start threads: {error}")))
}

/// Takes the port.
pub fn bind(runtime: &tokio::runtime::Runtime, config: &Config) -> Result<TcpListener> {
    let address = config.server.listen;
    runtime.block_on(TcpListener::bind(address)).map_err(|error| {
        Failure::new(format!("cannot listen on {address}: {error}; choose another address with --listen, or end what holds it"))
    })
}

/// Serves the application until Ctrl-C or SIGTERM, then writes what was accepted.
pub fn serve(
    runtime: &tokio::runtime::Runtime,
    app: &Arc<Ripen>,
    listener: TcpListener,
    config: &Config,
) -> Result<()> {
    app.start_projection();
    app.start_work();
    app.start_listening();
    app.start_checking();
    let http = ripen_http::Config {
        secure_cookies: config.server.secure_cookies,
        trusted_proxies: config.server.trusted_proxies,
        allowed_origins: config.server.allowed_origins.clone(),
        connections: descriptors::raise().map(|most| most.saturating_sub(DESCRIPTORS_KEPT)),
        browser_events: config.capture.browser_events,
        ..ripen_http::Config::default()
    };
    let address = listener
        .local_addr()
        .map_err(|error| Failure::new(format!("the port has no address: {error}")))?;
    let served: std::io::Result<()> = runtime.block_on(async {
        let stop = signals::asked_to_stop()?;
        super::print(&format!("listening on http://{address}\n"))
            .map_err(|failure| std::io::Error::other(failure.to_string()))?;
        ripen_http::serve(app.clone(), http, listener, stop).await;
        Ok(())
    });
    app.stop();
    served.map_err(|error| Failure::new(format!("the server ended: {error}")))
}

//! The HTTP face of Ripen: the only crate that knows HTTP.

mod admission;
mod api;
mod asking;
mod assets;
mod auth;
mod blocking;
mod brief;
mod client;
mod clients;
mod code;
mod connections;
mod figures;
mod ingest;
mod limits;
mod listen;
mod openapi;
mod patience;
mod problem;
mod refusal;
mod router;
mod state;

use std::future::Future;
use std::sync::Arc;

use ripen_app::Ripen;
use tokio::net::TcpListener;

pub use openapi::openapi_json;
pub use patience::Patience;

use connections::Connections;

/// Connections that may be open at once unless an administrator or the machine allows fewer: each
/// holds some memory.
const CONNECTIONS: usize = 16_384;

/// What an administrator can choose about the HTTP face.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Send the session cookie over TLS only.
    pub secure_cookies: bool,
    /// How many proxies in front are trusted to tell the client's address.
    pub trusted_proxies: usize,
    /// Origins that browsers may send interactions from; empty allows all.
    pub allowed_origins: Vec<String>,
    /// How many connections the machine allows to be open at once.
    pub connections: Option<usize>,
    /// How long clients are waited for.
    pub patience: Patience,
    /// Events a minute that one client may send with one browser key; 0 sets no limit.
    pub browser_events: u32,
}

/// Serves until `shutdown` is done, then finishes the requests that are under way.
pub async fn serve(
    app: Arc<Ripen>,
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
    let most = config.connections.unwrap_or(CONNECTIONS).min(CONNECTIONS);
    // Behind a proxy all connections are the proxy's.
    let share = match config.trusted_proxies {
        0 => most / 2,
        _ => most,
    };
    let patience = config.patience;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let router = router::router(app, config, stopped.clone());
    tokio::spawn(async move {
        shutdown.await;
        stop.send_replace(true);
    });
    let connections = Connections::new(most, share);
    listen::serve(listener, router, connections, patience, stopped).await;
}

/// Answers of the API, for whoever prints them elsewhere.
pub mod views {
    pub use crate::api::workbench::backtest::Backtest;
    pub use crate::api::workbench::try_out::TryOut;
}

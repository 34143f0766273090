//! The HTTP face of Ripen: the only crate that knows HTTP.

mod admission;
mod api;
mod assets;
mod auth;
mod blocking;
mod client;
mod figures;
mod ingest;
mod limits;
mod openapi;
mod problem;
mod refusal;
mod router;
mod state;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use ripen_app::Ripen;
use tokio::net::TcpListener;

pub use openapi::openapi_json;

/// What an administrator can choose about the HTTP face.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Send the session cookie over TLS only.
    pub secure_cookies: bool,
    /// How many proxies in front are trusted to tell the client's address.
    pub trusted_proxies: usize,
    /// Origins that browsers may send interactions from; empty allows all.
    pub allowed_origins: Vec<String>,
    /// Events a minute that one client may send with one browser key; 0 sets no limit.
    pub browser_events: u32,
}

/// Serves until `shutdown` is done, then finishes the requests that are under way.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    app: Arc<Ripen>,
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let router = router::router(app, config, stopped);
    // Live connections never end by themselves, so they are told first.
    let shutdown = async move {
        shutdown.await;
        stop.send_replace(true);
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(shutdown)
        .await
}

/// Answers of the API, for whoever prints them elsewhere.
pub mod views {
    pub use crate::api::model::backtest::Backtest;
    pub use crate::api::model::try_out::TryOut;
}

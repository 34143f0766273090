//! The server under test, and the same server with a handler that drops what it has parsed.

use std::io::{BufRead, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ripen_app::capture::{Call, Client, MAX_BATCH_BYTES, Request, capture_request, truncate_ip};
use ripen_app::{Options, Ripen, clock};
use ripen_http::Config;
use ripen_store::{Db, Target};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// A server in this process, on threads of its own.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<std::io::Result<()>>>,
}

impl Server {
    /// The server under test.
    pub fn start(app: Arc<Ripen>) -> Result<Self> {
        Self::run(move |listener, stopped| {
            let serving = ripen_http::serve(app, Config::default(), listener, stopped);
            async {
                serving.await;
                Ok(())
            }
        })
    }

    /// The same server around a handler that checks the write key, parses the body and drops it.
    pub fn start_dropping(key: &str) -> Result<Self> {
        let service = dropping(key).into_make_service_with_connect_info::<SocketAddr>();
        Self::run(move |listener, stopped| async move {
            axum::serve(listener, service)
                .with_graceful_shutdown(stopped)
                .await
        })
    }

    fn run<F>(serve: impl FnOnce(TcpListener, Stopped) -> F + Send + 'static) -> Result<Self>
    where
        F: Future<Output = std::io::Result<()>> + Send,
    {
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let work = move || {
            let outcome = runtime.block_on(serve(listener, Stopped(stopped)));
            runtime.shutdown_timeout(Duration::from_secs(1));
            outcome
        };
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(std::thread::spawn(work)),
        })
    }
}

/// Done when the server is to stop.
struct Stopped(oneshot::Receiver<()>);

impl Future for Stopped {
    type Output = ();

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context,
    ) -> std::task::Poll<()> {
        std::pin::Pin::new(&mut self.0).poll(context).map(|_| ())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        if let Some(Ok(Err(error))) = self.thread.take().map(JoinHandle::join) {
            eprintln!("the server failed: {error}");
        }
    }
}

/// The route and the layers of the server under test.
fn dropping(key: &str) -> Router {
    let header =
        |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    Router::new()
        .route("/v1/{call}", post(take_and_drop))
        .layer(DefaultBodyLimit::max(MAX_BATCH_BYTES))
        .layer(CorsLayer::permissive())
        .layer(CompressionLayer::new())
        .layer(header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'",
        ))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .with_state(Arc::from(format!("{key}:")))
}

async fn take_and_drop(
    State(user): State<Arc<str>>,
    ConnectInfo(connection): ConnectInfo<SocketAddr>,
    Path(call): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, StatusCode> {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let given = text(header::AUTHORIZATION)
        .and_then(|value| BASE64_STANDARD.decode(value.strip_prefix("Basic ")?).ok());
    if given.as_deref() != Some(user.as_bytes()) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let client = Client {
        source_id: 1,
        received_at: clock::now(),
        ip: truncate_ip(&connection.ip().to_string()),
        user_agent: text(header::USER_AGENT),
        ..Client::default()
    };
    let call = Call::from_name(&call).ok_or(StatusCode::NOT_FOUND)?;
    let request = Request {
        call,
        client,
        body: &body,
    };
    let captured = capture_request(&request).map_err(|_| StatusCode::BAD_REQUEST)?;
    let (good, bad) = (captured.good.len(), captured.bad.len());
    Ok(Json(json!({
        "success": true, "accepted": good + bad, "stored": good, "repeated": 0, "bad": bad,
    })))
}

/// Serves a database until standard input ends: the process whose start and memory are measured.
/// Prints the address once it listens.
pub fn serve_for_parent(args: &[String]) -> Result<()> {
    let target = match args {
        [engine, place] if engine == "sqlite" => Target::Sqlite(PathBuf::from(place)),
        [engine, place] if engine == "postgres" => Target::Postgres(place.clone()),
        _ => bail!("--serve needs an engine and a place"),
    };
    let app = Ripen::open(Db::open(&target)?, Options::default())?;
    app.start_projection();
    let server = Server::start(app.clone())?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", server.address)?;
    out.flush()?;
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("waiting for the end")?;
    drop(server);
    app.stop();
    Ok(())
}

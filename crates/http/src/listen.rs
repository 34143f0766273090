//! Connections: taken in, served, and cut when their client does nothing.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio_io_timeout::TimeoutStream;
use tower::Service;

use crate::connections::{Busy, Connections, Entry};
use crate::patience::Patience;

/// Bytes of a request's head, and of what is read at once.
const BUFFER: usize = 64 << 10;
/// How long to wait when no connection can be taken in, e.g. since there are no descriptors left.
const PAUSE: Duration = Duration::from_millis(200);
/// How often it is logged at most that connections are turned away.
const LOGGED: Duration = Duration::from_secs(60);

/// Serves connections until told to stop, then finishes the requests that are under way.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    connections: Arc<Connections>,
    patience: Patience,
    mut stopped: watch::Receiver<bool>,
) {
    // Each connection holds a sender: when all are gone, so are the connections.
    let (open, mut closed) = mpsc::channel::<()>(1);
    let mut complaint = Complaint(None);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopped.wait_for(|stopped| *stopped) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                complaint.log(&format!("a connection could not be taken in: {error}"));
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let Some(entry) = connections.enter(peer.ip()) else {
            metrics::counter!("ripen_http_connections_refused").increment(1);
            complaint.log("connections are turned away: too many are in use");
            continue;
        };
        let (router, stopped, open) = (router.clone(), stopped.clone(), open.clone());
        tokio::spawn(async move {
            connection(stream, peer, router, entry, patience, stopped).await;
            drop(open);
        });
    }
    drop(open);
    closed.recv().await;
}

/// Tells the log, but not each time.
struct Complaint(Option<Instant>);

impl Complaint {
    fn log(&mut self, what: &str) {
        if self.0.is_none_or(|last| last.elapsed() > LOGGED) {
            tracing::warn!("{what}");
            self.0 = Some(Instant::now());
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    entry: Arc<Entry>,
    patience: Patience,
    mut stopped: watch::Receiver<bool>,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.reader));
    let answering = entry.clone();
    let service =
        service_fn(move |request| answer(router.clone(), peer, answering.begin(), request));
    let mut served = http1::Builder::new();
    served
        .timer(TokioTimer::new())
        .header_read_timeout(patience.idle)
        .max_buf_size(BUFFER);
    let served = served.serve_connection(TokioIo::new(Box::pin(stream)), service);
    tokio::pin!(served);
    let end = async {
        tokio::select! {
            () = given_up(&entry, patience) => {}
            () = entry.cut.notified() => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
    };
    tokio::select! {
        _ = served.as_mut() => return,
        () = end => {}
    }
    // A request that is under way is finished; a connection without one just ends.
    if entry.in_request() {
        served.as_mut().graceful_shutdown();
        let _ = served.await;
    }
}

/// Ends when there has been no request for too long since the beginning, else never.
async fn given_up(entry: &Entry, patience: Patience) {
    tokio::time::sleep(patience.first).await;
    if entry.has_begun() {
        std::future::pending::<()>().await;
    }
}

/// Answers a request; the connection is in use until the answer has been sent.
async fn answer(
    mut router: Router,
    peer: SocketAddr,
    busy: Busy,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    request.extensions_mut().insert(busy.entry());
    let response = router.call(request).await?;
    Ok(response.map(|body| {
        Body::new(body.map_frame(move |frame| {
            let _until_the_last_frame = &busy;
            frame
        }))
    }))
}

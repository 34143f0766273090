//! A load generator that costs little, since it shares the machine with the server: HTTP/1.1 over
//! plain connections, one thread, requests made beforehand.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::report::Latencies;

/// Whole HTTP requests, head and body.
pub type Requests = Arc<Vec<Vec<u8>>>;

/// How load is put on.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Connections, each with one request under way.
    pub connections: usize,
    /// Requests a second; as many as go when `None`.
    pub rate: Option<f64>,
}

/// What came of a load.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Requests that were answered with 200.
    pub good: usize,
    /// Requests that were turned away with 429 or 503.
    pub turned_away: usize,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// Times of the requests; with a given rate from the moment each was due, so that a stalled
    /// server is not spared the requests it held up.
    pub latencies: Latencies,
}

/// What the connections share.
struct Shared {
    requests: Requests,
    next: Cell<usize>,
    start: Instant,
    rate: Option<f64>,
    outcome: RefCell<Outcome>,
}

/// Sends all requests and waits for the answers, in a thread of its own.
pub fn run(address: SocketAddr, requests: &Requests, plan: Plan) -> Result<Outcome> {
    let requests = requests.clone();
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        tokio::task::LocalSet::new().block_on(&runtime, send_all(address, requests, plan))
    };
    match std::thread::spawn(work).join() {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

async fn send_all(address: SocketAddr, requests: Requests, plan: Plan) -> Result<Outcome> {
    let mut streams = Vec::with_capacity(plan.connections);
    for _ in 0..plan.connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    let shared = Rc::new(Shared {
        requests,
        next: Cell::new(0),
        start: Instant::now(),
        rate: plan.rate,
        outcome: RefCell::default(),
    });
    let mut clients = JoinSet::new();
    for stream in streams {
        clients.spawn_local(client(stream, shared.clone()));
    }
    while let Some(ended) = clients.join_next().await {
        ended??;
    }
    let elapsed = shared.start.elapsed();
    Ok(Outcome {
        elapsed,
        ..shared.outcome.take()
    })
}

async fn client(mut stream: TcpStream, shared: Rc<Shared>) -> Result<()> {
    let mut buffer = Vec::with_capacity(4_096);
    loop {
        let at = shared.next.get();
        let Some(request) = shared.requests.get(at) else {
            return Ok(());
        };
        shared.next.set(at + 1);
        let begun = match shared.rate {
            Some(rate) => {
                let due = shared.start + Duration::from_secs_f64(at as f64 / rate);
                tokio::time::sleep_until(due.into()).await;
                due
            }
            None => Instant::now(),
        };
        stream.write_all(request).await?;
        let status = read_answer(&mut stream, &mut buffer).await?;
        let mut outcome = shared.outcome.borrow_mut();
        outcome.latencies.push(begun.elapsed());
        match status {
            200 => outcome.good += 1,
            429 | 503 => outcome.turned_away += 1,
            other => bail!("answer {other}: {}", String::from_utf8_lossy(&buffer)),
        }
    }
}

/// Reads one answer into the buffer; returns its status.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        let Some(head) = buffer.windows(4).position(|end| end == b"\r\n\r\n") else {
            continue;
        };
        let text = std::str::from_utf8(&buffer[..head])?;
        let status = text.get(9..12).context("a status")?.parse()?;
        let length: usize = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .context("an answer of known length")?
            .parse()?;
        while buffer.len() < head + 4 + length {
            if stream.read_buf(buffer).await? == 0 {
                bail!("the server closed the connection");
            }
        }
        return Ok(status);
    }
}

//! A connection on which statements are sent before those ahead of them are answered.
//!
//! Each answer that is waited for costs the way to the server and back. What gives nothing back is only
//! sent; the server answers in order, so its failure is known with the next answer that is waited for.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_util::Stream as _;
use futures_util::future::MaybeDone;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Connection, Row, RowStream, Socket};

use super::server::Server;
use super::tls::Secret;
use crate::engine::{Error, Result};

/// What the library returns.
pub type Outcome<T> = std::result::Result<T, tokio_postgres::Error>;
/// The answer to something that was only sent.
type Answer = Pin<Box<dyn Future<Output = Result<()>> + Send>>;
/// The answer to a question of several that are asked at once.
pub type Asked<F> = Pin<Box<MaybeDone<F>>>;

/// Rows that are handed over at once.
const ROWS: usize = 256;

/// A connection, driven by whoever waits for an answer.
pub struct Line {
    runtime: Runtime,
    client: Arc<Client>,
    wire: Wire,
}

/// What goes over the connection.
struct Wire {
    /// None once it is closed.
    connection: Option<Pin<Box<Connection<Socket, Secret>>>>,
    /// What was sent and is not answered, in order.
    sent: VecDeque<Answer>,
    /// The first failure among them.
    failure: Option<Error>,
}

impl Line {
    /// Connects to a server.
    pub fn connect(server: &Server) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Error::Unavailable(error.to_string()))?;
        let (client, connection) = runtime.block_on(server.connect())?;
        Ok(Self {
            runtime,
            client: Arc::new(client),
            wire: Wire {
                connection: Some(Box::pin(connection)),
                sent: VecDeque::new(),
                failure: None,
            },
        })
    }

    /// What statements are made with.
    pub fn client(&self) -> Arc<Client> {
        self.client.clone()
    }

    /// Waits for an answer, and so for those to everything that was sent before.
    pub fn ask<T>(&mut self, question: impl Future<Output = Outcome<T>>) -> Result<T> {
        let wire = &mut self.wire;
        let mut question = pin!(question);
        let answer = self.runtime.block_on(poll_fn(|cx| {
            wire.poll(cx);
            question.as_mut().poll(cx)
        }));
        match self.wire.failure.take() {
            Some(failure) => Err(failure),
            None => Ok(answer?),
        }
    }

    /// Sends questions, whose answers are to be taken in their order.
    pub fn send_questions<F>(&mut self, questions: &mut [Asked<F>])
    where
        F: Future<Output = Outcome<RowStream>>,
    {
        let wire = &mut self.wire;
        self.runtime.block_on(poll_fn(|cx| {
            for question in &mut *questions {
                // The first look at it sends it; what it comes to is asked for later.
                let _ = question.as_mut().poll(cx);
            }
            wire.poll(cx);
            Poll::Ready(())
        }));
    }

    /// Waits for the answer to a question that was sent.
    pub fn answer<F>(&mut self, question: &mut Asked<F>) -> Result<RowStream>
    where
        F: Future<Output = Outcome<RowStream>>,
    {
        self.ask(poll_fn(|cx| {
            question.as_mut().poll(cx).map(|()| {
                let answer = question.as_mut().take_output();
                answer.unwrap_or_else(|| unreachable!("an answer is taken once"))
            })
        }))
    }

    /// Has something sent, with the next question, without waiting for its answer: going to the server for each
    /// would wake it for nothing, since it answers one after the other anyway.
    pub fn send(&mut self, statement: impl Future<Output = Result<()>> + Send + 'static) {
        let mut statement: Answer = Box::pin(statement);
        // The first look at it puts it on the way.
        let looked = statement
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        match looked {
            Poll::Ready(outcome) => self.wire.note(outcome),
            Poll::Pending => self.wire.sent.push_back(statement),
        }
    }

    /// Waits for the answers to everything that was sent.
    pub fn settle(&mut self) -> Result<()> {
        let wire = &mut self.wire;
        self.runtime.block_on(poll_fn(|cx| {
            wire.poll(cx);
            match wire.sent.is_empty() {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        }));
        self.wire.failure.take().map_or(Ok(()), Err)
    }

    /// Takes what is to be sent to the server, without waiting for any answer.
    pub fn flush(&mut self) {
        let wire = &mut self.wire;
        self.runtime.block_on(poll_fn(|cx| {
            wire.poll(cx);
            Poll::Ready(())
        }));
    }

    /// Runs a text of statements without parameters.
    pub fn script(&mut self, sql: &str) -> Result<()> {
        let client = self.client();
        self.ask(async { client.batch_execute(sql).await })
    }

    /// Sends a text of statements without parameters.
    pub fn send_script(&mut self, sql: String) {
        let client = self.client();
        self.send(async move { Ok(client.batch_execute(&sql).await?) });
    }

    /// The next rows of an answer, and whether they are the last.
    pub fn rows(&mut self, stream: &mut Pin<&mut RowStream>) -> Result<(Vec<Row>, bool)> {
        let mut rows = Vec::new();
        self.ask(poll_fn(|cx| {
            loop {
                match stream.as_mut().poll_next(cx) {
                    Poll::Ready(Some(row)) => rows.push(row?),
                    Poll::Ready(None) => return Poll::Ready(Ok((std::mem::take(&mut rows), true))),
                    Poll::Pending if rows.is_empty() => return Poll::Pending,
                    Poll::Pending => return Poll::Ready(Ok((std::mem::take(&mut rows), false))),
                }
                if rows.len() == ROWS {
                    return Poll::Ready(Ok((std::mem::take(&mut rows), false)));
                }
            }
        }))
    }

    /// Whether the connection is of no use any more.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }
}

impl Wire {
    /// Takes what is to be sent to the server, and its answers to what was sent before.
    fn poll(&mut self, cx: &mut Context) {
        loop {
            if let Some(connection) = &mut self.connection
                && let Poll::Ready(outcome) = connection.as_mut().poll(cx)
            {
                self.connection = None;
                self.note(outcome.map_err(Error::from));
            }
            // The connection reads on only while somebody takes the answers.
            let Some(first) = self.sent.front_mut() else {
                return;
            };
            let Poll::Ready(outcome) = first.as_mut().poll(cx) else {
                return;
            };
            self.sent.pop_front();
            self.note(outcome);
        }
    }

    fn note(&mut self, outcome: Result<()>) {
        if let Err(error) = outcome
            && self.failure.is_none()
        {
            self.failure = Some(error);
        }
    }
}

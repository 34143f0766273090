//! The server under test in a process of its own, so that its memory is its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use ripen_store::Target;

use crate::memory::{Resident, resident};

/// A server in a process of its own.
pub struct Serving {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process until it listened.
    pub started: Duration,
}

impl Serving {
    /// Starts one on a database, with the projection following.
    pub fn start(target: &Target) -> Result<Self> {
        let begun = Instant::now();
        let mut command = Command::new(std::env::current_exe()?);
        match target {
            Target::Sqlite(path) => command.args(["--serve", "sqlite"]).arg(path),
            Target::Postgres(url) => command.args(["--serve", "postgres", url]),
        };
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().context("output of the server")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let started = begun.elapsed();
        let Ok(address) = line.trim().parse() else {
            let status = child.wait()?;
            bail!("the server ended with {status}");
        };
        Ok(Self {
            child,
            address,
            started,
        })
    }

    /// Its memory.
    pub fn resident(&self) -> Result<Resident> {
        resident(self.child.id())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // The end of its standard input tells it to stop.
        drop(self.child.stdin.take());
        if let Err(error) = self.child.wait() {
            eprintln!("the server did not end: {error}");
        }
    }
}

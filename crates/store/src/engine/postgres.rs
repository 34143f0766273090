//! PostgreSQL: a pool of sessions, each with its prepared statements; many rows travel as arrays, and what
//! gives nothing back is not waited for.

mod columns;
mod line;
mod server;
mod session;
mod tls;

use std::time::Duration;

pub use self::server::{Cancel, Server};
pub use self::session::Session;
use super::{Asker, Conn, Error, Result};

const SESSIONS: u32 = 12;

#[derive(Clone)]
pub struct Postgres {
    pool: r2d2::Pool<Sessions>,
    askers: r2d2::Pool<Sessions>,
}

impl Postgres {
    pub fn open(url: &str) -> Result<Self> {
        let server = Server::at(url)?;
        let pool = |many, idle| {
            r2d2::Pool::builder()
                .max_size(many)
                .min_idle(Some(idle))
                .test_on_check_out(false)
                .connection_timeout(Duration::from_secs(5))
                .build(Sessions(server.clone()))
        };
        Ok(Self {
            pool: pool(SESSIONS, 1)?,
            askers: pool(super::asking_connections(), 0)?,
        })
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        self.pool.get()?.read(READ.to_owned(), work)
    }

    pub fn ask<T>(&self, asker: &Asker, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut session = self.askers.get()?;
        let attended = asker.attend(session.cancel());
        if asker.is_gone() {
            return Err(Error::TooCostly);
        }
        let patience = asker.patience().as_millis();
        let begin = format!("{READ}; SET LOCAL statement_timeout = {patience}");
        let answer = session.read(begin, work);
        drop(attended);
        // A cancellation that came too late would meet the next question.
        if asker.is_gone() {
            session.spoil();
        }
        answer
    }

    pub fn write<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        self.pool.get()?.write(work)
    }
}

const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

struct Sessions(Server);

impl r2d2::ManageConnection for Sessions {
    type Connection = Session;
    type Error = Error;

    fn connect(&self) -> Result<Session> {
        Session::connect(&self.0)
    }

    fn is_valid(&self, session: &mut Session) -> Result<()> {
        session.execute_script("")
    }

    fn has_broken(&self, session: &mut Session) -> bool {
        session.is_broken()
    }
}

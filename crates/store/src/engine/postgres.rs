//! PostgreSQL: a pool of sessions, each with its prepared statements; many rows travel as arrays.

use std::collections::HashMap;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, NoTls, Statement};

use super::{Asker, Conn, Error, Param, Result, Row};

const SESSIONS: u32 = 12;

#[derive(Clone)]
pub struct Postgres {
    pool: r2d2::Pool<Sessions>,
    askers: r2d2::Pool<Sessions>,
}

impl Postgres {
    pub fn open(url: &str) -> Result<Self> {
        let mut config: Config = url.parse()?;
        config
            .connect_timeout(Duration::from_secs(5))
            .application_name("ripen");
        let pool = |many, idle| {
            r2d2::Pool::builder()
                .max_size(many)
                .min_idle(Some(idle))
                .test_on_check_out(false)
                .connection_timeout(Duration::from_secs(5))
                .build(Sessions(config.clone()))
        };
        Ok(Self {
            pool: pool(SESSIONS, 1)?,
            askers: pool(super::asking_connections(), 0)?,
        })
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        transaction(&mut *self.pool.get()?, READ, work)
    }

    pub fn ask<T>(&self, asker: &Asker, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut session = self.askers.get()?;
        let attended = asker.attend(session.client.cancel_token());
        if asker.is_gone() {
            return Err(Error::TooCostly);
        }
        let patience = asker.patience().as_millis();
        let begin = format!("{READ}; SET LOCAL statement_timeout = {patience}");
        let answer = transaction(&mut session, &begin, work);
        drop(attended);
        // A cancellation that came too late would meet the next question.
        session.is_clean &= !asker.is_gone();
        answer
    }

    pub fn write<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        transaction(&mut *self.pool.get()?, "BEGIN", work)
    }
}

const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Runs `work` in a transaction. However it ends, by an error of the connection or by a panic, the
/// session is clean afterwards or thrown away: an open transaction in the pool would hold its locks
/// and take part in what the next one writes.
fn transaction<T>(
    session: &mut Session,
    begin: &str,
    work: impl FnOnce(&mut Conn) -> Result<T>,
) -> Result<T> {
    session.is_clean = false;
    session.client.batch_execute(begin)?;
    let result = work(&mut Conn::Postgres(session));
    match result {
        Ok(value) => {
            session.client.batch_execute("COMMIT")?;
            session.is_clean = true;
            Ok(value)
        }
        Err(error) => {
            match session.client.batch_execute("ROLLBACK") {
                Ok(()) => session.is_clean = true,
                Err(rollback) => {
                    tracing::debug!(%rollback, "a failed transaction ended with its connection");
                }
            }
            Err(error)
        }
    }
}

struct Sessions(Config);

impl r2d2::ManageConnection for Sessions {
    type Connection = Session;
    type Error = postgres::Error;

    fn connect(&self) -> std::result::Result<Session, postgres::Error> {
        let mut client = self.0.connect(NoTls)?;
        // The planner's own choice of a generic plan is wrong for list filters; measured per call
        // planning is cheaper than a wrong plan.
        client.batch_execute("SET jit = off; SET statement_timeout = '60s'")?;
        Ok(Session {
            client,
            statements: HashMap::new(),
            is_clean: true,
        })
    }

    fn is_valid(&self, session: &mut Session) -> std::result::Result<(), postgres::Error> {
        session.client.is_valid(Duration::from_secs(2))
    }

    fn has_broken(&self, session: &mut Session) -> bool {
        session.client.is_closed() || !session.is_clean
    }
}

/// A connection with the statements that were prepared on it.
pub struct Session {
    client: Client,
    statements: HashMap<String, Statement>,
    /// Whether no transaction is open.
    is_clean: bool,
}

impl Session {
    fn prepare(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        // Filters make ever new texts: forget all rather than grow without end.
        if self.statements.len() >= 256 {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64> {
        let statement = self.prepare(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|param| param as _).collect();
        Ok(self.client.execute(&statement, &params)?)
    }

    pub fn execute_script(&mut self, sql: &str) -> Result<()> {
        Ok(self.client.batch_execute(sql)?)
    }

    pub fn for_each(
        &mut self,
        sql: &str,
        params: &[Param],
        each: &mut dyn FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        let statement = self.prepare(sql)?;
        let mut rows = self.client.query_raw(&statement, params)?;
        while let Some(row) = rows.next()? {
            each(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    pub fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
        tail: &str,
    ) -> Result<()> {
        let (statement, arrays) = self.prepare_insert(table, columns, rows, tail)?;
        let arrays: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(Box::as_ref).collect();
        self.client.execute(&statement, &arrays)?;
        Ok(())
    }

    pub fn insert_new(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
    ) -> Result<Vec<bool>> {
        let tail = format!("ON CONFLICT DO NOTHING RETURNING {}", columns[0]);
        let (statement, arrays) = self.prepare_insert(table, columns, rows, &tail)?;
        self.returned(&statement, &arrays, rows)
    }

    pub fn update(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
        guard: &str,
    ) -> Result<Vec<bool>> {
        let (key, list) = (columns[0], columns.join(", "));
        let sets: Vec<String> = columns[1..]
            .iter()
            .map(|column| format!("{column} = fresh.{column}"))
            .collect();
        let (unnest, arrays) = self.arrays(table, columns, rows)?;
        let statement = self.prepare(&format!(
            "UPDATE {table} SET {} FROM {unnest} AS fresh ({list}) WHERE {table}.{key} = fresh.{key} {guard} RETURNING {table}.{key}",
            sets.join(", ")
        ))?;
        self.returned(&statement, &arrays, rows)
    }

    /// `INSERT … SELECT … FROM unnest(array, array, …)`: one round trip and one plan for any number
    /// of rows.
    fn prepare_insert<'p>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &'p [Vec<Param>],
        tail: &str,
    ) -> Result<(Statement, Arrays<'p>)> {
        let (unnest, arrays) = self.arrays(table, columns, rows)?;
        let list = columns.join(", ");
        let statement = self.prepare(&format!(
            "INSERT INTO {table} ({list}) SELECT * FROM {unnest} {tail}"
        ))?;
        Ok((statement, arrays))
    }

    /// Rows as one array a column, and the `unnest` that makes them rows again. The types of the
    /// columns are asked from the server once.
    fn arrays<'p>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &'p [Vec<Param>],
    ) -> Result<(String, Arrays<'p>)> {
        let types = self.prepare(&format!("SELECT {} FROM {table}", columns.join(", ")))?;
        let types: Vec<Type> = types
            .columns()
            .iter()
            .map(|column| column.type_().clone())
            .collect();
        let places: Vec<String> = types
            .iter()
            .enumerate()
            .map(|(at, ty)| format!("${}::{}[]", at + 1, ty.name()))
            .collect();
        let arrays = types
            .iter()
            .enumerate()
            .map(|(at, ty)| column_array(ty, at, rows))
            .collect::<Result<_>>()?;
        Ok((format!("unnest({})", places.join(", ")), arrays))
    }

    /// Runs a statement that returns the first column of the rows it touched; tells which of them.
    fn returned(
        &mut self,
        statement: &Statement,
        arrays: &Arrays,
        rows: &[Vec<Param>],
    ) -> Result<Vec<bool>> {
        let mut touched = std::collections::HashSet::with_capacity(rows.len());
        let mut returned = self
            .client
            .query_raw(statement, arrays.iter().map(Box::as_ref))?;
        while let Some(row) = returned.next()? {
            touched.insert(row.try_get::<_, i64>(0)?);
        }
        Ok(rows
            .iter()
            .map(|row| matches!(row[0], Param::Int(key) if touched.contains(&key)))
            .collect())
    }
}

/// The columns of many rows.
type Arrays<'p> = Vec<Box<dyn ToSql + Sync + 'p>>;

fn column_array<'p>(
    ty: &Type,
    at: usize,
    rows: &'p [Vec<Param>],
) -> Result<Box<dyn ToSql + Sync + 'p>> {
    let column = rows.iter().map(|row| &row[at]);
    Ok(match *ty {
        Type::INT8 => Box::new(
            column
                .map(|param| match param {
                    Param::Int(number) => Some(*number),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Type::FLOAT8 => Box::new(
            column
                .map(|param| match param {
                    Param::Real(number) => Some(*number),
                    Param::Int(number) => Some(*number as f64),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Type::TEXT => Box::new(
            column
                .map(|param| match param {
                    Param::Text(text) if text.contains('\0') => {
                        Some(text.replace('\0', "\u{fffd}").into())
                    }
                    Param::Text(text) => Some(std::borrow::Cow::Borrowed(*text)),
                    _ => None,
                })
                .collect::<Vec<Option<std::borrow::Cow<str>>>>(),
        ),
        Type::BYTEA => Box::new(
            column
                .map(|param| match param {
                    Param::Blob(bytes) => Some(*bytes),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        ref other => return Err(Error::Other(format!("no array form for {other}"))),
    })
}

//! A connection with the statements that were prepared on it.

use std::collections::{HashMap, HashSet};
use std::pin::pin;

use futures_util::future::maybe_done;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{RowStream, Statement};

use super::columns::{Arrays, Encoded, column_array};
use super::line::{Asked, Line};
use super::server::{Cancel, Server};
use super::tls::Tls;
use crate::engine::{Conn, Error, Param, Result, Row};

/// Statements that are kept prepared.
const PREPARED: usize = 256;

/// A connection with the statements that were prepared on it.
pub struct Session {
    line: Line,
    tls: Tls,
    statements: HashMap<String, Statement>,
    /// Whether no transaction is open.
    is_clean: bool,
    /// Whether what gives nothing back is sent without waiting for its answer.
    pipelines: bool,
    /// Whether something was sent whose answer may be a failure that the server knows nothing of.
    is_open: bool,
}

impl Session {
    /// Connects to a server.
    pub fn connect(server: &Server) -> Result<Self> {
        let mut line = Line::connect(server)?;
        // The planner's own choice of a generic plan is wrong for list filters; measured per call
        // planning is cheaper than a wrong plan.
        // A process that is frozen in a transaction, or gone with its machine, holds the locks that all others wait for:
        // the server ends it.
        line.script("SET jit = off; SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'")?;
        Ok(Self {
            line,
            tls: server.tls.clone(),
            statements: HashMap::new(),
            is_clean: true,
            pipelines: false,
            is_open: false,
        })
    }

    /// Runs `work` in a transaction that `begin` begins and in which nothing is written. Its end is not waited for.
    pub fn read<T>(
        &mut self,
        begin: String,
        work: impl FnOnce(&mut Conn) -> Result<T>,
    ) -> Result<T> {
        self.is_clean = false;
        self.pipelines = false;
        self.line.send_script(begin);
        let answer = work(&mut Conn::Postgres(self));
        self.line.send_script("ROLLBACK".to_owned());
        // Or it would stay open until the next one asks.
        self.line.flush();
        self.is_clean = true;
        answer
    }

    /// Runs `work` in a transaction that is durable when this returns. However it ends, by an error of the connection or by
    /// a panic, the session is clean afterwards or thrown away: an open transaction in the pool would hold its
    /// locks and take part in what the next one writes.
    pub fn write<T>(&mut self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        self.is_clean = false;
        self.pipelines = false;
        self.is_open = false;
        self.line.send_script("BEGIN".to_owned());
        self.written(work).map_err(|error| match error {
            // It is no question that asks too much: somebody else had it given up, or held what it needed.
            Error::TooCostly => Error::Unavailable("a transaction was given up".to_owned()),
            error => error,
        })
    }

    fn written<T>(&mut self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let result = work(&mut Conn::Postgres(self));
        let result = match (result, self.is_open) {
            // The server would keep what only this side finds wrong.
            (Ok(value), true) => self.line.settle().map(|()| value),
            (result, _) => result,
        };
        match result {
            Ok(value) => {
                // Whatever was sent before and failed has undone the transaction, and is the answer here.
                self.line.script("COMMIT")?;
                self.is_clean = true;
                Ok(value)
            }
            Err(error) => {
                let sent = self.line.settle();
                match self.line.script("ROLLBACK") {
                    Ok(()) => self.is_clean = true,
                    Err(rollback) => {
                        tracing::debug!(%rollback, "a failed transaction ended with its connection");
                    }
                }
                // What failed first is the cause of what failed then.
                Err(sent.err().unwrap_or(error))
            }
        }
    }

    /// Sends from now on, to the end of the transaction, what gives nothing back without waiting for its answer.
    pub fn pipeline(&mut self) {
        self.pipelines = true;
    }

    /// Waits for the answers to what was only sent.
    pub fn settle(&mut self) -> Result<()> {
        self.line.settle()
    }

    /// What gives up the statement that is being answered.
    pub fn cancel(&self) -> Cancel {
        Cancel {
            token: self.line.client().cancel_token(),
            tls: self.tls.clone(),
        }
    }

    /// Has the session thrown away.
    pub fn spoil(&mut self) {
        self.is_clean = false;
    }

    /// Whether the session is of no use any more.
    pub fn is_broken(&self) -> bool {
        self.line.is_closed() || !self.is_clean
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let client = self.line.client();
        let statement = self.line.ask(async { client.prepare(sql).await })?;
        // Filters make ever new texts: forget all rather than grow without end.
        if self.statements.len() >= PREPARED {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Runs a statement; returns how many rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64> {
        let statement = self.prepare(sql)?;
        let client = self.line.client();
        self.line
            .ask(async { client.execute_raw(&statement, params).await })
    }

    /// Runs a statement of which nothing is to be known.
    pub fn run(&mut self, sql: &str, params: &[Param]) -> Result<()> {
        if !self.pipelines {
            return self.execute(sql, params).map(|_| ());
        }
        let statement = self.prepare(sql)?;
        let params = params.iter().map(|param| param as &(dyn ToSql + Sync));
        self.send(statement, None, params)
    }

    /// Sends a statement, which is to touch so many rows.
    fn send<'p>(
        &mut self,
        statement: Statement,
        many: Option<u64>,
        params: impl Iterator<Item = &'p (dyn ToSql + Sync + 'p)>,
    ) -> Result<()> {
        let params: Vec<Encoded> = params
            .zip(statement.params())
            .map(|(param, ty)| Encoded::of(param, ty))
            .collect::<Result<_>>()?;
        let client = self.line.client();
        self.line.send(async move {
            let done = client.execute_raw(&statement, params).await?;
            match many.is_none_or(|many| done == many) {
                true => Ok(()),
                false => Err(Error::NotFound),
            }
        });
        Ok(())
    }

    /// Runs several statements without parameters.
    pub fn execute_script(&mut self, sql: &str) -> Result<()> {
        self.line.script(sql)
    }

    /// Hands each row of a query to `each`.
    pub fn for_each(
        &mut self,
        sql: &str,
        params: &[Param],
        each: &mut dyn FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        let statement = self.prepare(sql)?;
        let client = self.line.client();
        let rows = self
            .line
            .ask(async { client.query_raw(&statement, params).await })?;
        self.hand_over(rows, each)
    }

    /// Hands each row of several queries to `each`, with the place of its query.
    pub fn for_each_of(
        &mut self,
        queries: &[(&str, &[Param])],
        each: &mut dyn FnMut(usize, &Row) -> Result<()>,
    ) -> Result<()> {
        let statements = queries.iter().map(|(sql, _)| self.prepare(sql));
        let statements: Vec<Statement> = statements.collect::<Result<_>>()?;
        let client = self.line.client();
        let asked = queries.iter().zip(&statements);
        let asked = asked.map(|((_, params), statement)| client.query_raw(statement, *params));
        let mut asked: Vec<Asked<_>> = asked.map(maybe_done).map(Box::pin).collect();
        self.line.send_questions(&mut asked);
        for (place, question) in asked.iter_mut().enumerate() {
            let rows = self.line.answer(question)?;
            self.hand_over(rows, &mut |row| each(place, row))?;
        }
        Ok(())
    }

    fn hand_over(
        &mut self,
        rows: RowStream,
        each: &mut dyn FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        let mut rows = pin!(rows);
        loop {
            let (some, is_last) = self.line.rows(&mut rows)?;
            for row in &some {
                each(&Row::Postgres(row))?;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Inserts rows.
    pub fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
        tail: &str,
    ) -> Result<()> {
        let (statement, arrays) = self.prepare_insert(table, columns, rows, tail)?;
        let arrays = arrays.iter().map(Box::as_ref);
        if self.pipelines {
            return self.send(statement, None, arrays);
        }
        let client = self.line.client();
        self.line
            .ask(async { client.execute_raw(&statement, arrays).await })?;
        Ok(())
    }

    /// Inserts rows but for those that are there; tells for each whether it went in.
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

    /// Sets columns of rows; tells for each whether it was there.
    pub fn update(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
        guard: &str,
    ) -> Result<Vec<bool>> {
        let tail = format!("{guard} RETURNING {table}.{}", columns[0]);
        let (statement, arrays) = self.prepare_update(table, columns, rows, &tail)?;
        self.returned(&statement, &arrays, rows)
    }

    /// Sets columns of rows that are all there.
    pub fn update_all(&mut self, table: &str, columns: &[&str], rows: &[Vec<Param>]) -> Result<()> {
        let (statement, arrays) = self.prepare_update(table, columns, rows, "")?;
        let many = Some(rows.len() as u64);
        self.is_open = true;
        self.send(statement, many, arrays.iter().map(Box::as_ref))?;
        match self.pipelines {
            true => Ok(()),
            false => self.line.settle(),
        }
    }

    fn prepare_update<'p>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &'p [Vec<Param>],
        tail: &str,
    ) -> Result<(Statement, Arrays<'p>)> {
        let (key, list) = (columns[0], columns.join(", "));
        let sets: Vec<String> = columns[1..]
            .iter()
            .map(|column| format!("{column} = fresh.{column}"))
            .collect();
        let (unnest, arrays) = self.arrays(table, columns, rows)?;
        let statement = self.prepare(&format!(
            "UPDATE {table} SET {} FROM {unnest} AS fresh ({list}) WHERE {table}.{key} = fresh.{key} {tail}",
            sets.join(", ")
        ))?;
        Ok((statement, arrays))
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
        let client = self.line.client();
        let arrays = arrays.iter().map(Box::as_ref);
        let returned = self
            .line
            .ask(async { client.query_raw(statement, arrays).await })?;
        let mut touched = HashSet::with_capacity(rows.len());
        self.hand_over(returned, &mut |row| {
            touched.insert(row.get::<i64>(0)?);
            Ok(())
        })?;
        let is_touched =
            |row: &Vec<Param>| matches!(row[0], Param::Int(key) if touched.contains(&key));
        Ok(rows.iter().map(is_touched).collect())
    }
}

//! What everything else follows from, copied into a fresh embedded database: the log, and what was set by hand.

use crate::engine::{Conn, Db, Error, Param, Result, Row, Value};

/// Tables that are no consequence of the log, besides the log itself. `write_key` tells which sources are
/// public, `clock_turn` what is known of clocks.
const GIVEN: [&str; 5] = [
    "write_key",
    "model",
    "model_version",
    "clock_turn",
    "company_alias",
];
/// Rows that are written at once.
const ROWS: usize = 2_000;

/// A column and how its values are read.
struct Column {
    name: String,
    read: fn(&Row, usize) -> Result<Value>,
}

/// Copies what was set by hand and the models into a database that has been migrated and nothing else.
///
/// # Errors
/// Those of either database.
pub fn given_copy(from: &mut Conn, to: &Db) -> Result<()> {
    GIVEN
        .into_iter()
        .try_for_each(|table| copy_anew(from, to, table))
}

/// Copies the write keys, of which there may be new ones: whose an interaction is hangs on the kind of its key.
///
/// # Errors
/// Those of either database.
pub fn keys_copy(from: &mut Conn, to: &Db) -> Result<()> {
    copy_anew(from, to, "write_key")
}

fn copy_anew(from: &mut Conn, to: &Db, table: &str) -> Result<()> {
    to.write(|conn| conn.execute(&format!("DELETE FROM {table}"), &[]))?;
    table_copy(from, to, table, "").map(|_| ())
}

/// Copies the log behind a position and up to another, without what was set aside, and what was sent twice;
/// returns how many interactions that are.
///
/// # Errors
/// Those of either database.
pub fn log_copy(from: &mut Conn, to: &Db, (after, up_to): (i64, i64)) -> Result<i64> {
    let part = format!("WHERE seq > {after} AND seq <= {up_to}");
    table_copy(from, to, "repeat", &part)?;
    let which = format!("{part} AND seq NOT IN (SELECT s.seq FROM set_aside s) ORDER BY seq");
    table_copy(from, to, "interaction", &which)
}

fn table_copy(from: &mut Conn, to: &Db, table: &str, which: &str) -> Result<i64> {
    let columns = to.read(|conn| columns(conn, table))?;
    let names: Vec<&str> = columns.iter().map(|one| one.name.as_str()).collect();
    let (mut rows, mut copied) = (Vec::with_capacity(ROWS), 0);
    let write = |rows: &mut Vec<Vec<Value>>| {
        let params = rows
            .iter()
            .map(|row| row.iter().map(Value::as_param).collect());
        let params: Vec<Vec<Param>> = params.collect();
        to.write(|conn| conn.insert(table, &names, &params, ""))?;
        rows.clear();
        Ok::<_, Error>(())
    };
    let sql = format!("SELECT {} FROM {table} {which}", names.join(", "));
    from.for_each(&sql, &[], |row| {
        let values = columns.iter().enumerate();
        let values = values.map(|(at, column)| (column.read)(row, at));
        rows.push(values.collect::<Result<Vec<Value>>>()?);
        copied += 1;
        match rows.len() < ROWS {
            true => Ok(()),
            false => write(&mut rows),
        }
    })?;
    write(&mut rows)?;
    Ok(copied)
}

/// The columns of a table of the copy, which is always an embedded database.
fn columns(conn: &mut Conn, table: &str) -> Result<Vec<Column>> {
    let sql = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
    conn.query(sql, &[table.into()], |row| {
        let read: fn(&Row, usize) -> Result<Value> = match row.get::<String>(1)?.as_str() {
            "BIGINT" | "INTEGER" => {
                |row, at| Ok(row.get::<Option<i64>>(at)?.map_or(Value::Null, Value::Int))
            }
            "TEXT" => |row, at| {
                Ok(row
                    .get::<Option<String>>(at)?
                    .map_or(Value::Null, Value::Text))
            },
            "BYTEA" => |row, at| {
                Ok(row
                    .get::<Option<Vec<u8>>>(at)?
                    .map_or(Value::Null, Value::Blob))
            },
            _ => |row, at| Ok(row.get::<Option<f64>>(at)?.map_or(Value::Null, Value::Real)),
        };
        Ok(Column {
            name: row.get(0)?,
            read,
        })
    })
}

/// Everybody who was joined with somebody or taken apart by hand, and whoever is one with them.
pub fn joined_by_hand(conn: &mut Conn) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT winner, loser FROM person_merge WHERE accepted_by IS NOT NULL
                   OR (undone_at IS NOT NULL AND overruled_by IS NULL)
               UNION SELECT person_id, home FROM person_pair WHERE apart = 1 OR parted_at IS NOT NULL";
    conn.query(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Who is part of whom.
pub fn merged(conn: &mut Conn) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT merged_into, person_id FROM person WHERE merged_into IS NOT NULL";
    conn.query(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Numbers of the next people after a number, who may be part of others.
pub fn people_after(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "SELECT person_id FROM person WHERE person_id > $1 ORDER BY person_id LIMIT $2";
    conn.query(sql, &[after.into(), limit.into()], |row| row.get(0))
}

//! Imports: where a file was read to, so that one that was cut off goes on.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};

/// How many rows of a file have been imported.
pub fn import_rows_done(conn: &mut Conn, file_key: &str) -> Result<i64> {
    let sql = "SELECT rows_done FROM import_progress WHERE file_key = $1";
    Ok(conn
        .query_opt(sql, &[file_key.into()], |row| row.get(0))?
        .unwrap_or(0))
}

/// Keeps how many rows of a file have been imported.
pub fn import_advance_in_txn(
    conn: &mut Conn,
    file_key: &str,
    rows_done: i64,
    now: Timestamp,
) -> Result<()> {
    conn.run(
        "INSERT INTO import_progress (file_key, rows_done, updated_at) VALUES ($1, $2, $3)
         ON CONFLICT (file_key) DO UPDATE SET rows_done = excluded.rows_done, updated_at = excluded.updated_at",
        &[file_key.into(), rows_done.into(), now.as_micros().into()],
    )
}

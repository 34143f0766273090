//! Migrations: numbered texts, run once each, in order, in one transaction.

use crate::engine::{Conn, Error, Result};

/// One step of the schema.
struct Migration {
    /// For both engines.
    both: &'static str,
    /// What each engine needs on top of it.
    postgres: &'static str,
    sqlite: &'static str,
}

/// In order; their place is their number. They lose no data, and the release before still
/// works on what they leave.
const MIGRATIONS: &[Migration] = &[
    Migration {
        both: include_str!("migrations/0001_spine.sql"),
        postgres: include_str!("migrations/0001_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0002_filter.sql"),
        postgres: include_str!("migrations/0002_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0003_model_draft.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0004_speed.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0005_learned.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0006_nurture.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0008_company.sql"),
        postgres: "",
        sqlite: "",
    },
];

/// Lock name that keeps two processes from migrating at once.
const MIGRATION_LOCK: i64 = 0x7269_7065_6e01;

/// Runs what has not been run yet; returns how many.
///
/// # Errors
/// [`Error::Version`] when the database was made by a newer program.
pub fn migrate_in_txn(conn: &mut Conn) -> Result<usize> {
    conn.lock(MIGRATION_LOCK)?;
    if !conn.has_table("schema_version")? {
        conn.execute_script("CREATE TABLE schema_version (version BIGINT NOT NULL); INSERT INTO schema_version VALUES (0)")?;
    }
    let done = conn.query_value::<i64>("SELECT version FROM schema_version", &[])? as usize;
    if done > MIGRATIONS.len() {
        let known = MIGRATIONS.len();
        return Err(Error::Version(format!(
            "the database has schema version {done}, this program knows {known}: use a newer ripen, or restore the backup made before the upgrade"
        )));
    }
    for (at, migration) in MIGRATIONS.iter().enumerate().skip(done) {
        let sql = conn.dialect(migration.both);
        conn.execute_script(&sql)?;
        let extra = conn.only_here(migration.sqlite, migration.postgres);
        conn.execute_script(extra)?;
        conn.execute(
            "UPDATE schema_version SET version = $1",
            &[(at as i64 + 1).into()],
        )?;
    }
    Ok(MIGRATIONS.len() - done)
}

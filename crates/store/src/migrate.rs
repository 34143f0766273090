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
        both: include_str!("migrations/0007_models.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0008_company.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("migrations/0017_site.sql"),
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
    migrate_to(conn, MIGRATIONS.len())
}

/// Runs those of the first `steps` migrations that have not been run yet.
fn migrate_to(conn: &mut Conn, steps: usize) -> Result<usize> {
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
    for (at, migration) in MIGRATIONS[..steps].iter().enumerate().skip(done) {
        let sql = conn.dialect(migration.both);
        conn.execute_script(&sql)?;
        let extra = conn.only_here(migration.sqlite, migration.postgres);
        conn.execute_script(extra)?;
        conn.execute(
            "UPDATE schema_version SET version = $1",
            &[(at as i64 + 1).into()],
        )?;
    }
    Ok(steps.saturating_sub(done))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::draft_load;
    use crate::engine::{Db, Target};
    use crate::model::{model_current, model_publish_in_txn};
    use crate::model_entry::{ModelId, model_entry_find};

    /// A database as the release before the models side by side left it.
    const BEFORE_MODELS: usize = 6;

    /// What was published and drafted then is the primary model's.
    fn keeps_models(conn: &mut Conn) -> Result<()> {
        migrate_to(conn, BEFORE_MODELS)?;
        conn.execute_script(
            "INSERT INTO model_version (version, name, text, landmark, published_at, published_by)
             VALUES (1, 'Old', 'one', 7, 8, 'Jana'), (2, 'Ours', 'two', 7, 9, 'Jana');
             INSERT INTO model_draft (id, revision, text, base_version, changed_at, changed_by)
             VALUES (1, 5, 'three', 2, 10, 'Jana')",
        )?;
        assert_eq!(migrate_in_txn(conn)?, MIGRATIONS.len() - BEFORE_MODELS);
        let entry = model_entry_find(conn, "primary")?;
        assert_eq!((entry.name.as_str(), entry.version), ("Ours", 2));
        let mut current = model_current(conn, ModelId::PRIMARY)?.expect("a version");
        assert_eq!(current.text, "two");
        let draft = draft_load(conn, ModelId::PRIMARY)?.expect("a draft");
        assert_eq!((draft.revision, draft.text.as_str()), (5, "three"));
        current.text = "four".into();
        assert_eq!(model_publish_in_txn(conn, &current)?, 3);
        Ok(())
    }

    /// Runs the test in a transaction that is undone.
    fn undone(db: &Db, prepare: &str) {
        let result: Result<()> = db.write(|conn| {
            conn.execute_script(prepare)?;
            keeps_models(conn)?;
            Err(Error::NotFound)
        });
        assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
    }

    #[test]
    fn sqlite_keeps_the_models_there_were() {
        let directory = tempfile::tempdir().expect("a directory");
        let target = Target::Sqlite(directory.path().join("test.db"));
        undone(&Db::open(&target).expect("it opens"), "");
    }

    #[test]
    fn postgres_keeps_the_models_there_were() {
        let Ok(url) = std::env::var("RIPEN_TEST_POSTGRES") else {
            eprintln!("skipped: RIPEN_TEST_POSTGRES names no server");
            return;
        };
        let db = Db::open(&Target::Postgres(url)).expect("it opens");
        let schema = "migrate_models";
        undone(
            &db,
            &format!("CREATE SCHEMA {schema}; SET LOCAL search_path TO {schema}"),
        );
    }
}

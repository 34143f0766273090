//! Migrations: numbered texts, run once each, in order, a transaction each.

mod page_role;

use crate::engine::{Conn, Error, Lock, Result};

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
        both: include_str!("schema/migrations/0001_spine.sql"),
        postgres: include_str!("schema/migrations/0001_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0002_filter.sql"),
        postgres: include_str!("schema/migrations/0002_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0003_model_draft.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0004_speed.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0005_learned.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0006_nurture.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0007_models.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0008_company.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0009_identifiers.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0010_identity.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0011_order_company.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0012_durable.sql"),
        postgres: include_str!("schema/migrations/0012_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0013_fold.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0014_site.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0015_company_vote.sql"),
        postgres: include_str!("schema/migrations/0015_postgres.sql"),
        sqlite: include_str!("schema/migrations/0015_sqlite.sql"),
    },
    Migration {
        both: include_str!("schema/migrations/0016_lists.sql"),
        postgres: include_str!("schema/migrations/0016_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0017_bond.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0018_parted.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: "",
        postgres: include_str!("schema/migrations/0019_postgres.sql"),
        sqlite: include_str!("schema/migrations/0019_sqlite.sql"),
    },
    Migration {
        both: include_str!("schema/migrations/0020_order.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0021_cause.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0022_totals.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0023_created.sql"),
        postgres: include_str!("schema/migrations/0023_postgres.sql"),
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0024_claim.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0025_unseen.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0026_job.sql"),
        postgres: "",
        sqlite: "",
    },
    Migration {
        both: include_str!("schema/migrations/0027_outbox.sql"),
        postgres: "",
        sqlite: "",
    },
];

/// Tells a set of migrations, with what is made at their end, from another.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn fingerprint() -> u64 {
    let all = MIGRATIONS.iter();
    let function = page_role::body();
    let texts = all.flat_map(|one| [one.both, one.postgres]);
    let texts: Vec<&str> = texts.chain([function.as_str()]).collect();
    fingerprint_of(&texts)
}

/// Tells texts from others: 64-bit FNV-1a over all of them.
#[cfg(any(test, feature = "testing"))]
fn fingerprint_of(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Runs the first migration that has not been run yet; false when there is none.
///
/// # Errors
/// [`Error::Version`] when the database was made by a newer program.
pub fn migrate_step_in_txn(conn: &mut Conn) -> Result<bool> {
    conn.lift_time_limit()?;
    conn.lock(Lock::Migration)?;
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
    let Some(migration) = MIGRATIONS.get(done) else {
        page_role::page_role_function_in_txn(conn)?;
        return Ok(false);
    };
    let sql = conn.dialect(migration.both);
    conn.execute_script(&sql)?;
    let extra = conn.only_here(migration.sqlite, migration.postgres);
    conn.execute_script(extra)?;
    conn.execute(
        "UPDATE schema_version SET version = $1",
        &[(done as i64 + 1).into()],
    )?;
    Ok(true)
}

/// Whether every migration ran, for whoever must not run any.
///
/// # Errors
/// [`Error::Version`] when the database is older or newer than this program.
pub fn schema_expect_current(conn: &mut Conn) -> Result<()> {
    let done = match conn.has_table("schema_version")? {
        true => conn.query_value::<i64>("SELECT version FROM schema_version", &[])?,
        false => 0,
    };
    let known = MIGRATIONS.len() as i64;
    match done == known {
        true => Ok(()),
        false => Err(Error::Version(format!(
            "the database has schema version {done}, this program knows {known}: start `ripen serve` of the newer one of the two once"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Db, Target};
    use crate::models::draft::draft_load;
    use crate::models::entry::{ModelId, model_entry_find};
    use crate::models::{model_current, model_publish_in_txn};

    /// A database as the release before the models side by side left it.
    const BEFORE_MODELS: usize = 6;

    /// What was published and drafted then is the primary model's.
    fn keeps_models(conn: &mut Conn) -> Result<()> {
        for _ in 0..BEFORE_MODELS {
            assert!(migrate_step_in_txn(conn)?);
        }
        conn.execute_script(
            "INSERT INTO model_version (version, name, text, landmark, published_at, published_by)
             VALUES (1, 'Old', 'one', 7, 8, 'Jana'), (2, 'Ours', 'two', 7, 9, 'Jana');
             INSERT INTO model_draft (id, revision, text, base_version, changed_at, changed_by)
             VALUES (1, 5, 'three', 2, 10, 'Jana')",
        )?;
        for _ in BEFORE_MODELS..MIGRATIONS.len() {
            assert!(migrate_step_in_txn(conn)?);
        }
        assert!(!migrate_step_in_txn(conn)?);
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

    /// What migrations are, by their fingerprints: databases that ran one have what it said then.
    const KNOWN: &[u64] = &[
        0xbd26_0f31_9678_e566,
        0x6d68_072b_4640_c215,
        0x11ff_aafd_5729_8a9a,
        0xd5b6_1dcb_0697_b8bf,
        0xe6a5_4645_ff50_91f2,
        0xcaef_8b13_1fd6_8c4d,
        0x8da7_a520_9dad_e6ac,
        0x0270_0730_81f2_0f62,
        0xe932_758c_6d02_91fd,
        0xea7c_e2fe_6e6c_1412,
        0x35d8_9af1_3186_b54c,
        0xa22f_8901_192d_1692,
        0xdae2_75da_7a5f_f387,
        0x41a8_698d_e8e7_cec3,
        0xe9da_5605_03e8_4b28,
        0xd654_9a36_7c35_40b1,
        0x45dc_b21a_cff2_f199,
        0xaaf8_9b79_afb1_bdff,
        0xa2c3_7ff7_9670_1833,
        0x2c00_ba4a_f819_1e8e,
        0xefa3_a160_ae16_5d65,
        0xf826_f229_02d7_316a,
        0xca7d_0657_37fe_90e0,
        0xcdb7_f765_58ac_98cb,
        0x5703_fa1e_3451_a06e,
        0xbb4a_cd7c_6b47_f212,
        0xa8bd_9bbc_5294_0631,
    ];

    #[test]
    fn no_migration_changes_after_it_was_released() {
        let prints: Vec<u64> = MIGRATIONS
            .iter()
            .map(|one| fingerprint_of(&[one.both, one.postgres, one.sqlite]))
            .collect();
        let now: Vec<String> = prints
            .iter()
            .map(|print| format!("{print:#018x},"))
            .collect();
        assert_eq!(
            prints,
            KNOWN,
            "a new migration adds its line here; one that was released stays as it is:\n{}",
            now.join("\n")
        );
    }

    /// A database as the release before pairs of people that follow merges left it.
    const BEFORE_PAIRS: usize = 9;

    /// Who was suggested to be one still is, and who was taken apart stays so, also for whoever was
    /// merged since.
    fn keeps_pairs(conn: &mut Conn) -> Result<()> {
        for _ in 0..BEFORE_PAIRS {
            assert!(migrate_step_in_txn(conn)?);
        }
        let person = |id: i64, into: &str| {
            format!(
                "INSERT INTO person (person_id, merged_into, created_at, kind, stage, fit, fast, normal, slow, recent,
                     baseline, rank_bound, interactions, last_at, last_seq, model_version)
                 VALUES ({id}, {into}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, {id}, 1);"
            )
        };
        let people = [(1, "NULL"), (2, "3"), (3, "4"), (4, "NULL"), (5, "NULL")];
        let people: String = people.map(|(id, into)| person(id, into)).concat();
        conn.execute_script(&people)?;
        conn.execute_script(
            "INSERT INTO merge_suggestion (person_a, person_b, evidence, at, seq) VALUES (1, 2, 'email', 7, 1), (1, 5, 'phone', 7, 1);
             INSERT INTO person_merge (id, at, winner, loser, seq, evidence, undone_at)
             VALUES (1, 5, 1, 2, 1, 'email', 6), (2, 8, 1, 2, 1, 'email', 9), (3, 9, 3, 2, 1, 'email', NULL)",
        )?;
        while migrate_step_in_txn(conn)? {}
        let sql = "SELECT home, other, person_id, apart FROM person_pair ORDER BY home, other";
        let pairs: Vec<[i64; 4]> = conn.query(sql, &[], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        })?;
        assert_eq!(
            pairs,
            [[1, 2, 1, 1], [1, 5, 1, 0], [2, 1, 4, 1], [5, 1, 5, 0]]
        );
        Ok(())
    }

    /// Runs the tests, each in a transaction that is undone.
    fn undone(db: &Db, prepare: &str) {
        for test in [keeps_models, keeps_pairs] {
            undone_after(db, prepare, test);
        }
    }

    fn undone_after(db: &Db, prepare: &str, test: fn(&mut Conn) -> Result<()>) {
        let result: Result<()> = db.write(|conn| {
            conn.execute_script(prepare)?;
            test(conn)?;
            Err(Error::NotFound)
        });
        assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
    }

    #[test]
    fn sqlite_keeps_what_there_was() {
        let directory = tempfile::tempdir().expect("a directory");
        let target = Target::Sqlite(directory.path().join("test.db"));
        undone(&Db::open(&target).expect("it opens"), "");
    }

    #[test]
    fn postgres_keeps_what_there_was() {
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

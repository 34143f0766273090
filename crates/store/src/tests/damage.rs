//! Files of the embedded database that are not what they should be.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::engine::{Conn, Db, Error, Target};
use crate::testing::sqlite;

/// Bytes of a page.
const PAGE: u64 = 4096;

fn opened(path: &Path) -> Db {
    Db::open(&Target::Sqlite(path.to_owned())).expect("it opens")
}

/// A database, closed, and the first page of its table `follower`.
fn closed(path: &Path) -> u64 {
    let db = opened(path);
    db.migrate().expect("migrations run");
    let page = |conn: &mut Conn| {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'follower'";
        conn.query_value::<i64>(sql, &[])
    };
    let page = db.read(page).expect("it has a page") as u64;
    drop(db);
    all_in_file(path);
    page
}

/// Waits until the last connection is closed, which a thread of the pool may hold for a moment
/// longer: only then does the log of the database stand in its file.
fn all_in_file(path: &Path) {
    while path.with_extension("db-wal").exists() {
        std::thread::yield_now();
    }
}

#[test]
fn a_file_damaged_in_the_middle_is_told_by_a_check_and_by_whoever_reads_there() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("ripen.db");
    let page = closed(&path);
    opened(&path).check(|| false).expect("it is sound");
    all_in_file(&path);
    let file = OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("it opens");
    let rubbish = [0xa5; PAGE as usize];
    file.write_all_at(&rubbish, (page - 1) * PAGE)
        .expect("it is written");

    let db = opened(&path);
    db.migrate().expect("nothing is to be done");
    assert_eq!(db.damage(), None);
    let found = db.check(|| false);
    assert!(matches!(found, Err(Error::Damaged(_))), "{found:?}");
    assert!(db.damage().is_some());

    let db = opened(&path);
    let read = db.read(|conn| conn.query_value::<i64>("SELECT sum(position) FROM follower", &[]));
    assert!(matches!(read, Err(Error::Damaged(_))), "{read:?}");
    assert!(db.damage().is_some());
}

#[test]
fn a_check_ends_when_nobody_waits_for_it() {
    let test = sqlite();
    let sql = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)
               INSERT INTO follower SELECT 'name' || x, x FROM n";
    let filled = test.db.write(|conn| conn.execute(sql, &[]));
    filled.expect("it is written");
    let ended = test.db.check(|| true);
    assert!(matches!(ended, Err(Error::TooCostly)), "{ended:?}");
    assert_eq!(test.db.damage(), None);
}

#[test]
fn a_file_that_is_empty_cut_off_or_something_else_is_damaged() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("ripen.db");
    closed(&path);
    let whole = fs::read(&path).expect("it is read");
    for content in [&[][..], &whole[..whole.len() / 2], &[b'x'; 8192]] {
        fs::write(&path, content).expect("it is written");
        let opened = Db::open(&Target::Sqlite(path.clone()));
        let Err(error) = opened.and_then(|db| db.migrate()) else {
            panic!("{} bytes are taken for a database", content.len());
        };
        assert!(matches!(error, Error::Damaged(_)), "{error:?}");
        assert_eq!(
            fs::read(&path).expect("it is there"),
            content,
            "it stays as it was"
        );
    }
}

//! PostgreSQL by TLS, with certificates made for the test.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use ripen_store::{Asker, Conn, Db, Error, Result, Target};

use crate::cluster::{Cluster, hand_over};
use crate::support::Place;

/// Runs `openssl`, which Debian's PostgreSQL brings along.
fn openssl(directory: &Path, arguments: &str) {
    let mut command = Command::new("openssl");
    command.args(arguments.split(' ')).current_dir(directory);
    let output = command.output().expect("openssl runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments}: {told}");
}

/// A certificate for `localhost` that `ca.crt` signed, another authority, and a certificate that signed itself.
fn certificates(directory: &Path) {
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30";
    for name in ["ca", "other"] {
        let made = format!("req -x509 {key} -subj /CN={name} -keyout {name}.key -out {name}.crt");
        openssl(directory, &made);
    }
    openssl(
        directory,
        &format!(
            "req -x509 {key} -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout own.key -out own.crt"
        ),
    );
    openssl(
        directory,
        &format!(
            "req {key} -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout signed.key -out signed.csr"
        ),
    );
    openssl(
        directory,
        "x509 -req -in signed.csr -CA ca.crt -CAkey ca.key -CAcreateserial -copy_extensions copy -days 30 -out signed.crt",
    );
    for key in ["own.key", "signed.key"] {
        let key = directory.join(key);
        fs::set_permissions(&key, Permissions::from_mode(0o600)).expect("it is set");
        hand_over(&key);
    }
    fs::set_permissions(directory, Permissions::from_mode(0o755)).expect("it is set");
}

fn serving(directory: &Path, certificate: &str) -> Option<Cluster> {
    serving_with(directory, certificate, &[])
}

fn serving_with(directory: &Path, certificate: &str, more: &[String]) -> Option<Cluster> {
    let file = |end: &str| {
        directory
            .join(certificate)
            .with_extension(end)
            .display()
            .to_string()
    };
    let own = [
        "ssl=on".to_owned(),
        format!("ssl_cert_file={}", file("crt")),
        format!("ssl_key_file={}", file("key")),
    ];
    Cluster::start(&[&own, more].concat())
}

/// Whether the connection to this address is secret.
fn is_secret(url: &str) -> Result<bool> {
    let db = Db::open(&Target::Postgres(url.to_owned()))?;
    let asked = "SELECT CAST(ssl AS INT)::BIGINT FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    Ok(db.read(|conn| conn.query_value::<i64>(asked, &[]))? == 1)
}

#[test]
fn a_server_is_asked_for_as_much_as_its_address_says() {
    let directory = tempfile::tempdir().expect("a directory");
    certificates(directory.path());
    let Some(cluster) = serving(directory.path(), "signed") else {
        return;
    };
    let trusting = |mode: &str, name: &str| {
        let file = directory.path().join(name).display().to_string();
        format!("?sslmode={mode}&sslrootcert={}", file.replace('/', "%2F"))
    };
    for (host, options, secret) in [
        ("127.0.0.1", "?sslmode=disable".to_owned(), false),
        ("127.0.0.1", String::new(), true),
        ("127.0.0.1", "?sslmode=allow".to_owned(), false),
        ("127.0.0.1", trusting("prefer", "ca.crt"), true),
        ("localhost", trusting("verify%2Dfull", "ca.crt"), true),
        ("127.0.0.1", "?sslmode=require".to_owned(), true),
        ("127.0.0.1", trusting("require", "ca.crt"), true),
        ("127.0.0.1", trusting("verify-ca", "ca.crt"), true),
        ("localhost", trusting("verify-full", "ca.crt"), true),
        ("localhost", trusting("verify-full", "signed.crt"), true),
    ] {
        let found = is_secret(&cluster.url(host, &options));
        assert_eq!(found.expect(&options), secret, "{host}{options}");
    }
    // Each is tried for seconds, in case the server comes back.
    std::thread::scope(|threads| {
        for (host, options, why) in [
            (
                "127.0.0.1",
                trusting("verify-full", "ca.crt"),
                "not valid for name",
            ),
            (
                "localhost",
                trusting("verify-full", "other.crt"),
                "UnknownIssuer",
            ),
            (
                "localhost",
                trusting("require", "other.crt"),
                "UnknownIssuer",
            ),
            (
                "localhost",
                "?sslmode=verify-full".to_owned(),
                "certificate",
            ),
            (
                "localhost",
                trusting("verify-full", "ca.key"),
                "there are none",
            ),
            (
                "localhost",
                trusting("verify-full", "none.crt"),
                "cannot read the certificates",
            ),
            ("localhost", "?sslmode=strict".to_owned(), "verify-full"),
            (
                "localhost",
                trusting("prefer", "other.crt"),
                "UnknownIssuer",
            ),
            (
                "localhost",
                trusting("", "other.crt").replace("sslmode=&", ""),
                "UnknownIssuer",
            ),
        ] {
            let url = cluster.url(host, &options);
            threads.spawn(move || {
                let refused = is_secret(&url).expect_err(&url).to_string();
                assert!(refused.contains(why), "{url}: {refused}");
            });
        }
    });
    let url = cluster.url("localhost", &trusting("verify-full", "ca.crt"));
    Place::Postgres(&url).write_key();
    Place::Postgres(&url).print(&["verify"]);
}

#[test]
fn a_server_that_talks_in_secret_only_is_reached_where_that_is_allowed() {
    let directory = tempfile::tempdir().expect("a directory");
    certificates(directory.path());
    let rules = directory.path().join("rules");
    fs::write(&rules, "hostssl all all 127.0.0.1/32 trust\n").expect("it is written");
    hand_over(&rules);
    let rules = format!("hba_file={}", rules.display());
    let Some(cluster) = serving_with(directory.path(), "own", &[rules]) else {
        return;
    };
    assert!(is_secret(&cluster.url("127.0.0.1", "?sslmode=allow")).expect("it is reached"));
    let refused = is_secret(&cluster.url("127.0.0.1", "?sslmode=disable"));
    assert!(refused.is_err(), "it is not reached otherwise");
}

#[test]
fn a_certificate_that_signed_itself_is_trusted_by_whoever_names_it() {
    let directory = tempfile::tempdir().expect("a directory");
    certificates(directory.path());
    let Some(cluster) = serving(directory.path(), "own") else {
        return;
    };
    let named = directory.path().join("own.crt");
    let options = format!("?sslmode=verify-full&sslrootcert={}", named.display());
    let found = is_secret(&cluster.url("localhost", &options));
    assert!(found.expect("it is trusted"));
    let elsewhere = is_secret(&cluster.url("127.0.0.1", &options));
    assert!(elsewhere.is_err(), "under another name it is not");
}

#[test]
fn a_certificate_that_has_expired_is_refused_though_it_is_named() {
    let directory = tempfile::tempdir().expect("a directory");
    certificates(directory.path());
    openssl(
        directory.path(),
        "x509 -req -in signed.csr -signkey signed.key -copy_extensions copy -days -1 -out signed.crt",
    );
    let Some(cluster) = serving(directory.path(), "signed") else {
        return;
    };
    let named = directory.path().join("signed.crt");
    let options = format!("?sslmode=verify-full&sslrootcert={}", named.display());
    let refused = is_secret(&cluster.url("localhost", &options));
    let refused = refused.expect_err("it has expired").to_string();
    assert!(refused.contains("Expired"), "{refused}");
}

/// What takes longer than anybody waits.
fn asleep(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT pg_sleep(500)::TEXT::BIGINT", &[])
}

#[test]
fn a_question_is_given_up_in_secret_too() {
    let directory = tempfile::tempdir().expect("a directory");
    certificates(directory.path());
    let Some(cluster) = serving(directory.path(), "own") else {
        return;
    };
    let url = cluster.url("127.0.0.1", "?sslmode=require");
    let db = Db::open(&Target::Postgres(url)).expect("it opens");
    let asker = Asker::waiting(Duration::from_secs(600));
    std::thread::scope(|threads| {
        let answer = threads.spawn(|| db.ask(&asker, asleep));
        while !answer.is_finished() {
            asker.leave();
            std::thread::yield_now();
        }
        let answer = answer.join().expect("it ends");
        assert!(matches!(answer, Err(Error::TooCostly)), "{answer:?}");
    });
}

#[test]
fn a_server_without_certificates_is_refused_where_they_are_asked_for() {
    let Some(cluster) = Cluster::start(&[]) else {
        return;
    };
    assert!(!is_secret(&cluster.url("127.0.0.1", "")).expect("it goes without"));
    let refused = is_secret(&cluster.url("127.0.0.1", "?sslmode=require"));
    let refused = refused.expect_err("it is refused").to_string();
    assert!(refused.contains("does not support TLS"), "{refused}");
}

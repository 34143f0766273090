//! A PostgreSQL of our own: private folder, free port, ended when dropped.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;
use nix::unistd::{Uid, User};

use crate::run::{self, Group};

/// How long the server may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The account that runs the server when this process is root, because
/// PostgreSQL refuses to run as root.
const ACCOUNTS: [&str; 2] = ["postgres", "nobody"];

/// Folders are named after the process that owns them.
const FOLDER: &str = "ripen-postgres-";

/// A running server. Dropping it ends the server and removes its files.
pub struct Postgres {
    server: Group,
    folder: PathBuf,
    url: String,
}

impl Postgres {
    /// Creates and starts a server that listens on 127.0.0.1 only.
    ///
    /// # Errors
    /// When the server binaries are missing or it does not come up.
    pub fn start() -> Result<Self> {
        let bin = bin_folder().context(
            "PostgreSQL is not installed: run `cargo xtask setup`, or install the package `postgresql`",
        )?;
        let account = account()?;
        let folder = private_folder(account.as_ref())?;
        let started = prepare(&bin, &folder, account.as_ref());
        started.inspect_err(|_| {
            let _ = fs::remove_dir_all(&folder);
        })
    }

    /// The address with user and password, to the database `postgres`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.server.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder of the server binaries: the newest of the distribution's, or
/// the one on the search path.
pub fn bin_folder() -> Option<PathBuf> {
    let packaged = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = packaged
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let bin = entry.path().join("bin");
            bin.join("initdb").exists().then_some((version, bin))
        })
        .max();
    if let Some((_, bin)) = newest {
        return Some(bin);
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

fn account() -> Result<Option<User>> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    for name in ACCOUNTS {
        if let Some(user) = User::from_name(name)? {
            return Ok(Some(user));
        }
    }
    bail!(
        "PostgreSQL cannot run as root, and there is no account {}",
        ACCOUNTS.join(" or ")
    )
}

fn private_folder(account: Option<&User>) -> Result<PathBuf> {
    remove_orphans();
    let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
    fs::create_dir(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    own(&folder, account)?;
    Ok(folder)
}

/// Removes the folders of runs that were killed: their servers are gone, and a
/// process number comes round again.
fn remove_orphans() {
    for entry in fs::read_dir(std::env::temp_dir())
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|name| name.strip_prefix(FOLDER)?.parse::<u32>().ok());
        let own = std::process::id();
        if owner.is_some_and(|id| id == own || !Path::new(&format!("/proc/{id}")).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn own(path: &Path, account: Option<&User>) -> Result<()> {
    if let Some(user) = account {
        chown(path, Some(user.uid.as_raw()), Some(user.gid.as_raw()))?;
    }
    Ok(())
}

fn prepare(bin: &Path, folder: &Path, account: Option<&User>) -> Result<Postgres> {
    let password = random_password()?;
    let password_file = folder.join("password");
    fs::write(&password_file, &password)?;
    fs::set_permissions(&password_file, fs::Permissions::from_mode(0o600))?;
    own(&password_file, account)?;
    let mut initdb = as_account(&bin.join("initdb"), account, folder);
    initdb
        .args([
            "--username=ripen",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ])
        .arg(format!("--pwfile={}", password_file.display()))
        .arg(format!("--pgdata={}", folder.join("data").display()));
    run::output(&mut initdb).context("cannot create the database cluster")?;

    let port = free_port()?;
    let mut server = serve(bin, folder, account, port)?;
    wait_until_ready(&mut server, bin, folder, port)?;
    let url = format!("postgres://ripen:{password}@127.0.0.1:{port}/postgres");
    Ok(Postgres {
        server,
        folder: folder.to_owned(),
        url,
    })
}

/// `fsync` stays on, as in production: the tests of durability depend on it.
fn serve(bin: &Path, folder: &Path, account: Option<&User>, port: u16) -> Result<Group> {
    let log = fs::File::create(folder.join("log"))?;
    let mut postgres = as_account(&bin.join("postgres"), account, folder);
    postgres
        .arg("-D")
        .arg(folder.join("data"))
        .args([
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            &format!("port={port}"),
        ])
        .args([
            "-c",
            &format!("unix_socket_directories={}", folder.display()),
        ])
        .args([
            "-c",
            "max_connections=300",
            "-c",
            "shared_buffers=256MB",
            "-c",
            "timezone=UTC",
        ])
        .stdout(log.try_clone()?)
        .stderr(log);
    // SIGINT is the fast shutdown: sessions are closed, the data is clean.
    Group::start(&mut postgres, Signal::SIGINT)
}

/// The program under the given account. `setpriv` also has the kernel end it
/// when this process is killed and cannot clean up.
fn as_account(program: &Path, account: Option<&User>, folder: &Path) -> Command {
    let mut command = run::command("setpriv", &["--pdeathsig", "INT"]);
    if let Some(user) = account {
        command
            .arg(format!("--reuid={}", user.uid))
            .arg(format!("--regid={}", user.gid));
        command.arg("--clear-groups");
    }
    command
        .arg("--")
        .arg(program)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8");
    command
}

fn wait_until_ready(server: &mut Group, bin: &Path, folder: &Path, port: u16) -> Result<()> {
    let pg_isready = bin.join("pg_isready");
    let port = port.to_string();
    let started = Instant::now();
    while started.elapsed() < START_LIMIT && !run::interrupted() {
        if server.try_wait()?.is_some() {
            break;
        }
        let args = ["--quiet", "--host=127.0.0.1", "--port", &port];
        if run::succeeds(&pg_isready.to_string_lossy(), &args) {
            return Ok(());
        }
        sleep(Duration::from_millis(50));
    }
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    bail!("PostgreSQL did not start:\n{log}")
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Other accounts of the machine can reach the port, so it has a password.
fn random_password() -> Result<String> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_answers_and_leaves_nothing_behind() {
        if bin_folder().is_none() {
            eprintln!("skipped: PostgreSQL is not installed");
            return;
        }
        let postgres = Postgres::start().unwrap();
        let folder = postgres.folder.clone();
        let psql = bin_folder().unwrap().join("psql");
        let query = ["--no-psqlrc", "-tAc", "show fsync"];
        let mut ask = run::command(&psql.to_string_lossy(), &query);
        let answer = run::output(ask.arg(postgres.url())).unwrap();
        assert_eq!(String::from_utf8_lossy(&answer).trim(), "on");

        drop(postgres);
        assert!(!folder.exists());
        assert!(run::output(&mut ask).is_err(), "the server still answers");
    }
}

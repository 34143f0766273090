//! What the commands need, found or installed.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use nix::unistd::Uid;

use crate::{postgres, run, step, web};

/// The distribution's browser.
pub const CHROMIUM: &str = "/usr/bin/chromium";

/// The interpreter of the virtual environment of the client tests.
pub const CLIENT_PYTHON: &str = "target/client-python/bin/python";

/// Where the client tests say which packages they need.
const CLIENT_REQUIREMENTS: &str = "e2e/clients/requirements.txt";

/// One thing that a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Node 20 or later, with npm.
    Node,
    /// The server binaries of PostgreSQL.
    Postgres,
    /// The distribution's Chromium.
    Chromium,
    /// The runner of the Rust tests.
    Nextest,
    /// The check of licences and bans.
    Deny,
    /// npm packages of a folder, exactly as its lock file says.
    NpmPackages(&'static str),
    /// The Python packages of the client tests, in a folder of their own.
    ClientPython,
}

/// Installs everything that any command needs.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn run() -> Result<ExitCode> {
    ensure(&[
        Need::Node,
        Need::Postgres,
        Need::Chromium,
        Need::Nextest,
        Need::Deny,
        Need::NpmPackages("web"),
        Need::NpmPackages("e2e"),
        Need::ClientPython,
    ])?;
    println!("everything is there");
    Ok(ExitCode::SUCCESS)
}

/// Installs what is missing of the needs, in their order.
///
/// # Errors
/// When one is missing and cannot be installed, saying what to do.
pub fn ensure(needs: &[Need]) -> Result<()> {
    needs.iter().try_for_each(|need| match need {
        Need::Node => node(),
        Need::Postgres => postgres(),
        Need::Chromium => chromium(),
        Need::Nextest => cargo_tool("cargo-nextest", "nextest"),
        Need::Deny => cargo_tool("cargo-deny", "deny"),
        Need::NpmPackages(folder) => web::packages(folder),
        Need::ClientPython => client_python(),
    })
}

fn node() -> Result<()> {
    let version = run::output(&mut run::command("node", &["--version"]));
    let version = version.context("Node 20 or later is needed, with npm")?;
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|n| n.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("Node 20 or later is needed, found {version}");
    }
    if !run::succeeds("npm", &["--version"]) {
        bail!("npm is needed and was not found");
    }
    Ok(())
}

fn postgres() -> Result<()> {
    if postgres::bin_folder().is_some() {
        return Ok(());
    }
    // The package would start a server of its own on the standard port.
    apt(&["postgresql-common"])?;
    let settings = Path::new("/etc/postgresql-common/createcluster.conf");
    let said = std::fs::read_to_string(settings).unwrap_or_default();
    if !said
        .lines()
        .any(|line| line.trim_start().starts_with("create_main_cluster"))
    {
        std::fs::write(settings, format!("{said}\ncreate_main_cluster = false\n"))?;
    }
    apt(&["postgresql"])?;
    if postgres::bin_folder().is_none() {
        bail!("the package postgresql is installed, but has no initdb");
    }
    Ok(())
}

fn chromium() -> Result<()> {
    if !Path::new(CHROMIUM).exists() {
        apt(&["chromium"])?;
    }
    Ok(())
}

fn cargo_tool(package: &str, subcommand: &str) -> Result<()> {
    if run::succeeds("cargo", &[subcommand, "--version"]) {
        return Ok(());
    }
    // Unoptimised: it builds in a third of the time, and its own work is small.
    let mut install = run::command("cargo", &["install", package, "--locked", "--debug"]);
    install.env("CARGO_PROFILE_DEV_DEBUG", "0");
    step::run(&format!("Installing {package}"), package, &mut install)
        .with_context(|| format!("{package} is needed: cargo install {package} --locked"))
}

fn client_python() -> Result<()> {
    let wanted = std::fs::read_to_string(CLIENT_REQUIREMENTS)
        .with_context(|| format!("cannot read {CLIENT_REQUIREMENTS}"))?;
    let installed = Path::new("target/client-python/installed.txt");
    if std::fs::read_to_string(installed).is_ok_and(|has| has == wanted) {
        return Ok(());
    }
    if !run::succeeds("python3", &["-c", "import ensurepip, venv"]) {
        apt(&["python3", "python3-venv"])?;
    }
    let mut venv = run::command(
        "python3",
        &["-m", "venv", "--clear", "target/client-python"],
    );
    step::run("Creating the Python environment", "python-venv", &mut venv)?;
    let pip = ["-m", "pip", "install", "--quiet", "-r", CLIENT_REQUIREMENTS];
    step::run(
        "Installing the Python client",
        "python-client",
        &mut run::command(CLIENT_PYTHON, &pip),
    )?;
    std::fs::write(installed, wanted)?;
    Ok(())
}

/// Installs packages of the distribution.
fn apt(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !run::succeeds("apt-get", &["--version"]) {
        bail!("missing: {list}; install it with your system's package manager");
    }
    if !Uid::effective().is_root() {
        bail!("missing: {list}; install it as root: apt-get install {list}");
    }
    let mut install = run::command("apt-get", &["install", "--yes", "--no-install-recommends"]);
    install
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    let title = format!("Installing {list}");
    // The lists of a fresh machine are empty, those of an old one outdated.
    let mut update = run::command("apt-get", &["update"]);
    step::run("Reading the package lists", "apt-update", &mut update)?;
    step::run(&title, "apt-install", &mut install).with_context(|| format!("cannot install {list}"))
}

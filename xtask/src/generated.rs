//! Files that are generated from the code and committed.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::run;

/// Files the server itself prints: the file, and the arguments.
const PRINTED: [(&str, &[&str]); 3] = [
    ("docs/openapi.json", &["openapi"]),
    ("docs/configuration.md", &["reference", "config"]),
    ("docs/command-line.md", &["reference", "cli"]),
];

/// The typed client of the web application, made from the API document.
const CLIENT: &str = "web/src/api/schema.d.ts";

/// Compares the API document and the reference pages with the code, or
/// writes them.
///
/// # Errors
/// When one is outdated, naming it.
pub fn documents(fix: bool) -> Result<()> {
    run::must(&mut run::command(
        "cargo",
        &["build", "--quiet", "--package", "ripen"],
    ))?;
    let mut outdated = Vec::new();
    for (path, args) in PRINTED {
        let printed = run::output(&mut run::command("target/debug/ripen", args))?;
        if fs::read(path).is_ok_and(|has| has == printed) {
            continue;
        }
        if fix {
            fs::write(path, printed)?;
            println!("wrote {path}");
        } else {
            outdated.push(path);
        }
    }
    refuse(&outdated)
}

/// Compares the typed client with the API document, or writes it.
///
/// # Errors
/// When it is outdated.
pub fn client(fix: bool) -> Result<()> {
    let before = fs::read(CLIENT).unwrap_or_default();
    run::output(&mut run::command_in("web", "npm", &["run", "api"]))?;
    if fs::read(CLIENT)? == before {
        return Ok(());
    }
    if fix {
        println!("wrote {CLIENT}");
        return Ok(());
    }
    // A check leaves the checkout as it found it.
    if before.is_empty() {
        fs::remove_file(Path::new(CLIENT))?;
    } else {
        fs::write(CLIENT, before)?;
    }
    refuse(&[CLIENT])
}

fn refuse(outdated: &[&str]) -> Result<()> {
    if outdated.is_empty() {
        return Ok(());
    }
    bail!(
        "outdated: {}; run `cargo xtask lint --fix`",
        outdated.join(", ")
    )
}

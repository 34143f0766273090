//! `ripen keys`.

use std::fmt::Write;

use clap::Subcommand;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Make, list and revoke write keys
#[derive(Debug, Subcommand)]
#[command(after_help = "\
A write key is the name and password of a source: a web site, a shop, a form. Use one for each, so
that one can be revoked alone. A key is shown only when it is made.

Examples:
  ripen keys create --name \"Web site\"
  ripen keys list
  ripen keys revoke 2")]
pub enum Keys {
    /// Make a write key; it is the last word of what is printed
    Create {
        /// What sends with it
        #[arg(long)]
        name: String,
    },
    /// List all write keys
    List,
    /// Revoke a write key: what is sent with it is refused from then on
    Revoke {
        /// Its number, as `ripen keys list` shows it
        id: i64,
    },
}

/// Makes, lists or revokes write keys.
pub fn run(keys: Keys, config: &Config) -> Result<()> {
    match keys {
        Keys::Create { name } => {
            let (id, key) = open::open_or_create(config)?.write_key_create(&name)?;
            print(&format!("write key {id} \"{}\": {key}\n", name.trim()))
        }
        Keys::List => list(config),
        Keys::Revoke { id } => {
            let revoked = open::open_existing(config)?.write_key_revoke(id);
            match revoked {
                Err(ripen_app::Error::Store(ripen_store::Error::NotFound)) => Err(Failure::new(
                    format!("there is no write key {id} in force; `ripen keys list` shows them"),
                )),
                other => Ok(other?),
            }?;
            print(&format!("write key {id} is revoked\n"))
        }
    }
}

fn list(config: &Config) -> Result<()> {
    let mut text = String::new();
    for key in open::open_existing(config)?.write_key_list()? {
        let state = key.revoked_at.map_or_else(
            || "in force".to_owned(),
            |at| format!("revoked {}", at.to_rfc3339()),
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:>4}  {}...  {:<28} made {}  {state}",
            key.id,
            key.hint,
            key.name,
            key.created_at.to_rfc3339()
        );
    }
    print(if text.is_empty() {
        "there are no write keys yet; make one with `ripen keys create --name ...`\n"
    } else {
        &text
    })
}

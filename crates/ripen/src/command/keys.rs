//! `ripen keys`.

use std::fmt::Write;

use clap::{Subcommand, ValueEnum};
use ripen_store::access::KeyKind;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Make, list and revoke write keys
#[derive(Debug, Subcommand)]
#[command(after_help = "\
A write key is the name and password of a source: a web site, a shop, a form. Use one for each, so
that one can be revoked alone. A key is shown only when it is made.

A server key may say anything. A key that stands in pages or apps, where everybody can read it, should
be a browser key. Keys made before there were kinds are server keys: give web sites a browser key of
their own and revoke the old one.

Examples:
  ripen keys create --name \"Web site\"
  ripen keys create --name \"Landing page\" --kind browser
  ripen keys list
  ripen keys revoke 2")]
pub enum Keys {
    /// Make a write key; it is the last word of what is printed
    Create {
        /// What sends with it
        #[arg(long)]
        name: String,
        /// Who may know it. What a browser key sends adds to what is known, but overwrites nothing
        /// and joins no two user ids, and is limited for each client
        #[arg(long, value_enum, default_value_t)]
        kind: Kind,
    },
    /// List all write keys
    List,
    /// Revoke a write key: what is sent with it is refused from then on
    Revoke {
        /// Its number, as `ripen keys list` shows it
        id: i64,
    },
}

/// Who may know a write key.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Kind {
    /// A server of yours alone
    #[default]
    Server,
    /// Everybody who looks at a page or into an app
    Browser,
}

impl From<Kind> for KeyKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Server => Self::Server,
            Kind::Browser => Self::Browser,
        }
    }
}

/// Makes, lists or revokes write keys.
pub fn run(keys: Keys, config: &Config) -> Result<()> {
    match keys {
        Keys::Create { name, kind } => {
            let app = open::open_or_create(config)?;
            let (id, key) = app.write_key_create(&name, kind.into())?;
            let (kind, name) = (KeyKind::from(kind).name(), name.trim());
            print(&format!("{kind} write key {id} \"{name}\": {key}\n"))
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
            "{:>4}  {}...  {:<7}  {:<28} made {}  {state}",
            key.id,
            key.hint,
            key.kind.name(),
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

//! `ripen admin`.

use std::io::{BufRead, IsTerminal, stdin};

use clap::{Args, Subcommand};
use ripen_app::clock;
use ripen_store::Error as StoreError;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Make administrators and change their passwords
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  ripen admin create --email ada@example.com --name \"Ada\"
  echo \"$PASSWORD\" | ripen admin create --email ada@example.com --password-stdin
  ripen admin password --email ada@example.com")]
pub enum Admin {
    /// Make an administrator
    Create {
        #[command(flatten)]
        who: Who,
        /// Name, as others see it
        #[arg(long, default_value = "")]
        name: String,
    },
    /// Change a password; all sessions of the user end
    Password {
        #[command(flatten)]
        who: Who,
    },
}

/// A user and where their password comes from.
#[derive(Debug, Args)]
pub struct Who {
    /// E-mail address, which is the name to sign in with
    #[arg(long)]
    email: String,
    /// Read the password from the first line of standard input. Without this it is asked for on the
    /// terminal; without a terminal one is made and printed
    #[arg(long)]
    password_stdin: bool,
}

/// Makes an administrator or changes a password.
pub fn run(admin: Admin, config: &Config) -> Result<()> {
    match admin {
        Admin::Create { who, name } => {
            let app = open::open_or_create(config)?;
            let (password, made) = password(&who)?;
            app.admin_create(&who.email, &name, &password).map_err(|error| match error {
                ripen_app::Error::Store(StoreError::Constraint) => {
                    Failure::new(format!("there is a user {} already; change the password with `ripen admin password`", who.email))
                }
                other => other.into(),
            })?;
            print(&told(
                &format!("administrator {} is made", who.email),
                &password,
                made,
            ))
        }
        Admin::Password { who } => {
            let app = open::open_existing(config)?;
            let (password, made) = password(&who)?;
            app.user_set_password(&who.email, &password)
                .map_err(|error| match error {
                    ripen_app::Error::Store(StoreError::NotFound) => Failure::new(format!(
                        "there is no user {}; make one with `ripen admin create`",
                        who.email
                    )),
                    other => other.into(),
                })?;
            print(&told(
                &format!("the password of {} is changed", who.email),
                &password,
                made,
            ))
        }
    }
}

fn told(done: &str, password: &str, made: bool) -> String {
    if made {
        format!("{done}; the password is {password}\n")
    } else {
        format!("{done}\n")
    }
}

/// The password, and whether it was made here.
fn password(who: &Who) -> Result<(String, bool)> {
    let unreadable = |error| Failure::new(format!("cannot read the password: {error}"));
    if who.password_stdin {
        let mut line = String::new();
        stdin().lock().read_line(&mut line).map_err(unreadable)?;
        return Ok((line.trim_end_matches(['\r', '\n']).to_owned(), false));
    }
    if !stdin().is_terminal() {
        return Ok((clock::random_hex::<10>(), true));
    }
    let first =
        rpassword::prompt_password("Password (at least 10 characters): ").map_err(unreadable)?;
    let second = rpassword::prompt_password("Once more: ").map_err(unreadable)?;
    if first == second {
        Ok((first, false))
    } else {
        Err(Failure::new("the two passwords differ; try again"))
    }
}

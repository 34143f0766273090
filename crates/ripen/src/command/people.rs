//! `ripen people`.

use std::fmt::Write;

use clap::Subcommand;
use ripen_store::Error as StoreError;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Who says it.
const BY: &str = "command line";
/// Pairs that are listed.
const LISTED: i64 = 1_000;

/// Join people who are one, and take apart those who are not
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Numbers of people, merges and interactions are the ids that the API and the pages of people show.

Examples:
  ripen people suggestions
  ripen people accept 120 4711
  ripen people decline 120 4711
  ripen people reopen 120 4711
  ripen people undo 12
  ripen people split 120 98765")]
pub enum People {
    /// List pairs of people who may be one, newest first
    Suggestions,
    /// Accept that two people are one, which was suggested; it can be undone
    Accept {
        /// Number of a person
        person: i64,
        /// Number of the other
        other: i64,
    },
    /// Decline it: they are two from now on, and it is not suggested again
    Decline {
        /// Number of a person
        person: i64,
        /// Number of the other
        other: i64,
    },
    /// Take back that two people are two: that they are one is suggested again
    Reopen {
        /// Number of a person
        person: i64,
        /// Number of the other
        other: i64,
    },
    /// Undo a merge: both people are as if it had never been
    Undo {
        /// Number of the merge
        merge: i64,
    },
    /// Take from a person what one interaction gave them, into a person of its own
    Split {
        /// Number of the person
        person: i64,
        /// Number of the interaction
        interaction: i64,
    },
}

/// Joins people or takes them apart.
pub fn run(people: &People, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    let nothing = |what: &str| {
        let what = what.to_owned();
        move |error| match error {
            ripen_app::Error::Store(StoreError::NotFound) => Failure::new(what),
            other => other.into(),
        }
    };
    let unknown = "that was not suggested; `ripen people suggestions` shows what is";
    match *people {
        People::Suggestions => list(&app.suggestions(LISTED)?),
        People::Accept { person, other } => {
            let accepted = app.suggestion_accept(person, other, BY);
            let winner = accepted.map_err(nothing(unknown))?;
            print(&format!("they are person {winner}\n"))
        }
        People::Decline { person, other } => {
            let declined = app.suggestion_decline(person, other, BY);
            declined.map_err(nothing(unknown))?;
            print(&format!("people {person} and {other} are two\n"))
        }
        People::Reopen { person, other } => {
            let reopened = app.suggestion_reopen(person, other, BY);
            reopened.map_err(nothing("these two were not taken apart"))?;
            print(&format!("people {person} and {other} may be one again\n"))
        }
        People::Undo { merge } => {
            let undone = app.merge_undo(merge);
            let [one, other] = undone.map_err(nothing("there is no such merge"))?;
            print(&format!("people {one} and {other} are two again\n"))
        }
        People::Split {
            person,
            interaction,
        } => {
            let split = app.join_undo(person, interaction);
            match split.map_err(nothing("that interaction joined nothing to the person"))?[..] {
                [one, other] => print(&format!("people {one} and {other} are two\n")),
                _ => print(&format!(
                    "person {person} shares it with others from now on\n"
                )),
            }
        }
    }
}

fn list(pairs: &[(i64, ripen_store::identity::pair::Suggestion)]) -> Result<()> {
    let mut text = String::new();
    for (person, other) in pairs {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{person:>10} {:>10}  {:<16} seen {}  {}",
            other.person,
            other.evidence,
            other.at.to_rfc3339(),
            other.name.as_deref().unwrap_or_default()
        );
    }
    print(if text.is_empty() {
        "nobody seems to be two people\n"
    } else {
        &text
    })
}

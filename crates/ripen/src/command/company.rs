//! `ripen company`.

use std::fmt::Write;

use clap::Subcommand;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Say that two companies are one
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Spellings of a name, ids of groups and mail domains are put together by themselves. Where that is not
enough, say so here; it can be taken back. A company is given by its name, its mail domain, or # and the
id that you give it.

Examples:
  ripen company same \"Alzasoft\" \"Alza.cz a.s.\"
  ripen company same alza.example '#4711'
  ripen company list
  ripen company undo 3")]
pub enum Company {
    /// Make the people of a company people of another
    Same {
        /// The company
        company: String,
        /// The company that it is the same as
        same_as: String,
    },
    /// List what was said
    List,
    /// Take back what was said
    Undo {
        /// Its number, as `ripen company list` shows it
        id: i64,
    },
}

/// Says that companies are one, lists that, or takes it back.
pub fn run(company: Company, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    match company {
        Company::Same { company, same_as } => {
            let id = app.company_alias_add(&company, &same_as, None)?;
            app.project_all()?;
            let (company, same_as) = (company.trim(), same_as.trim());
            print(&format!(
                "{id}: \"{company}\" is the same company as \"{same_as}\"\n"
            ))
        }
        Company::List => {
            let mut text = String::new();
            for one in app.company_alias_list()? {
                let (id, at) = (one.id, one.at.to_rfc3339());
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "{id:>4}  {at}  \"{}\" = \"{}\"",
                    one.company, one.same_as
                );
            }
            print(if text.is_empty() {
                "nothing was said of companies yet; see `ripen company same --help`\n"
            } else {
                &text
            })
        }
        Company::Undo { id } => {
            match app.company_alias_undo(id) {
                Err(ripen_app::Error::Store(ripen_store::Error::NotFound)) => {
                    Err(Failure::new(format!(
                        "there is nothing numbered {id}; `ripen company list` shows what there is"
                    )))
                }
                other => Ok(other?),
            }?;
            app.project_all()?;
            print(&format!("{id} is taken back\n"))
        }
    }
}

//! `ripen verify`.

mod replay;

use clap::Args;
use ripen_app::{Ripen, clock};
use ripen_domain::filter::PersonFilter;
use ripen_store::log::{follower_position, log_count, log_end, log_read};
use ripen_store::people::{ListQuery, Sort, people_page};

use super::counted::counted;
use super::print;
use super::scratch::Scratch;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Interactions read at once.
const PAGE: i64 = 5_000;
/// People looked at in one transaction.
const CHUNK: usize = 500;

/// Check that what is stored agrees with itself
#[derive(Debug, Args)]
#[command(after_help = "\
Counts the interaction log, and scores people again from their whole history with every model: what
comes out has to be what is stored. With --deep, everything is made again from the log, in a database of its own in
the temporary directory, and everybody is compared: who they are and hold, their timeline with verdicts and orders,
profile, company, scores and the words that find them. People who were joined or taken apart by hand are left out there. Prints `ok`, or every
difference and ends with exit code 1. Only reads, and migrates nothing; it can run beside the server.

Examples:
  ripen verify
  ripen verify --people 100000
  ripen verify --deep")]
pub struct Verify {
    /// How many people to score again, the newest first
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    people: usize,
    /// Make everything again from the log and compare it; takes as long as an import of it, and as much room
    #[arg(long, conflicts_with = "people")]
    deep: bool,
}

/// Checks the database.
pub fn run(verify: &Verify, config: &Config) -> Result<()> {
    let app = open::open_to_read(config)?;
    let mut differences = Vec::new();
    let stored = check_log(&app, &mut differences)?;
    let behind = app
        .db()
        .read(|conn| Ok(log_end(conn)? - follower_position(conn, crate::progress::PROJECTION)?))?;
    let checked = match verify.deep {
        true => check_deep(&app, &mut differences)?,
        false => {
            let checked = check_people(&app, verify.people, &mut differences)?;
            format!("{} scored again", counted(checked, "person", "people"))
        }
    };
    let behind = if behind > 0 {
        let behind = counted(behind, "interaction is", "interactions are");
        format!("; up to {behind} not scored yet")
    } else {
        String::new()
    };
    if differences.is_empty() {
        let stored = counted(stored, "interaction", "interactions");
        return print(&format!("ok: {stored}, {checked}{behind}\n"));
    }
    print(&format!("{}\n", differences.join("\n")))?;
    Err(Failure::new(format!(
        "{}; restore a backup, or report this",
        counted(differences.len(), "difference", "differences")
    )))
}

/// Makes everything again from the log; tells what was compared.
fn check_deep(app: &Ripen, differences: &mut Vec<String>) -> Result<String> {
    let directory = Scratch::new("verify")?;
    let compared = app.verify_deep(directory.path(), &mut |_| {})?;
    differences.extend(compared.differences);
    let by_hand = match compared.by_hand {
        0 => String::new(),
        many => format!(" ({many} joined or taken apart by hand not)"),
    };
    Ok(format!(
        "{} made again from {} of them and compared{by_hand}",
        counted(compared.people, "person", "people"),
        compared.interactions
    ))
}

/// Counts the log; its number is kept beside it.
fn check_log(app: &Ripen, differences: &mut Vec<String>) -> Result<i64> {
    let (said, end) = app
        .db()
        .read(|conn| Ok((log_count(conn)?, log_end(conn)?)))?;
    let (mut after, mut counted) = (0, 0);
    loop {
        let page = app.db().read(|conn| log_read(conn, after, PAGE))?;
        // What came in since the number was read is not part of it.
        counted += page.iter().filter(|(seq, _)| *seq <= end).count() as i64;
        match page.last() {
            Some((last, _)) if *last < end => after = *last,
            _ => break,
        }
    }
    if said != counted {
        differences.push(format!(
            "the log holds {counted} interactions, but {said} are counted"
        ));
    }
    Ok(counted)
}

/// Scores the newest people again.
fn check_people(app: &Ripen, many: usize, differences: &mut Vec<String>) -> Result<usize> {
    let models = app.models()?;
    let scoring = models.primary();
    let scorer = scoring.scorer();
    let (filter, now) = (PersonFilter::all(), clock::now());
    let (mut after, mut checked) = (None, 0);
    while checked < many {
        let query = ListQuery {
            filter: &filter,
            sort: Sort::Created,
            after,
            limit: CHUNK.min(many - checked),
            now,
        };
        let page = app.db().read(|conn| {
            let page = people_page(conn, scoring.scores(&scorer), &query)?;
            let ids: Vec<i64> = page.iter().map(|one| one.id).collect();
            replay::check(conn, &models, &ids, now, differences)?;
            Ok(page)
        })?;
        checked += page.len();
        after = page.into_iter().next_back();
        if after.is_none() {
            break;
        }
    }
    Ok(checked)
}

//! What a page is for, as a function of PostgreSQL; SQLite gets it from the program itself.
//!
//! It holds the words that this program knows, so it is made again whenever they are others.

use ripen_domain::interaction::PageRole;
use ripen_domain::interaction::page_role::ENDINGS;

use crate::engine::{Conn, Result};

/// Makes the function, unless it is there with the words of today.
pub(crate) fn page_role_function_in_txn(conn: &mut Conn) -> Result<()> {
    let body = body();
    let sql = conn.only_here(
        "",
        "SELECT count(*) FROM pg_proc WHERE proname = 'ripen_page_role' AND prosrc = $1
         AND pronamespace = current_schema()::regnamespace",
    );
    if sql.is_empty() || conn.query_value::<i64>(sql, &[(&body).into()])? > 0 {
        return Ok(());
    }
    conn.execute_script(&format!(
        "CREATE OR REPLACE FUNCTION ripen_page_role(path TEXT) RETURNS TEXT
         LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body${body}$body$"
    ))
}

/// As `PageRole::of` does: the words of the last part, where they are those of a price list, and else the first that
/// tell a role, of several that begin there the longest.
pub(crate) fn body() -> String {
    let quoted = |phrases: Vec<&str>| {
        let phrases: Vec<String> = phrases.iter().map(|phrase| format!("'{phrase}'")).collect();
        phrases.join(", ")
    };
    let phrases = |role: PageRole| {
        let mut phrases: Vec<&str> = role.phrases().collect();
        phrases.sort_unstable();
        phrases
    };
    let mut all: Vec<&str> = PageRole::ALL
        .iter()
        .flat_map(|role| phrases(*role))
        .collect();
    all.sort_unstable();
    let cases: String = PageRole::ALL
        .iter()
        .map(|role| {
            format!(
                " WHEN told IN ({}) THEN '{}'",
                quoted(phrases(*role)),
                role.name()
            )
        })
        .collect();
    format!(
        "SELECT CASE WHEN last IN ({}) THEN 'pricing'{cases} END FROM (SELECT
         btrim(regexp_replace(ripen_words(substring(path from '([^/]*)/*$')), ' ({}) $', ' '), ' ') AS last,
         substring(ripen_words(path) from ' ({}) ') AS told) t",
        quoted(phrases(PageRole::Pricing)),
        ENDINGS.join("|"),
        all.join("|"),
    )
}

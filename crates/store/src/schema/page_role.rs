//! What a page is for, as a function of PostgreSQL; SQLite gets it from the program itself.
//!
//! It holds the words that this program knows, so it is made again whenever they are others.

use std::collections::BTreeSet;

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
         LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body${body}$body$"
    ))
}

/// As `PageRole::of` does: the words of the last part, where they are those of a price list, and else the first that
/// tell a role, of several that begin there the longest. Words are looked up: a pattern of all of them takes ten times
/// as long, and in SQL alone it would be asked for each role anew.
pub(crate) fn body() -> String {
    let cases = PageRole::ALL.iter().map(|role| {
        let phrases = quoted(role.phrases());
        format!(" WHEN told IN ({phrases}) THEN '{}'", role.name())
    });
    let all = || PageRole::ALL.iter().flat_map(|role| role.phrases());
    let first = all().filter_map(|phrase| phrase.split(' ').next());
    let longest = all().map(|phrase| phrase.split(' ').count()).max();
    format!(
        "DECLARE
             parts TEXT[] := string_to_array(btrim(ripen_words(path), ' '), ' ');
             last TEXT := ripen_words(substring(path from '([^/]*)/*$'));
             told TEXT;
             role TEXT;
         BEGIN
             last := btrim(regexp_replace(last, ' ({endings}) $', ' '), ' ');
             IF last IN ({pricing}) THEN RETURN 'pricing'; END IF;
             FOR here IN 1..coalesce(array_length(parts, 1), 0) LOOP
                 CONTINUE WHEN parts[here] NOT IN ({first});
                 FOR many IN REVERSE least({longest}, array_length(parts, 1) - here + 1)..1 LOOP
                     told := array_to_string(parts[here:here + many - 1], ' ');
                     role := CASE{cases} END;
                     IF role IS NOT NULL THEN RETURN role; END IF;
                 END LOOP;
             END LOOP;
             RETURN NULL;
         END",
        endings = ENDINGS.join("|"),
        pricing = quoted(PageRole::Pricing.phrases()),
        first = quoted(first),
        longest = longest.unwrap_or(1),
        cases = cases.collect::<String>(),
    )
}

/// Phrases as SQL, in order, each once.
fn quoted<'p>(phrases: impl Iterator<Item = &'p str>) -> String {
    let phrases: BTreeSet<&str> = phrases.collect();
    let phrases: Vec<String> = phrases.iter().map(|phrase| format!("'{phrase}'")).collect();
    phrases.join(", ")
}

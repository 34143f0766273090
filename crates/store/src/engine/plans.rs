//! The plans of the queries that a test runs, as they are run: nothing is written out twice.

use std::cell::RefCell;

use super::{Conn, Param, Result};

thread_local! {
    static PLANS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Runs `work` and returns the plan of every query that it makes, a text each.
pub fn plans_of(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<()>,
) -> Result<Vec<String>> {
    PLANS.set(Some(Vec::new()));
    work(conn)?;
    Ok(PLANS.take().unwrap_or_default())
}

/// Takes note of the plan of a query, if somebody listens.
pub fn note(conn: &mut Conn, sql: &str, params: &[Param]) -> Result<()> {
    // Taken out while the plan is asked for, which is a query too.
    let Some(mut plans) = PLANS.take() else {
        return Ok(());
    };
    plans.push(conn.explain(sql, params)?.join("\n"));
    PLANS.set(Some(plans));
    Ok(())
}

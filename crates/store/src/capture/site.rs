//! Domains of the pages that come in, and what an administrator decided about them.

use crate::engine::{Conn, Error, Result};

/// Most domains that are kept; more come only from somebody who makes them up.
const MAX_SITES: i64 = 1_000;

/// A domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The registered domain, in ASCII.
    pub domain: String,
    /// Pages of it that came in.
    pub pages: i64,
    /// Whether it is the business's own, where somebody decided it.
    pub decided: Option<bool>,
}

/// Every domain, those with the most pages first.
pub fn site_list(conn: &mut Conn) -> Result<Vec<Site>> {
    conn.query(
        "SELECT domain, pages, decided FROM site ORDER BY pages DESC, domain",
        &[],
        |row| {
            Ok(Site {
                domain: row.get(0)?,
                pages: row.get(1)?,
                decided: row.get::<Option<i64>>(2)?.map(|own| own == 1),
            })
        },
    )
}

/// Adds pages that came in of a domain. A new one is kept while there are few.
pub fn site_count_in_txn(conn: &mut Conn, domain: &str, pages: i64) -> Result<()> {
    conn.run(
        "INSERT INTO site (domain, pages) SELECT $1, $2 WHERE (SELECT count(*) FROM site) < $3
         OR EXISTS (SELECT 1 FROM site WHERE domain = $1)
         ON CONFLICT (domain) DO UPDATE SET pages = site.pages + excluded.pages",
        &[domain.into(), pages.into(), MAX_SITES.into()],
    )
}

/// Keeps whether a domain is the business's own; `None` leaves it to its pages again.
///
/// # Errors
/// [`Error::NotFound`] when an unknown domain is left to its pages.
pub fn site_decide_in_txn(conn: &mut Conn, domain: &str, own: Option<bool>) -> Result<()> {
    let changed = match own {
        Some(own) => conn.execute(
            "INSERT INTO site (domain, pages, decided) VALUES ($1, 0, $2)
             ON CONFLICT (domain) DO UPDATE SET decided = excluded.decided",
            &[domain.into(), i64::from(own).into()],
        )?,
        None => conn.execute(
            "UPDATE site SET decided = NULL WHERE domain = $1",
            &[domain.into()],
        )?,
    };
    match changed {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

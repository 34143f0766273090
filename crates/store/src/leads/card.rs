//! The lead card and the customer card: separate records, linked both ways.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result};

/// A lead card.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// Number.
    pub id: i64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// `open` or `won`.
    pub status: String,
    /// Source of the touch that won it.
    pub source: Option<String>,
}

/// A customer card.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    /// Number.
    pub id: i64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The lead card that it came from.
    pub lead_id: Option<i64>,
    /// Key of the stage that opened it.
    pub reason: String,
}

/// What the cards of a person are to say.
#[derive(Clone, Debug)]
pub struct Cards<'a> {
    /// The person.
    pub person: i64,
    /// When the lead card was opened.
    pub lead_at: Option<Timestamp>,
    /// Number of the touch that won the lead.
    pub touch_id: Option<i64>,
    /// When the customer card was opened, and the key of the stage that opened it; without a key the
    /// one that is known stays.
    pub customer: Option<(Timestamp, Option<&'a str>)>,
    /// Whether there may be a lead card already. Most people who get one are new, and are spared the
    /// search.
    pub may_have_lead: bool,
    /// Whether there may be a customer card already.
    pub may_have_customer: bool,
}

/// Brings the cards of people in line with their score states; a card that a late interaction or an
/// undone merge no longer supports is taken away. Nobody may be named twice.
pub fn cards_settle_in_txn(conn: &mut Conn, cards: &[Cards]) -> Result<()> {
    settle_leads(conn, cards)?;
    settle_customers(conn, cards)
}

fn settle_leads(conn: &mut Conn, cards: &[Cards]) -> Result<()> {
    let gone = |one: &&Cards| one.lead_at.is_none() && one.may_have_lead;
    let gone: Vec<i64> = cards.iter().filter(gone).map(|one| one.person).collect();
    for_people(conn, "DELETE FROM lead WHERE", &gone)?;
    let mut fresh: Vec<Vec<Param>> = Vec::new();
    for one in cards {
        let Some(at) = one.lead_at else { continue };
        let won = one.customer.as_ref().map(|(at, _)| at.as_micros());
        let status = if won.is_some() { "won" } else { "open" };
        let params = [
            one.person.into(),
            at.as_micros().into(),
            won.into(),
            status.into(),
            one.touch_id.into(),
        ];
        let sql = "UPDATE lead SET opened_at = $2, closed_at = $3, status = $4, touch_id = $5 WHERE person_id = $1";
        if !one.may_have_lead || conn.execute(sql, &params)? == 0 {
            fresh.push(params.to_vec());
        }
    }
    let columns = ["person_id", "opened_at", "closed_at", "status", "touch_id"];
    insert_numbered(conn, "lead", &columns, fresh)
}

fn settle_customers(conn: &mut Conn, cards: &[Cards]) -> Result<()> {
    let gone = |one: &&Cards| one.customer.is_none() && one.may_have_customer;
    let gone: Vec<i64> = cards.iter().filter(gone).map(|one| one.person).collect();
    for_people(conn, "DELETE FROM customer WHERE", &gone)?;
    for_people(conn, "UPDATE lead SET customer_id = NULL WHERE", &gone)?;
    let (mut fresh, mut linked) = (Vec::new(), Vec::new());
    for one in cards {
        let Some((at, reason)) = one.customer else {
            continue;
        };
        linked.push(one.person);
        let params = [one.person.into(), at.as_micros().into(), reason.into()];
        let sql = "UPDATE customer SET opened_at = $2, reason = coalesce($3, reason) WHERE person_id = $1";
        if !one.may_have_customer || conn.execute(sql, &params)? == 0 {
            fresh.push(vec![params[0], params[1], reason.unwrap_or("").into()]);
        }
    }
    insert_numbered(
        conn,
        "customer",
        &["person_id", "opened_at", "reason"],
        fresh,
    )?;
    let link = "UPDATE customer SET lead_id = (SELECT max(l.id) FROM lead l WHERE l.person_id = customer.person_id) WHERE";
    for_people(conn, link, &linked)?;
    let link = "UPDATE lead SET customer_id = (SELECT max(c.id) FROM customer c WHERE c.person_id = lead.person_id) WHERE";
    for_people(conn, link, &linked)
}

/// Runs a statement that ends with `WHERE` for the rows of these people.
fn for_people(conn: &mut Conn, sql: &str, people: &[i64]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let sql = format!("{sql} {}", conn.any("person_id", 1));
    conn.run(&sql, &[people.into()])
}

/// Inserts rows under the next numbers.
fn insert_numbered(
    conn: &mut Conn,
    table: &str,
    columns: &[&str],
    mut rows: Vec<Vec<Param>>,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let last = format!("SELECT coalesce(max(id), 0) FROM {table}");
    let last: i64 = conn.query_value(&last, &[])?;
    for (id, row) in (last + 1..).zip(&mut rows) {
        row.insert(0, id.into());
    }
    let columns: Vec<&str> = std::iter::once("id")
        .chain(columns.iter().copied())
        .collect();
    conn.insert(table, &columns, &rows, "")
}

/// Takes away the cards of a person who became part of another: the winner's cards go on. Undoing
/// the merge opens them again from the history, under new numbers.
pub fn cards_fold_in_txn(conn: &mut Conn, loser: i64) -> Result<()> {
    let none = Cards {
        person: loser,
        lead_at: None,
        touch_id: None,
        customer: None,
        may_have_lead: true,
        may_have_customer: true,
    };
    cards_settle_in_txn(conn, &[none])
}

/// How many customers there are, as far as `most`.
pub fn customer_count(conn: &mut Conn, most: usize) -> Result<usize> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM customer LIMIT $1) AS counted";
    let many: i64 = conn.query_value(sql, &[(most as i64).into()])?;
    Ok(many as usize)
}

/// The lead card and the customer card of a person.
pub fn cards_get(conn: &mut Conn, person: i64) -> Result<(Option<Lead>, Option<Customer>)> {
    let sql = "SELECT l.id, l.opened_at, l.closed_at, l.status, t.source FROM lead l
               LEFT JOIN touch t ON t.touch_id = l.touch_id WHERE l.person_id = $1 ORDER BY l.id DESC LIMIT 1";
    let lead = conn.query_opt(sql, &[person.into()], |row| {
        Ok(Lead {
            id: row.get(0)?,
            opened_at: Timestamp::from_micros(row.get(1)?),
            closed_at: row.get::<Option<i64>>(2)?.map(Timestamp::from_micros),
            status: row.get(3)?,
            source: row.get(4)?,
        })
    })?;
    let sql = "SELECT id, opened_at, lead_id, reason FROM customer WHERE person_id = $1 ORDER BY id DESC LIMIT 1";
    let customer = conn.query_opt(sql, &[person.into()], |row| {
        let opened_at = Timestamp::from_micros(row.get(1)?);
        Ok(Customer {
            id: row.get(0)?,
            opened_at,
            lead_id: row.get(2)?,
            reason: row.get(3)?,
        })
    })?;
    Ok((lead, customer))
}

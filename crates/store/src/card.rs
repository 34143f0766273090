//! The lead card and the customer card: separate records, linked both ways.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};

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
    /// When the customer card was opened, and the key of the stage that opened it; without a key the
    /// one that is known stays.
    pub customer: Option<(Timestamp, Option<&'a str>)>,
    /// Whether there may be a lead card already. Most people who get one are new, and are spared the
    /// search.
    pub may_have_lead: bool,
    /// Whether there may be a customer card already.
    pub may_have_customer: bool,
}

/// Brings the cards of a person in line with the score state; a card that a late interaction or an
/// undone merge no longer supports is taken away.
///
/// # Errors
/// Those of the database.
pub fn cards_settle_in_txn(conn: &mut Conn, cards: &Cards) -> Result<()> {
    settle_lead(conn, cards)?;
    settle_customer(conn, cards)
}

fn settle_lead(conn: &mut Conn, cards: &Cards) -> Result<()> {
    let Some(at) = cards.lead_at else {
        if cards.may_have_lead {
            let sql = "DELETE FROM lead WHERE person_id = $1";
            conn.execute(sql, &[cards.person.into()])?;
        }
        return Ok(());
    };
    let won = cards.customer.as_ref().map(|(at, _)| at.as_micros());
    let status = if won.is_some() { "won" } else { "open" };
    let params = [
        cards.person.into(),
        at.as_micros().into(),
        won.into(),
        status.into(),
    ];
    // A touch that came after the card was opened did not win it.
    const TOUCH: &str = "CASE WHEN p.first_touch_at <= $2 THEN p.first_touch_id END";
    let sql = format!(
        "UPDATE lead SET opened_at = $2, closed_at = $3, status = $4,
         touch_id = (SELECT {TOUCH} FROM person p WHERE p.person_id = $1) WHERE person_id = $1"
    );
    if !cards.may_have_lead || conn.execute(&sql, &params)? == 0 {
        let sql = format!(
            "INSERT INTO lead (id, person_id, opened_at, closed_at, status, touch_id)
             SELECT (SELECT coalesce(max(id), 0) + 1 FROM lead), p.person_id, $2, $3, $4, {TOUCH}
             FROM person p WHERE p.person_id = $1"
        );
        conn.execute(&sql, &params)?;
    }
    Ok(())
}

fn settle_customer(conn: &mut Conn, cards: &Cards) -> Result<()> {
    let Some((at, reason)) = cards.customer else {
        if cards.may_have_customer {
            let person = [cards.person.into()];
            conn.execute("DELETE FROM customer WHERE person_id = $1", &person)?;
            let sql = "UPDATE lead SET customer_id = NULL WHERE person_id = $1";
            conn.execute(sql, &person)?;
        }
        return Ok(());
    };
    let params = [cards.person.into(), at.as_micros().into(), reason.into()];
    if conn.execute(
        "UPDATE customer SET opened_at = $2, reason = coalesce($3, reason) WHERE person_id = $1",
        &params,
    )? == 0
    {
        let sql = "INSERT INTO customer (id, person_id, opened_at, reason)
                   SELECT coalesce(max(id), 0) + 1, $1, $2, coalesce($3, '') FROM customer";
        conn.execute(sql, &params)?;
    }
    let pair = [cards.person.into()];
    conn.execute("UPDATE customer SET lead_id = (SELECT max(l.id) FROM lead l WHERE l.person_id = $1) WHERE person_id = $1", &pair)?;
    conn.execute(
        "UPDATE lead SET customer_id = (SELECT max(c.id) FROM customer c WHERE c.person_id = $1) WHERE person_id = $1",
        &pair,
    )?;
    Ok(())
}

/// Takes away the cards of a person who became part of another: the winner's cards go on. Undoing
/// the merge opens them again from the history, under new numbers.
///
/// # Errors
/// Those of the database.
pub fn cards_fold_in_txn(conn: &mut Conn, loser: i64) -> Result<()> {
    cards_settle_in_txn(
        conn,
        &Cards {
            person: loser,
            lead_at: None,
            customer: None,
            may_have_lead: true,
            may_have_customer: true,
        },
    )
}

/// The lead card and the customer card of a person.
///
/// # Errors
/// Those of the database.
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

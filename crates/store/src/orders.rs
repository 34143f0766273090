//! What is said about orders, by person and order: which rows of the timeline are purchases follows
//! from it.

use std::collections::HashMap;

use ripen_domain::interaction::order::{Said, Statement, currency};
use ripen_domain::interaction::{Properties, Verdict};
use ripen_domain::time::Timestamp;

use crate::access::KeyKind;
use crate::engine::{Conn, Error, Param, Result, Row};

/// A statement about an order, as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderStatement {
    /// Whose order it is.
    pub person: i64,
    /// The person that the identifier of the interaction was first given to.
    pub home: i64,
    /// Number of the order.
    pub order: String,
    /// What was said.
    pub statement: Statement,
    /// What its row of the timeline holds: number of the kind, and amount.
    pub shown: (i64, Option<f64>),
}

/// Adds statements; those that are there already stay.
pub fn order_statement_insert_in_txn(conn: &mut Conn, all: &[OrderStatement]) -> Result<()> {
    let rows = all.iter().map(|one| {
        vec![
            Param::Int(one.person),
            (&one.order).into(),
            one.statement.at.as_micros().into(),
            one.statement.seq.into(),
            Param::Int(one.home),
            one.statement.said.code().into(),
            one.statement.amount.into(),
            one.statement.refund.as_ref().into(),
            i64::from(one.statement.claimed).into(),
        ]
    });
    let columns = [
        "person_id",
        "order_id",
        "at",
        "seq",
        "home",
        "said",
        "amount",
        "refund_id",
        "claimed",
    ];
    let rows: Vec<Vec<Param>> = rows.collect();
    conn.insert("order_statement", &columns, &rows, "ON CONFLICT DO NOTHING")
}

/// Those of these log positions whose interactions came by a browser's key.
pub fn claimed_among(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<i64>> {
    let any = conn.any("i.seq", 2);
    let sql = format!(
        "SELECT i.seq FROM interaction i JOIN write_key k ON k.id = i.source_id WHERE k.kind = $1 AND {any}"
    );
    let browser = KeyKind::Browser.name();
    conn.query(&sql, &[browser.into(), seqs.into()], |row| row.get(0))
}

const COLUMNS: &str = "o.person_id, o.home, o.order_id, o.at, o.seq, o.said, o.amount, o.refund_id, t.verdict, t.kind_id, t.amount, o.claimed, t.properties";
/// The row of the timeline that a statement is.
const OF_ROW: &str = "t.person_id = o.person_id AND t.at = o.at AND t.seq = o.seq";

/// Orders that are asked for in one statement.
const CHUNK: usize = 100;

/// What was said about these orders, each with the person whose order it is.
pub fn order_statements(conn: &mut Conn, orders: &[(i64, &str)]) -> Result<Vec<OrderStatement>> {
    let mut all = Vec::new();
    for chunk in orders.chunks(CHUNK) {
        // Few different texts of the statement; nobody has the number 0.
        let many = if chunk.len() <= 4 { 4 } else { CHUNK };
        let padded = chunk.iter().chain(std::iter::repeat(&(0, ""))).take(many);
        let params: Vec<Param> = padded
            .flat_map(|(person, order)| [Param::Int(*person), Param::from(*order)])
            .collect();
        let places = (0..many).map(|nth| format!("(${}, ${})", 2 * nth + 1, 2 * nth + 2));
        let places: Vec<String> = places.collect();
        let pairs =
            places
                .join(", ")
                .replacen("($1, $2)", "(CAST($1 AS BIGINT), CAST($2 AS TEXT))", 1);
        // Cross joins, so that what is asked for comes first whatever planners think of it.
        let sql = format!(
            "WITH page (person_id, order_id) AS (VALUES {pairs})
             SELECT {COLUMNS} FROM page CROSS JOIN order_statement o CROSS JOIN timeline t
             WHERE {OF_ROW} AND o.person_id = page.person_id AND o.order_id = page.order_id"
        );
        all.extend(conn.query(&sql, &params, read)?);
    }
    Ok(all)
}

/// What was said about all orders of these people.
pub fn order_statements_of(conn: &mut Conn, people: &[i64]) -> Result<Vec<OrderStatement>> {
    let any = conn.any("o.person_id", 1);
    let sql = format!(
        "SELECT {COLUMNS} FROM order_statement o CROSS JOIN timeline t WHERE {OF_ROW} AND {any}"
    );
    conn.query(&sql, &[people.into()], read)
}

fn read(row: &Row) -> Result<OrderStatement> {
    let said = Said::from_code(row.get(5)?);
    let said = said.ok_or_else(|| Error::Corrupt("what was said about an order".into()))?;
    let properties: Option<String> = row.get(12)?;
    Ok(OrderStatement {
        person: row.get(0)?,
        home: row.get(1)?,
        order: row.get(2)?,
        statement: Statement {
            at: Timestamp::from_micros(row.get(3)?),
            seq: row.get(4)?,
            said,
            amount: row.get(6)?,
            currency: currency(said, &Properties::from_packed(properties.as_deref())),
            refund: row.get(7)?,
            verdict: Verdict::from_code(row.get(8)?).unwrap_or_default(),
            claimed: row.get::<i64>(11)? != 0,
        },
        shown: (row.get(9)?, row.get(10)?),
    })
}

/// What a row of the timeline is to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// Whose row it is.
    pub person: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Its log position.
    pub seq: i64,
    /// Number of its kind.
    pub kind_id: i64,
    /// Its amount.
    pub amount: Option<f64>,
}

/// Changes kind and amount of rows of the timeline.
pub fn timeline_show_in_txn(conn: &mut Conn, rows: &[Shown]) -> Result<()> {
    let sql = "UPDATE timeline SET kind_id = $4, amount = $5 WHERE person_id = $1 AND at = $2 AND seq = $3";
    for row in rows {
        let params = [
            row.person.into(),
            row.at.as_micros().into(),
            row.seq.into(),
            row.kind_id.into(),
            row.amount.into(),
        ];
        conn.run(sql, &params)?;
    }
    Ok(())
}

/// The next people after a number, by number; merged ones have no history and are among them.
pub fn person_next(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "SELECT person_id FROM person WHERE person_id > $1 ORDER BY person_id LIMIT $2";
    conn.query(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Statements grouped by person and order.
pub type ByOrder = HashMap<(i64, String), Vec<OrderStatement>>;

/// Puts statements about the same order of the same person together.
pub fn by_order(statements: Vec<OrderStatement>) -> ByOrder {
    let mut orders = ByOrder::new();
    for one in statements {
        let order = (one.person, one.order.clone());
        orders.entry(order).or_default().push(one);
    }
    orders
}

//! People with what they state of their company.

use ripen_domain::company::{Said, Stated};
use ripen_domain::profile::field;

use crate::engine::{Conn, Param, Result, Row};
use crate::people::person::authority_of;

/// Somebody with what they state of their company, and what they are told by.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Number of the person.
    pub person: i64,
    /// What they state.
    pub stated: Stated,
    /// What tells their company.
    pub company: Option<String>,
    /// The id that the business gives their company, as the row has it.
    pub id: Option<String>,
    /// With which authority the fields of the row were said.
    pub authorities: i64,
}

const MEMBER: &str =
    "SELECT person_id, company_id, company, email_domain, company_key, authority FROM person";

fn member(row: &Row) -> Result<Member> {
    let authorities = row.get(5)?;
    let said = |column, field| -> Result<Option<Said>> {
        let text = row.text(column)?;
        Ok(text.map(|text| (text, authority_of(authorities, field))))
    };
    Ok(Member {
        person: row.get(0)?,
        stated: Stated::new(
            said(1, field::COMPANY_ID)?,
            said(2, field::COMPANY)?,
            said(3, field::EMAIL)?,
        ),
        company: row.get(4)?,
        id: row.get(1)?,
        authorities,
    })
}

/// People of a company with numbers above `after`, by number.
pub fn company_members(
    conn: &mut Conn,
    company: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Member>> {
    let sql =
        format!("{MEMBER} WHERE company_key = $1 AND person_id > $2 ORDER BY person_id LIMIT $3");
    let params = [company.into(), after.into(), limit.into()];
    conn.query(&sql, &params, member)
}

/// People with numbers above `after`, by number.
pub fn members_next(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Member>> {
    let sql = format!("{MEMBER} WHERE person_id > $1 ORDER BY person_id LIMIT $2");
    conn.query(&sql, &[after.into(), limit.into()], member)
}

/// Writes what tells the companies of people.
pub fn person_company_set_in_txn(conn: &mut Conn, keys: &[(i64, Option<&str>)]) -> Result<()> {
    let rows = keys.iter();
    let rows = rows.map(|(person, company)| vec![Param::Int(*person), (*company).into()]);
    let rows: Vec<Vec<Param>> = rows.collect();
    conn.update("person", &["person_id", "company_key"], &rows, "")?;
    Ok(())
}

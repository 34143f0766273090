//! Taking apart what one interaction joined, where no two people existed before.

use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::field;
use ripen_domain::time::Timestamp;

use crate::access::KeyKind;
use crate::engine::{Conn, Param, Result, Row};
use crate::identity::contact_share_in_txn;
use crate::identity::merge::{NewMerge, TakenBack, merge_insert_in_txn, stray_remove_in_txn};

/// What an interaction names, as far as it tells whose it is.
const NAMED: &str = "i.seq, i.user_id, i.email, i.phone, i.anonymous_id, i.previous_id, i.traits";

fn named(row: &Row) -> Result<(i64, Interaction)> {
    let interaction = Interaction {
        user_id: row.get(1)?,
        email: row.get(2)?,
        phone: row.get(3)?,
        anonymous_id: row.get(4)?,
        previous_id: row.get(5)?,
        traits: row.get(6)?,
        ..Interaction::default()
    };
    Ok((row.get(0)?, interaction))
}

/// What the interactions name that gave a home of a person its identifiers.
pub fn log_named(conn: &mut Conn, person: i64, home: i64) -> Result<Vec<(i64, Interaction)>> {
    let sql = format!(
        "SELECT {NAMED} FROM identifier l JOIN interaction i ON i.seq = l.seq WHERE l.person_id = $1 AND l.home = $2"
    );
    conn.query(&sql, &[person.into(), home.into()], named)
}

/// A name, or half of one, that the business gave somebody.
#[derive(Debug)]
pub struct NameSaid {
    /// The name.
    pub name: String,
    /// The interaction that gave it.
    pub seq: i64,
    /// What that one names.
    pub named: Interaction,
}

/// How many names of one person are looked at: a till and a shared account have thousands.
const NAMES_SAID: i64 = 64;

/// The first names that the business gave a person, oldest first, at most 64: what came by a browser's key is no word
/// of its.
pub fn names_said(conn: &mut Conn, person: i64) -> Result<Vec<NameSaid>> {
    names(conn, person, &format!("ORDER BY p.seq LIMIT {NAMES_SAID}"))
}

/// The name that the business gave a person last.
pub fn name_said_last(conn: &mut Conn, person: i64) -> Result<Option<String>> {
    let last = names(conn, person, "ORDER BY p.seq DESC LIMIT 1")?.pop();
    Ok(last.map(|said| said.name))
}

fn names(conn: &mut Conn, person: i64, order: &str) -> Result<Vec<NameSaid>> {
    let sql = format!(
        "SELECT {NAMED}, p.value FROM profile_change p JOIN interaction i ON i.seq = p.seq
         WHERE p.person_id = $1 AND {} AND p.value IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM write_key k WHERE k.id = i.source_id AND k.kind = $3)
         {order}",
        conn.any("p.field", 2)
    );
    let browser = KeyKind::Browser.name();
    let fields = field::NAMES.as_slice();
    let params = [person.into(), fields.into(), browser.into()];
    conn.query(&sql, &params, |row| {
        let (seq, named) = named(row)?;
        let name = row.get(7)?;
        Ok(NameSaid { name, seq, named })
    })
}

/// The companies that a person was said to be of, by whomever.
pub fn companies_said(conn: &mut Conn, person: i64) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT value FROM profile_change WHERE person_id = $1 AND field = $2 AND value IS NOT NULL";
    let params = [person.into(), field::COMPANY.into()];
    conn.query(sql, &params, |row| row.get(0))
}

/// Hands out what the interactions of a person that came by identifiers of a home name, one by one.
///
/// # Errors
/// Those of the database and of `each`.
pub fn timeline_named(
    conn: &mut Conn,
    (person, home): (i64, i64),
    mut each: impl FnMut(i64, &Interaction),
) -> Result<()> {
    let sql = format!(
        "SELECT {NAMED} FROM timeline t JOIN interaction i ON i.seq = t.seq WHERE t.person_id = $1 AND t.home = $2"
    );
    conn.for_each(&sql, &[person.into(), home.into()], |row| {
        let (seq, interaction) = named(row)?;
        each(seq, &interaction);
        Ok(())
    })
}

/// What is to be taken apart.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    /// Who has it, and the home of the identifiers.
    pub from: Held,
    /// Who is to have it. Where nobody else is, the number of a person of their own is the position of the
    /// interaction that joined it.
    pub to: Held,
    /// The interaction that joined it.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Why it was joined.
    pub evidence: &'a str,
    /// The identifiers that go.
    pub identifiers: &'a [Identifier],
    /// The interactions that go, by position.
    pub interactions: &'a [i64],
    /// Contact points that both sides have: they stay, and are shared.
    pub shared: &'a [Identifier],
    /// Contact points that stay, whatever said them.
    pub stay: &'a [Identifier],
    /// Whether only a key that everybody can read had joined it.
    pub claimed: bool,
    /// Whether who had the contact points goes on showing them: they gave them all the same.
    pub shows: bool,
}

/// Gives identifiers and interactions to another person, with what they say; the two are never merged by
/// themselves again if a hand takes them apart. Both are to be scored afterwards.
pub fn person_split_in_txn(conn: &mut Conn, split: &Split, by: TakenBack) -> Result<()> {
    let (from, to) = (split.from, split.to);
    let moved = "SET person_id = $1, home = $2 WHERE person_id = $3 AND home = $4";
    let held = [
        to.person.into(),
        to.home.into(),
        from.person.into(),
        from.home.into(),
    ];
    changes_move_in_txn(conn, split, moved, &held)?;
    // What the other gave as well is theirs already.
    let sql = format!(
        "DELETE FROM contact_share WHERE person_id = $1 AND home = $2 AND {}
         AND EXISTS (SELECT 1 FROM contact_share o WHERE o.kind = contact_share.kind AND o.value = contact_share.value AND o.home = $4)",
        conn.any("seq", 3)
    );
    let params = [
        from.person.into(),
        from.home.into(),
        split.interactions.into(),
        to.home.into(),
    ];
    conn.run(&sql, &params)?;
    for table in ["timeline", "contact_share", "order_statement"] {
        let any = conn.any("seq", 5);
        let sql = format!("UPDATE {table} {moved} AND {any}");
        let params = [&held[..], &[split.interactions.into()]].concat();
        conn.run(&sql, &params)?;
    }
    for one in split.identifiers {
        let sql = "UPDATE identifier SET person_id = $1, home = $2 WHERE kind = $3 AND value = $4";
        let params = [
            to.person.into(),
            to.home.into(),
            one.kind.code().into(),
            (&one.value).into(),
        ];
        conn.run(sql, &params)?;
    }
    for contact in split.shared {
        share(conn, contact, split, to)?;
    }
    stray_remove_in_txn(conn, from.person)?;
    stray_remove_in_txn(conn, to.person)?;
    let merge = NewMerge {
        winner: from.person,
        loser: to.person,
        at: split.at,
        seq: split.seq,
        evidence: split.evidence,
        accepted_by: None,
        claimed: split.claimed,
    };
    merge_insert_in_txn(conn, &merge, Some(by))?;
    let pair = ((from.person, from.home), (to.person, to.home));
    by.settle_pair_in_txn(conn, pair, split.evidence)
}

/// Moves what the interactions say of the profile, and each contact point to where it is held: it says
/// whom it reaches, whoever said it.
fn changes_move_in_txn<'a>(
    conn: &mut Conn,
    split: &'a Split,
    moved: &str,
    held: &[Param<'a>],
) -> Result<()> {
    let values = |identifiers: &'a [Identifier], kind| -> Vec<&'a str> {
        let of_kind = identifiers.iter().filter(|one| one.kind == kind);
        of_kind.map(|one| one.value.as_str()).collect()
    };
    let contacts = [IdentifierKind::Email, IdentifierKind::Phone];
    let stay = contacts.map(|kind| values(split.stay, kind));
    let any = conn.any("seq", 5);
    let mut sql = format!("UPDATE profile_change {moved} AND {any}");
    let mut params = [held, &[split.interactions.into()]].concat();
    for (kind, stay) in contacts.into_iter().zip(&stay) {
        if !stay.is_empty() {
            let (fields, values) = (params.len() + 1, params.len() + 2);
            let (fields, values) = (conn.any("field", fields), conn.any("value", values));
            // What takes a value away has none.
            sql += &format!(" AND NOT ({fields} AND value IS NOT NULL AND {values})");
            params.push(contact_fields(kind).into());
            params.push(stay.as_slice().into());
        }
    }
    conn.run(&sql, &params)?;
    for kind in contacts {
        let go = values(split.identifiers, kind);
        if !go.is_empty() && !split.shows {
            let (fields, values) = (conn.any("field", 5), conn.any("value", 6));
            let sql = format!("UPDATE profile_change {moved} AND {fields} AND {values}");
            let params = [held, &[contact_fields(kind).into(), go.as_slice().into()]].concat();
            conn.run(&sql, &params)?;
        }
    }
    Ok(())
}

/// The fields of a profile that name a contact point of a kind.
pub(crate) fn contact_fields(kind: IdentifierKind) -> &'static [&'static str] {
    match kind {
        IdentifierKind::Email => &["email", "email_2", "email_3", "email_4", "email_5"],
        IdentifierKind::Phone => &["phone", "phone_2", "phone_3", "phone_4"],
        IdentifierKind::UserId | IdentifierKind::AnonymousId => &[],
    }
}

/// Takes contact points from a person that nothing came by: from now on they are shared, and whoever gives
/// them next holds them.
pub fn contact_release_in_txn(conn: &mut Conn, split: &Split) -> Result<()> {
    for contact in split.identifiers {
        let sql = "DELETE FROM identifier WHERE kind = $1 AND value = $2";
        conn.run(sql, &[contact.kind.code().into(), (&contact.value).into()])?;
        share(conn, contact, split, split.from)?;
    }
    Ok(())
}

fn share(conn: &mut Conn, contact: &Identifier, split: &Split, held: Held) -> Result<()> {
    contact_share_in_txn(conn, contact, held, split.at, split.seq)
}

//! The plans of what is asked about who is who, and of the page of one person.

use ripen_domain::identity::resolve::{Held, Resolver};
use ripen_domain::identity::{Identifier, IdentifierKind};

use super::now;
use super::plans::{PEOPLE, fill, full_scans, report};
use crate::engine::{Conn, Param, Result};
use crate::identity::merge::{merge_list, merged_visitors};
use crate::identity::pair::parted_from;
use crate::identity::split::names_said;
use crate::identity::{Link, identifier_link_in_txn, identity_load, identity_load_devices};
use crate::people::timeline::timelines_since;

/// A visitor of each person who became known, and their device.
fn fill_visitors(conn: &mut Conn) -> Result<()> {
    let device = |id: i64| Link {
        identifier: Identifier {
            kind: IdentifierKind::AnonymousId,
            value: format!("device {id}"),
        },
        held: Held {
            person: id,
            home: id,
        },
        at: now(),
        seq: id,
        evidence: IdentifierKind::AnonymousId,
        shared: false,
        bond: None,
    };
    identifier_link_in_txn(conn, &(1..=PEOPLE).map(device).collect::<Vec<_>>())?;
    let at = now().as_micros();
    let merge = |id: i64| {
        let evidence = "anonymous_id".into();
        let loser = PEOPLE + id;
        vec![
            id.into(),
            at.into(),
            id.into(),
            loser.into(),
            id.into(),
            evidence,
        ]
    };
    let merges: Vec<Vec<Param>> = (1..=PEOPLE).map(merge).collect();
    let columns = ["id", "at", "winner", "loser", "seq", "evidence"];
    conn.insert("person_merge", &columns, &merges, "")?;
    conn.execute_script("ANALYZE")
}

fn questions(conn: &mut Conn) -> Result<String> {
    fill(conn)?;
    fill_visitors(conn)?;
    // What one person has is sorted, rather than a whole table gone through in its order.
    let sorted = conn.only_here("", "SET LOCAL enable_sort = on").to_owned();
    conn.execute_script(&sorted)?;
    let mut all = String::new();
    let address = Identifier {
        kind: IdentifierKind::Email,
        value: "nobody.yet@firma.example".into(),
    };
    report(conn, &mut all, "identity_load, claimed", |conn| {
        identity_load(conn, &[&address]).map(drop)
    })?;
    report(conn, &mut all, "identity_load_devices", |conn| {
        identity_load_devices(conn, &mut Resolver::default(), &[1, 2, 3])
    })?;
    report(conn, &mut all, "names_said", |conn| {
        names_said(conn, 7).map(drop)
    })?;
    report(conn, &mut all, "parted_from", |conn| {
        parted_from(conn, 7).map(drop)
    })?;
    report(conn, &mut all, "merge_list", |conn| {
        merge_list(conn, 7).map(drop)
    })?;
    report(conn, &mut all, "merged_visitors", |conn| {
        merged_visitors(conn, 7).map(drop)
    })?;
    report(conn, &mut all, "timelines_since", |conn| {
        timelines_since(conn, &[(1, now()), (2, now())]).map(drop)
    })?;
    Ok(all)
}

#[test]
fn questions_about_identity_go_by_an_index() {
    for db in crate::testing::databases() {
        let report = db.db.write(questions).expect("the queries run");
        assert_eq!(full_scans(&report), Vec::<&str>::new(), "{report}");
        insta::assert_snapshot!(format!("identity_{}", db.db.engine()), report);
    }
}

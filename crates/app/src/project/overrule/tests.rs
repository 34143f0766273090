//! What it costs to take much out of one person.

use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::{Interaction, kind};
use ripen_domain::time::Span;
use ripen_store::access::KeyKind;
use ripen_store::identity::identity_load;
use ripen_store::log::{follower_position, log_read};
use ripen_store::testing::databases;

use crate::capture::Captured;
use crate::clock;
use crate::project::{FOLLOWER, batch};
use crate::ripen::{Options, Ripen};

/// More than the histories that one transaction goes through.
const CONTESTED: i64 = 40;

fn said(source_id: i64, nth: i64, user: &str, phone: i64) -> Interaction {
    let at = clock::now() - Span::hours(200 - nth);
    Interaction {
        message_id: format!("{source_id}-{nth}"),
        source_id,
        kind: kind::IDENTIFIED.into(),
        at,
        received_at: at,
        user_id: Some(user.into()),
        phone: Some(format!("+420222333{phone:03}")),
        body: "{}".into(),
        ..Interaction::default()
    }
}

/// One history is gone through, and everybody is scored once: so it needs no second transaction.
#[test]
fn whatever_is_contested_of_one_person_is_taken_out_in_one_go() {
    for db in databases() {
        let app = Ripen::open(db.db.clone(), Options::default()).expect("it opens");
        let key = |kind| app.write_key_create("Key", kind).expect("a write key").0;
        let (server, browser) = (key(KeyKind::Server), key(KeyKind::Browser));
        let append = |good: Vec<Interaction>| {
            let captured = Captured {
                good,
                ..Captured::default()
            };
            app.append(captured).expect("they are appended");
        };
        let claim = |nth| said(browser, nth, "att", nth);
        append((0..CONTESTED).map(claim).collect());
        app.project_all().expect("it is projected");
        let mut statements = Vec::new();
        for nth in 0..CONTESTED {
            statements.push(said(server, nth, &format!("real{nth}"), nth));
            // More is claimed meanwhile.
            statements.push(said(browser, CONTESTED + nth, "att", CONTESTED + nth));
        }
        append(statements);
        let (position, log) = app
            .db
            .read(|conn| {
                let position = follower_position(conn, FOLLOWER)?;
                Ok((position, log_read(conn, position, 1_000)?))
            })
            .expect("the log is read");
        let done = batch::project_batch(&app, position, &log).expect("it is projected");
        assert_eq!((done, log.len()), (log.len(), 2 * CONTESTED as usize));
        let phone = |nth| Identifier {
            kind: IdentifierKind::Phone,
            value: format!("+420222333{nth:03}"),
        };
        let user = |name: &str| Identifier {
            kind: IdentifierKind::UserId,
            value: name.to_owned(),
        };
        let holder = |one: Identifier| {
            let held = db
                .db
                .read(|conn| Ok(identity_load(conn, &[&one])?.holder(&one)));
            held.expect("it is read").expect("somebody holds it")
        };
        let claimer = holder(user("att"));
        for nth in 0..CONTESTED {
            let real = holder(user(&format!("real{nth}")));
            assert_eq!(holder(phone(nth)), real);
            assert_ne!(real, claimer);
            assert_eq!(holder(phone(CONTESTED + nth)), claimer);
        }
        app.stop();
    }
}

//! What a server says of an identifier goes before what a browser's key claimed, whichever comes first.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use ripen_domain::identity::IdentifierKind::{self, AnonymousId, Email, Phone, UserId};
use ripen_domain::profile::field;
use ripen_domain::time::{Span, Timestamp};
use ripen_store::identity::merge::Merge;
use serde_json::{Value, json};

use crate::claims::found_by;
use crate::snapshot::snapshot;
use crate::support::{
    Bench, hours_ago, identify, on_every_database, on_pairs_of_databases, page, track, with_visitor,
};

const X: &str = "x@firma.example";

fn says(user: Option<&str>, visitor: Option<&str>, mail: Option<&str>, hours: i64) -> Value {
    let traits = mail.map_or(json!({}), |mail| json!({"email": mail}));
    let id = format!("{user:?}-{visitor:?}-{mail:?}-{hours}");
    let mut event = identify("", user, traits, hours);
    event["messageId"] = id.into();
    with_visitor(event, visitor.map_or(Value::Null, Value::from))
}

fn mail(bench: &Bench, value: &str) -> i64 {
    let holder = bench.holder(Email, value);
    holder.unwrap_or_else(|| panic!("somebody has {value}"))
}

fn suggested(bench: &Bench, person: i64) -> Vec<i64> {
    let all = bench.person(person).suggestions;
    all.into_iter().map(|one| one.person).collect()
}

fn taken_back(bench: &Bench, person: i64) -> Vec<Merge> {
    let merges = bench.person(person).merges;
    let taken = merges
        .into_iter()
        .filter(|merge| merge.overruled_by.is_some());
    taken.collect()
}

fn shown_mail(bench: &Bench, person: i64) -> Option<String> {
    let person = bench.person(person).listed.person;
    person.profile.text(field::EMAIL).map(str::to_owned)
}

/// Who has the address in the end, and what remains between the two.
fn check(bench: &Bench) {
    let (one, other) = (bench.user("real"), bench.user("att"));
    assert_eq!(mail(bench, X), one);
    assert_ne!(one, other);
    assert_eq!(suggested(bench, other), [one]);
    assert_eq!(suggested(bench, one), [other]);
    assert_eq!(shown_mail(bench, one).as_deref(), Some(X));
    // Nothing that is claimed takes it away again, and a hand may still join them.
    bench
        .app
        .suggestion_accept(one, other, "Jana")
        .expect("it is accepted");
    assert_eq!(bench.user("att"), bench.user("real"));
}

#[test]
fn an_address_that_only_a_browser_claimed_goes_to_whom_the_server_names() {
    on_every_database(|bench| {
        let browser = bench.browser();
        bench.feed_from(
            browser,
            &[
                says(Some("att"), None, Some(X), 90),
                track("att", "Signed Up", json!({}), 89),
            ],
        );
        // What comes by the address alone is of whoever has it.
        bench.feed(&[says(None, None, Some(X), 80)]);
        let att = bench.user("att");
        assert_eq!(bench.person(att).entries, 3);
        bench.feed(&[says(Some("real"), None, Some(X), 70)]);
        assert_eq!(bench.person(att).entries, 2);
        assert_eq!(bench.person(bench.user("real")).entries, 2);
        assert_eq!(shown_mail(bench, att), None);
        assert_eq!(taken_back(bench, att).len(), 1);
        assert!(taken_back(bench, att)[0].claimed);
        bench.feed_from(browser, &[says(Some("att"), None, Some(X), 60)]);
        check(bench);
    });
}

#[test]
fn a_user_who_claimed_a_known_contact_is_taken_out_of_it() {
    for known_before in [false, true] {
        on_every_database(|bench| {
            let browser = bench.browser();
            bench.feed(&[says(None, None, Some(X), 90), page("w", "/a", 89)]);
            // A visitor fills in a form: that is the contact.
            bench.feed_from(browser, &[says(None, Some("w"), Some(X), 88)]);
            let contact = mail(bench, X);
            assert_eq!(bench.visitor("w"), contact);
            if known_before {
                bench.feed_from(
                    browser,
                    &[page("c", "/b", 87), says(Some("att"), Some("c"), None, 86)],
                );
            }
            let known = bench.person(contact).entries;
            bench.feed_from(
                browser,
                &[
                    says(Some("att"), Some("c"), Some(X), 80),
                    page("c", "/c", 79),
                ],
            );
            assert_eq!(bench.user("att"), mail(bench, X), "a claim joins");
            bench.feed(&[says(Some("real"), None, Some(X), 70)]);
            let one = bench.user("real");
            assert_eq!(
                (bench.visitor("w"), bench.visitor("c")),
                (one, bench.user("att"))
            );
            assert_eq!(one, contact, "the contact is the one whom the server names");
            let rows = |id| bench.person(id).entries;
            assert_eq!(rows(one), known + 1);
            assert_eq!(rows(bench.user("att")), if known_before { 4 } else { 2 });
            assert_eq!(shown_mail(bench, bench.user("att")), None);
            assert_eq!(taken_back(bench, one).len(), 1);
            check(bench);
        });
    }
}

#[test]
fn what_the_server_has_said_too_is_firm() {
    on_every_database(|bench| {
        let browser = bench.browser();
        bench.feed_from(browser, &[says(Some("one"), Some("c"), Some(X), 90)]);
        bench.feed(&[says(Some("one"), None, Some(X), 80)]);
        bench.feed(&[says(Some("two"), None, Some(X), 70)]);
        assert_eq!(mail(bench, X), bench.user("one"));
        assert_ne!(bench.user("two"), bench.user("one"));
        assert_eq!(suggested(bench, bench.user("two")), [bench.user("one")]);
        assert!(taken_back(bench, bench.user("one")).is_empty());
        // So is what a hand joined.
        bench.feed_from(browser, &[says(Some("three"), None, None, 60)]);
        bench.feed(&[says(None, None, Some("y@firma.example"), 60)]);
        bench.feed_from(browser, &[json!({"type": "identify", "messageId": "p", "userId": "three", "traits": {"phone": "+420222333444"}})]);
        bench.feed(&[json!({"type": "identify", "messageId": "q", "traits": {"phone": "+420222333444", "email": "y@firma.example"}})]);
        let (three, contact) = (bench.user("three"), mail(bench, "y@firma.example"));
        assert_ne!(three, contact);
        bench
            .app
            .suggestion_accept(three, contact, "Jana")
            .expect("it is accepted");
        bench.feed(&[says(Some("four"), None, Some("y@firma.example"), 50)]);
        assert_eq!(mail(bench, "y@firma.example"), bench.user("three"));
    });
}

#[test]
fn the_same_user_id_from_the_browser_and_the_server_is_one_person() {
    on_pairs_of_databases(|bench, control| {
        for (to, first) in [(bench, true), (control, false)] {
            let browser = to.browser();
            let claim = || {
                to.feed_from(
                    browser,
                    &[page("c", "/a", 99), says(Some("u"), Some("c"), Some(X), 90)],
                )
            };
            if first {
                claim();
            }
            to.feed(&[says(Some("u"), None, Some(X), 80)]);
            if !first {
                claim();
            }
            let user = to.user("u");
            assert_eq!((mail(to, X), to.visitor("c")), (user, user));
            assert!(to.person(user).suggestions.is_empty());
            assert_eq!(to.person(user).entries, 3);
        }
    });
}

/// An address that the business has given the user since goes with them.
#[test]
fn whoever_is_taken_out_of_a_contact_takes_along_what_the_business_gave_them() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let y = "y@firma.example";
        bench.feed_from(browser, &[says(None, Some("c"), Some(X), 90)]);
        bench.feed_from(browser, &[says(Some("other"), None, Some(y), 85)]);
        bench.feed_from(browser, &[says(Some("att"), None, Some(X), 80)]);
        bench.feed(&[says(Some("att"), None, Some(y), 75)]);
        assert_eq!(
            (mail(bench, X), mail(bench, y)),
            (bench.user("att"), bench.user("att"))
        );
        bench.feed(&[says(Some("real"), None, Some(X), 70)]);
        assert_eq!(mail(bench, y), bench.user("att"));
        assert_eq!(mail(bench, X), bench.user("real"));
        assert_ne!(bench.user("att"), bench.user("real"));
    });
}

/// Who says what: by a server, or claimed; a user, a device, a contact point and a name.
#[derive(Clone, Debug)]
struct Said {
    firm: bool,
    user: Option<usize>,
    device: Option<usize>,
    contact: Option<usize>,
    name: Option<usize>,
}

/// Those of the users, and of somebody else.
const NAMES: [&str; 4] = ["Vera Malá", "Karla Velká", "Ota Černý", "Xaver Pilný"];
/// Whose each contact point is by the word of the business.
const OWNERS: [usize; 4] = [0, 1, 2, 0];

/// Two addresses, a number and the mailbox of a desk.
fn contact(at: usize, run: &str) -> (IdentifierKind, String) {
    match at {
        0 | 1 => (Email, format!("m{at}-{run}@firma.example")),
        2 => (Phone, format!("+420222{run:0>6}")),
        _ => (Email, format!("info@d{run}.firma.example")),
    }
}

/// What the server says of a contact point is always of the same user, by their name; a claim may be of anybody.
fn said() -> impl Strategy<Value = Said> {
    let name = prop::option::of(0..NAMES.len());
    let one = (any::<bool>(), 0..6_usize, 0..4_usize, 0..6_usize, name);
    one.prop_map(|(firm, user, device, contact, name)| {
        let contact = Some(contact).filter(|contact| *contact < OWNERS.len());
        let user = match (firm, contact) {
            (true, Some(contact)) => Some(OWNERS[contact]).filter(|_| user < 5),
            _ => Some(user).filter(|user| *user < 3),
        };
        let device = Some(device).filter(|device| !firm && *device < 2);
        let user = user.or((contact.is_none() && device.is_none()).then_some(0));
        let name = match firm {
            true => user.filter(|_| name.is_some()),
            false => name,
        };
        Said {
            firm,
            user,
            device,
            contact,
            name,
        }
    })
}

fn feed(bench: &Bench, browser: i64, (run, end): (&str, Timestamp), said: &[(usize, Said)]) {
    let event = |(nth, one): &(usize, Said)| {
        let name = |what: &str, at: Option<usize>| at.map(|at| format!("{what}{at}-{run}"));
        let mut event = says(
            name("u", one.user).as_deref(),
            name("c", one.device).as_deref(),
            None,
            300 - *nth as i64,
        );
        if let Some((kind, value)) = one.contact.map(|at| contact(at, run)) {
            event["traits"][kind.name()] = value.into();
        }
        if let Some(at) = one.name {
            event["traits"]["name"] = NAMES[at].into();
        }
        event["messageId"] = format!("{run}-{nth}").into();
        event["timestamp"] = (end - Span::hours(300 - *nth as i64)).to_rfc3339().into();
        event
    };
    for some in said.chunk_by(|one, next| one.1.firm == next.1.firm) {
        let events: Vec<Value> = some.iter().map(event).collect();
        let source = if some[0].1.firm { 1 } else { browser };
        let mut captured = crate::support::captured(&events);
        captured
            .good
            .iter_mut()
            .for_each(|one| one.source_id = source);
        bench.app.append(captured).expect("the events are appended");
    }
}

fn holds(bench: &Bench, run: &str, said: &[Said]) -> Result<(), TestCaseError> {
    let user = |at: usize| bench.holder(UserId, &format!("u{at}-{run}"));
    let users: Vec<i64> = (0..3).filter_map(user).collect();
    for (at, one) in users.iter().enumerate() {
        prop_assert!(!users[..at].contains(one), "two users are one: {users:?}");
    }
    let is_said = |one: &Said, at| one.firm && one.contact == Some(at) && one.user.is_some();
    for (at, owner) in OWNERS.into_iter().enumerate() {
        if said.iter().any(|one| is_said(one, at)) {
            let (kind, value) = contact(at, run);
            prop_assert_eq!(bench.holder(kind, &value), user(owner), "{}", value);
        }
    }
    for mail in 0..2 {
        let (_, address) = contact(mail, run);
        let found = found_by(bench, &address);
        for (at, one) in users.iter().enumerate() {
            let is_shown = shown_mail(bench, *one).as_ref() == Some(&address);
            prop_assert!(!is_shown || found.contains(one), "{at} shows {address}");
        }
        if said.iter().any(|one| is_said(one, mail)) {
            prop_assert_eq!(&found, &Vec::from_iter(user(mail)), "{}", address);
        }
    }
    Ok(())
}

#[test]
fn who_holds_a_contact_point_is_the_same_in_any_order_and_batches() {
    let case = prop::collection::vec(said(), 1..14);
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(24)
    };
    on_pairs_of_databases(|bench, control| {
        let (browser, _) = (bench.browser(), control.browser());
        let (runs, end) = (std::cell::Cell::new(0), hours_ago(1));
        let mut runner = TestRunner::new(config.clone());
        let outcome = runner.run(&case, |said| {
            runs.set(runs.get() + 1);
            let run = runs.get().to_string();
            let numbered: Vec<(usize, Said)> = said.iter().cloned().enumerate().collect();
            for one in numbered.chunks(1) {
                feed(bench, browser, (&run, end), one);
                bench.app.project_all().expect("it runs");
            }
            holds(bench, &run, &said)?;
            feed(control, browser, (&run, end), &numbered);
            control.app.project_all().expect("it runs");
            for (kind, what) in [(UserId, "u"), (AnonymousId, "c")] {
                for at in 0..3 {
                    let name = format!("{what}{at}-{run}");
                    prop_assert_eq!(bench.holder(kind, &name), control.holder(kind, &name));
                }
            }
            let last = 14 * 24 * 60;
            let known = |bench: &Bench| -> Vec<_> {
                let all = snapshot(bench, last).into_iter();
                all.map(|(id, one)| (id, one.identifiers, one.history, one.person.profile))
                    .collect()
            };
            let (one, other) = (known(bench), known(control));
            for (one, other) in one.iter().zip(&other) {
                prop_assert_eq!(one, other);
            }
            prop_assert_eq!(one.len(), other.len());
            // What is stored is what a replay gives.
            for (id, stored) in snapshot(bench, last) {
                let story = bench.explain(id, None);
                let state = stored.person.state;
                prop_assert_eq!(story.explanation.state.interactions, state.interactions);
                prop_assert_eq!(story.explanation.state.fit, state.fit);
            }
            Ok(())
        });
        outcome.expect("it holds in every case");
    });
}

/// However much one batch takes back, all of it is, and the batch comes to its end.
#[test]
fn much_is_taken_back_by_one_batch() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let mails = |nth: usize| format!("m{nth}@firma.example");
        let say = |user: &str, nth: usize, hours| {
            let user = format!("{user}{nth}");
            says(Some(&user), None, Some(&mails(nth)), hours)
        };
        let claims: Vec<Value> = (0..20).map(|nth| say("att", nth, 90)).collect();
        bench.feed_from(browser, &claims);
        let statements: Vec<Value> = (0..20).map(|nth| say("real", nth, 80)).collect();
        bench.feed(&statements);
        for nth in 0..20 {
            let real = bench.user(&format!("real{nth}"));
            assert_eq!(mail(bench, &mails(nth)), real);
            assert_eq!(shown_mail(bench, real), Some(mails(nth)));
            let att = bench.user(&format!("att{nth}"));
            assert_eq!(
                (shown_mail(bench, att), suggested(bench, att)),
                (None, vec![real])
            );
        }
    });
}

/// What the migration says of rows that are there already.
fn statements_of_the_migration() -> String {
    let text = include_str!("../../../store/src/schema/migrations/0017_bond.sql");
    let statements = text.split_inclusive(';').map(str::trim);
    let bare = statements.map(|one| {
        let lines = one.lines().filter(|line| !line.starts_with("--"));
        lines.collect::<Vec<_>>().join("\n")
    });
    let updates: Vec<String> = bare
        .filter(|one| one.trim().starts_with("UPDATE"))
        .collect();
    assert_eq!(
        updates.len(),
        4,
        "those of bonds, merges, addresses and numbers"
    );
    updates.join("\n")
}

/// Whom an older release made one person by a claim is taken apart like those of today.
#[test]
fn what_an_older_release_joined_by_a_claim_gives_way_as_well() {
    on_every_database(|bench| {
        let browser = bench.browser();
        bench.feed(&[
            says(None, Some("w"), Some(X), 90),
            track("att", "Signed Up", json!({}), 89),
        ]);
        bench.feed_from(browser, &[says(Some("att"), None, Some(X), 80)]);
        assert_eq!(bench.user("att"), mail(bench, X), "a claim joins");
        let before = format!(
            "UPDATE identifier SET bond = NULL;
             UPDATE person_merge SET claimed = 0;
             UPDATE profile_change SET home = (SELECT t.home FROM timeline t WHERE t.seq = profile_change.seq);
             {}",
            statements_of_the_migration()
        );
        let written = bench.db.db.write(|conn| conn.execute_script(&before));
        written.expect("the data of an older release");
        bench.feed(&[says(Some("real"), None, Some(X), 70)]);
        assert_eq!(shown_mail(bench, bench.user("att")), None);
        check(bench);
    });
}

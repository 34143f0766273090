//! Whom a claim by a browser's key makes one beside a form: the same people in every order of arrival and in every
//! batch, by the names that both are called.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::support::{Bench, on_every_database};
use crate::turns::{Said, Somebody, Told, event, people, sets};

const VERA: Said = ("u", "Vera Malá");
const PAVEL: &str = "Pavel Král";

/// By what a form names somebody, and by what a claim says that it is the user: an address, a number, a device.
const CLAIMS: [(&str, &str); 12] = [
    ("e", "ue"),
    ("p", "up"),
    ("w", "uw"),
    ("ep", "ue"),
    ("ep", "up"),
    ("ep", "uep"),
    ("ew", "ue"),
    ("ew", "uw"),
    ("ew", "uew"),
    ("pw", "up"),
    ("pw", "uw"),
    ("pw", "upw"),
];

/// Every order of so many.
fn orders(many: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    for at in 0..many {
        let longer = orders.iter().flat_map(|order: &Vec<usize>| {
            (0..=order.len()).map(move |place| {
                let mut order = order.clone();
                order.insert(place, at);
                order
            })
        });
        orders = longer.collect();
    }
    orders
}

/// Who has what once these were told, one by one or at once.
fn tell(
    bench: &Bench,
    (run, browser): (usize, i64),
    told: &[Told],
    at_once: bool,
) -> Vec<Somebody> {
    for one in told {
        let source = if one.0 { 1 } else { browser };
        bench.append_from(source, &[event(run, *one)]);
        if !at_once {
            bench.app.project_all().expect("it runs");
        }
    }
    bench.app.project_all().expect("it runs");
    let mut found = people(bench, run);
    // Whose a device is that several name hangs on who did so first.
    let names_device = |one: &&Told| one.2.0.contains('w') && one.2.0 != "w" && one.2.0 != "uw";
    if told.iter().filter(names_device).count() > 0 {
        for one in &mut found {
            one.held = one.held.replace('w', "");
        }
    }
    sets(&found)
}

/// Whatever the order and the batches: so many people, who have and show the same.
fn holds(all: &[(Vec<(bool, Said)>, usize)]) {
    on_every_database(|bench| {
        let (browser, runs) = (bench.browser(), Cell::new(0));
        let mut failed = Vec::new();
        for (said, many) in all {
            let mut outcomes: BTreeMap<Vec<Somebody>, Vec<String>> = BTreeMap::new();
            for order in orders(said.len()) {
                let told = order.iter().map(|at| (said[*at].0, *at, said[*at].1));
                let told: Vec<Told> = told.collect();
                for at_once in [false, true] {
                    runs.set(runs.get() + 1);
                    let found = tell(bench, (runs.get(), browser), &told, at_once);
                    let how = format!("{order:?} {at_once}");
                    outcomes.entry(found).or_default().push(how);
                }
            }
            if outcomes.len() > 1 || outcomes.keys().any(|found| found.len() != *many) {
                failed.push((said, outcomes));
            }
        }
        assert!(failed.is_empty(), "{} {failed:#?}", failed.len());
    });
}

#[test]
fn a_form_by_clearly_another_name_is_somebody_elses_whatever_a_claim_ties_to_the_user() {
    let mut all = Vec::new();
    for firm in [true, false] {
        for (form, claim) in CLAIMS {
            let said = vec![(firm, VERA), (false, (form, PAVEL)), (false, (claim, ""))];
            all.push((said, 2));
        }
    }
    holds(&all);
}

#[test]
fn a_form_by_no_other_name_is_the_users_whom_a_claim_ties_to_it() {
    let mut all = Vec::new();
    for firm in [true, false] {
        for (form, claim) in CLAIMS {
            for name in [VERA.1, ""] {
                // A number joins a user and an address by one name only where both are named before.
                if (form, claim, name) == ("ep", "up", VERA.1) {
                    continue;
                }
                let are_keyed = form.contains('e') && !claim.contains('e');
                let said = vec![(firm, VERA), (false, (form, name)), (false, (claim, ""))];
                all.push((said, if are_keyed { 2 } else { 1 }));
            }
        }
    }
    holds(&all);
}

#[test]
fn what_else_is_said_of_either_joins_nobody_whose_names_differ() {
    let mut all = Vec::new();
    for fourth in [(true, ("u", "")), (false, ("uw", "")), (true, ("e", ""))] {
        for (form, claim) in [("e", "ue"), ("ew", "ue"), ("ew", "uew")] {
            let said = vec![
                (true, VERA),
                (false, (form, PAVEL)),
                (false, (claim, "")),
                fourth,
            ];
            all.push((said, 2));
        }
    }
    holds(&all);
}

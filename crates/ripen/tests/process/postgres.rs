//! PostgreSQL restarted under load: refusals, then recovery, nothing lost.

use std::sync::atomic::Ordering;

use crate::cluster::Cluster;
use crate::support::{Load, Place, Program, wait_until};

#[test]
fn restarted_under_load_it_refuses_and_recovers() {
    let Some(cluster) = Cluster::start(&[]) else {
        return;
    };
    let url = cluster.url("127.0.0.1", "");
    let place = Place::Postgres(&url);
    let key = place.write_key();
    let program = Program::serve(&place);
    let load = Load::default();
    load.during((&program.address, &key, "restart"), || {
        // Once in order, once as if its machine had lost power.
        for mode in ["fast", "immediate"] {
            let before = load.count();
            wait_until("some is acknowledged", || load.count() > before + 100);
            let refused = load.refused.load(Ordering::Relaxed);
            cluster.stop(mode);
            wait_until("requests are refused", || {
                load.refused.load(Ordering::Relaxed) > refused
            });
            cluster.go_on();
            let after = load.count();
            wait_until("requests are taken again", || load.count() > after + 100);
        }
    });
    load.assert_no_strange_answers();
    program.stop();
    place.assert_kept(&load.acknowledged.lock().expect("the set"));
    println!(
        "{} acknowledged, {} refused",
        load.count(),
        load.refused.load(Ordering::Relaxed)
    );
}

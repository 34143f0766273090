//! Killed in the middle of load: nothing acknowledged is lost, nothing is counted twice.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use crate::support::{Load, Place, Program};

/// How often it is killed.
const ROUNDS: usize = 50;
/// Rounds between two full checks, which take longer than a round.
const CHECK_EVERY: usize = 10;

#[test]
fn killed_at_random_times_nothing_acknowledged_is_lost() {
    let directory = tempfile::tempdir().expect("a directory");
    let place = Place::Directory(directory.path());
    let key = place.write_key();
    let load = Load::default();
    // Where it strikes is to be another place each time; what must hold does not depend on it.
    let random = RandomState::new();
    for round in 1..=ROUNDS {
        let pause = Duration::from_millis(20 + random.hash_one(round) % 230);
        let program = Program::serve(&place);
        let address = program.address.clone();
        load.during((&address, &key, &format!("r{round}")), || {
            std::thread::sleep(pause);
            program.kill();
        });
        if round % CHECK_EVERY == 0 {
            place.assert_kept(&load.acknowledged.lock().expect("the set"));
        }
    }
    load.assert_no_strange_answers();
    println!(
        "{} messages were acknowledged in {ROUNDS} lives; all are there, none twice",
        load.count()
    );
    assert!(load.count() > 10 * ROUNDS, "{}", load.count());
    // After an orderly end everything is there as well.
    let program = Program::serve(&place);
    let address = program.address.clone();
    load.during((&address, &key, "last"), || {
        std::thread::sleep(Duration::from_millis(200))
    });
    program.stop();
    place.assert_kept(&load.acknowledged.lock().expect("the set"));
}

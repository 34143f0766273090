//! Several processes that start on the same empty database.

use std::sync::Arc;

use ripen_app::{Options, Ripen};
use ripen_store::ModelId;
use ripen_store::models::model_version_list;
use ripen_store::testing::databases;

#[test]
fn processes_that_start_together_publish_one_model() {
    for test in databases() {
        let opened: Vec<Arc<Ripen>> = std::thread::scope(|threads| {
            let start = || Ripen::open(test.db.clone(), Options::default()).expect("it opens");
            let all: Vec<_> = (0..4).map(|_| threads.spawn(start)).collect();
            let all = all.into_iter();
            all.map(|one| one.join().expect("it ends")).collect()
        });
        let versions = test
            .db
            .read(|conn| model_version_list(conn, ModelId::PRIMARY));
        assert_eq!(versions.expect("they are read").len(), 1);
        for app in opened {
            assert_eq!(app.model().expect("a model").version, 1);
            app.stop();
        }
    }
}

//! The application: what the use cases share, and its threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex, RwLock};
use ripen_domain::identity::normalize;
use ripen_domain::time::Span;
use ripen_domain::zone::Zone;
use ripen_store::log::Appended;
use ripen_store::log::intern::Names;
use ripen_store::models::model_current;
use ripen_store::{Conn, Db, ModelId, Result as StoreResult, schema_expect_current};

use crate::access::WriteKeys;
use crate::append::Appender;
use crate::capture::Captured;
use crate::capture::sites::OwnSites;
use crate::error::Result;
use crate::guard::kept_alive;
use crate::health::Watch;
use crate::live::Live;
use crate::models::InForce;
use crate::people::Everybody;
use crate::people::overview::hot::LastHot;
use crate::project::{AFTER_FAILURE, FOLLOWER, Sources, follow};
use crate::workbench::backtest::Drifts;
use crate::workbench::columns::Kept;
use crate::workbench::try_out::Before;

/// What an administrator can choose about how interactions are taken in.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Keep full addresses rather than truncated ones.
    pub full_ip: bool,
    /// Region of telephone numbers without a country code, e.g. `CZ`.
    pub region: Option<String>,
    /// Time zone of the organisation: filters and caps of the models count its days, weeks and months. That of
    /// the database when left out, UTC in a new one.
    pub time_zone: Option<Zone>,
    /// Within how long a person has to buy for it to count where probabilities are learned; chosen from
    /// the history when left out.
    pub horizon: Option<Span>,
}

/// The application.
pub struct Ripen {
    pub(crate) db: Db,
    pub(crate) appender: Appender,
    pub(crate) write_keys: WriteKeys,
    pub(crate) everybody: Everybody,
    /// How many more were hot than a day before, as it was found last.
    pub(crate) last_hot: LastHot,
    pub(crate) kept: Kept,
    pub(crate) before: Before,
    pub(crate) drifts: Drifts,
    /// The business's own domains.
    pub sites: OwnSites,
    /// What an administrator chose.
    pub options: Options,
    /// Time zone of the organisation.
    pub(crate) zone: Zone,
    /// What changed, as it happens.
    pub live: Live,
    models: RwLock<Arc<InForce>>,
    names: RwLock<Arc<Names>>,
    pub(crate) watch: Watch,
    pub(crate) sources: Sources,
    /// When the clock was last found to be behind what is stored.
    pub(crate) clock_doubted: Mutex<Option<Instant>>,
    /// Up to which number people were looked at for what is said to have happened later than now.
    pub(crate) clock_gone_through: Mutex<i64>,
    wake: Arc<Wake>,
    stopping: AtomicBool,
    threads: Mutex<Vec<JoinHandle<()>>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

/// A bell: rings are not lost between two waits.
#[derive(Default)]
struct Wake {
    rung: Mutex<bool>,
    bell: Condvar,
}

/// How soon it is noticed that the application stops.
const NAP: Duration = Duration::from_millis(50);
/// How long a stop waits for jobs that are being done.
const PATIENCE: Duration = Duration::from_secs(3);

impl Wake {
    fn ring(&self) {
        *self.rung.lock() = true;
        self.bell.notify_one();
    }

    fn wait(&self, at_most: Duration) {
        let mut rung = self.rung.lock();
        if !*rung {
            self.bell.wait_for(&mut rung, at_most);
        }
        *rung = false;
    }
}

/// The time zone that was chosen. A command that says none changes nothing: it counts the days of those before it.
fn zone_of(db: &Db, options: &Options) -> Result<Zone> {
    if let Some(zone) = &options.time_zone {
        return Ok(zone.clone());
    }
    let current = db.read(|conn| model_current(conn, ModelId::PRIMARY))?;
    Ok(current.map(|model| model.zone).unwrap_or_default())
}

impl Ripen {
    /// Opens the application on a database: migrates it, publishes the default model if there is
    /// none yet, and starts taking interactions in. Nothing is projected until
    /// [`Self::start_projection`].
    ///
    /// # Errors
    /// When the database cannot be used or the model in force cannot be read.
    pub fn open(db: Db, options: Options) -> Result<Arc<Self>> {
        db.migrate()?;
        crate::project::begin(&db)?;
        let zone = zone_of(&db, &options)?;
        let models = crate::models::load_all(&db, &zone)?;
        crate::models::entries::sweep(&db)?;
        Ok(Self::on(db, (options, zone), models))
    }

    /// Opens the application to look at what there is: nothing is migrated, published or swept.
    ///
    /// # Errors
    /// When the database is another version's, or cannot be used.
    pub fn open_to_read(db: Db, options: Options) -> Result<Arc<Self>> {
        db.read(schema_expect_current)?;
        let zone = zone_of(&db, &options)?;
        let models = crate::models::load_as_it_stands(&db, &zone)?;
        Ok(Self::on(db, (options, zone), models))
    }

    fn on(db: Db, (options, zone): (Options, Zone), models: InForce) -> Arc<Self> {
        let wake = Arc::new(Wake::default());
        let ring = wake.clone();
        let (appender, run) = Appender::new(db.clone(), move || ring.ring());
        let writer = std::thread::Builder::new()
            .name("append".into())
            .spawn(run)
            .expect("a thread can be started");
        Arc::new(Self {
            db,
            appender,
            write_keys: WriteKeys::default(),
            everybody: Everybody::default(),
            last_hot: LastHot::default(),
            kept: Kept::default(),
            before: Before::default(),
            drifts: Drifts::default(),
            sites: OwnSites::default(),
            options,
            zone,
            live: Live::default(),
            models: RwLock::new(Arc::new(models)),
            names: RwLock::default(),
            watch: Watch::default(),
            sources: Sources::default(),
            clock_doubted: Mutex::default(),
            clock_gone_through: Mutex::default(),
            wake,
            stopping: AtomicBool::new(false),
            threads: Mutex::new(vec![writer]),
            workers: Mutex::default(),
        })
    }

    /// Starts to follow the log in a thread of its own.
    pub fn start_projection(self: &Arc<Self>) {
        let app = self.clone();
        let run = move || {
            normalize::prepare();
            kept_alive(|| follow(&app), |failure| app.goes_on_after(&failure));
        };
        let thread = std::thread::Builder::new()
            .name("project".into())
            .spawn(run)
            .expect("a thread can be started");
        self.keep_thread(thread);
    }

    /// The projection died of a fault of the program; returns whether it is to be started again.
    fn goes_on_after(&self, failure: &str) -> bool {
        tracing::error!(failure, "the projection died and is started again");
        self.watch.failed(failure);
        self.wait_for_work(AFTER_FAILURE);
        !self.is_stopping()
    }

    /// Has a thread waited for when the application stops.
    pub(crate) fn keep_thread(&self, thread: JoinHandle<()>) {
        self.threads.lock().push(thread);
    }

    /// Has a thread waited for when the application stops, but not for long.
    pub(crate) fn keep_worker(&self, thread: JoinHandle<()>) {
        self.workers.lock().push(thread);
    }

    /// Stops all threads; what was handed over is written first.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.appender.close();
        self.kept.stop();
        self.wake.ring();
        for thread in std::mem::take(&mut *self.threads.lock()) {
            if thread.join().is_err() {
                tracing::error!("a thread ended with a panic");
            }
        }
        // Its connection is closed in order where that is possible: the last one takes the
        // write-ahead log away.
        let until = Instant::now() + PATIENCE;
        for worker in std::mem::take(&mut *self.workers.lock()) {
            while !worker.is_finished() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    /// Whether [`Self::stop`] was called.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Sleeps so long, or until the application stops.
    pub(crate) fn nap(&self, at_most: Duration) {
        let end = Instant::now() + at_most;
        while !self.is_stopping() && Instant::now() < end {
            std::thread::sleep(NAP.min(end - Instant::now()));
        }
    }

    /// Waits until something was appended, published or stopped, but not longer than `at_most`.
    pub(crate) fn wait_for_work(&self, at_most: Duration) {
        self.wake.wait(at_most);
    }

    /// Tells the projection that there is work.
    pub(crate) fn ring(&self) {
        self.wake.ring();
    }

    /// Hands events over to be appended; the answer comes when they are durable.
    ///
    /// # Errors
    /// [`crate::Error::Overloaded`] when too much is waiting already.
    pub fn submit(
        &self,
        captured: Captured,
    ) -> Result<tokio::sync::oneshot::Receiver<crate::append::Reply>> {
        self.appender.submit(captured)
    }

    /// Appends events and waits until they are durable. Not for asynchronous threads.
    ///
    /// # Errors
    /// As [`Self::submit`], and those of the store.
    pub fn append(&self, captured: Captured) -> Result<Vec<Appended>> {
        self.appender.append(captured)
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The models in force, as far as this process knows.
    pub(crate) fn known_models(&self) -> Arc<InForce> {
        self.models.read().clone()
    }

    /// Remembers the models in force.
    pub(crate) fn know_models(&self, fresh: Arc<InForce>) {
        *self.models.write() = fresh;
    }

    /// The names behind the numbers of the timeline, to be asked for at the beginning of a transaction and
    /// thrown away with it. Only what is new since they were last asked for is read.
    pub(crate) fn names_in_txn(&self, conn: &mut Conn) -> StoreResult<Names> {
        self.names(conn).map(|names| (*names).clone())
    }

    /// The names behind the numbers of the timeline, fresh as of this transaction.
    pub(crate) fn names(&self, conn: &mut Conn) -> StoreResult<Arc<Names>> {
        Ok(self.names_at(conn)?.0)
    }

    /// The names behind the numbers of the timeline, and how far the log was projected.
    pub(crate) fn names_at(&self, conn: &mut Conn) -> StoreResult<(Arc<Names>, i64)> {
        let known = self.names.read().clone();
        let (is_behind, position) = known.is_behind_at(conn, FOLLOWER)?;
        if !is_behind {
            return Ok((known, position));
        }
        let mut names = (*known).clone();
        names.refresh(conn)?;
        let names = Arc::new(names);
        *self.names.write() = names.clone();
        Ok((names, position))
    }
}

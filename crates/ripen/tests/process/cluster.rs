//! A PostgreSQL of a test's own.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ripen_store::testing::POSTGRES;

/// A server with a directory of its own; both go away with this value.
pub struct Cluster {
    binaries: PathBuf,
    directory: tempfile::TempDir,
    port: u16,
    /// Settings beside the usual ones.
    settings: String,
}

/// The directory of PostgreSQL's binaries.
fn binaries() -> Option<PathBuf> {
    let asked = Command::new("pg_config").arg("--bindir").output().ok();
    let told = asked.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let packaged = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let packaged = packaged.map(|version| version.path().join("bin"));
    let mut places = told
        .into_iter()
        .chain(packaged)
        .chain(["/usr/local/bin".into(), "/usr/bin".into()]);
    places.find(|place| place.join("initdb").is_file() && place.join("pg_ctl").is_file())
}

/// Whether the test runs as the superuser, as whom PostgreSQL does not run.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

/// Gives a file to whom the server runs as.
pub fn hand_over(path: &Path) {
    if is_root() {
        let given = Command::new("chown").arg("nobody").arg(path).status();
        assert!(
            given.is_ok_and(|status| status.success()),
            "{path:?} is nobody's"
        );
    }
}

impl Cluster {
    /// Starts a server with these settings. Nothing where there is no PostgreSQL on the machine.
    ///
    /// # Panics
    /// When it does not start, and when tests are to use PostgreSQL but it is not there.
    pub fn start(settings: &[String]) -> Option<Self> {
        let Some(binaries) = binaries() else {
            let asked = std::env::var(POSTGRES);
            assert!(
                asked.is_err(),
                "{POSTGRES} is set, but initdb and pg_ctl are not found"
            );
            eprintln!("skipped: PostgreSQL is not installed");
            return None;
        };
        let directory = tempfile::tempdir().expect("a directory");
        hand_over(directory.path());
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let cluster = Self {
            binaries,
            directory,
            port: free.local_addr().expect("its address").port(),
            settings: settings.iter().map(|one| format!(" -c {one}")).collect(),
        };
        drop(free);
        let data = cluster.data();
        cluster.run(
            "initdb",
            &["-D", &data, "-A", "trust", "-U", "postgres", "--no-sync"],
        );
        cluster.go_on();
        Some(cluster)
    }

    /// Its address, under a name of this machine.
    pub fn url(&self, host: &str, options: &str) -> String {
        format!("postgres://postgres@{host}:{}/postgres{options}", self.port)
    }

    /// Starts it again after [`Self::stop`].
    pub fn go_on(&self) {
        let sockets = self.directory.path().display();
        let options = format!(
            "-p {} -k {sockets} -c listen_addresses=127.0.0.1{}",
            self.port, self.settings
        );
        let (data, log) = (self.data(), self.log().display().to_string());
        self.run(
            "pg_ctl",
            &[
                "-D", &data, "-w", "-t", "60", "-o", &options, "-l", &log, "start",
            ],
        );
    }

    /// Stops it: `fast` or `immediate`, as if its machine had lost power.
    pub fn stop(&self, mode: &str) {
        self.run(
            "pg_ctl",
            &["-D", &self.data(), "-w", "-t", "60", "-m", mode, "stop"],
        );
    }

    fn data(&self) -> String {
        self.directory.path().join("data").display().to_string()
    }

    fn log(&self) -> PathBuf {
        self.directory.path().join("log")
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self.try_run(program, arguments);
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let told = fs::read_to_string(self.told()).unwrap_or_default();
        assert!(
            output.status.success(),
            "{program} {arguments:?}: {told}\n{log}"
        );
    }

    /// What the last program said.
    fn told(&self) -> PathBuf {
        self.directory.path().join("told")
    }

    /// Runs one of PostgreSQL's programs, as nobody when the test runs as the superuser.
    fn try_run(&self, program: &str, arguments: &[&str]) -> Output {
        let path = self.binaries.join(program);
        let mut command = Command::new(if is_root() {
            Path::new("runuser")
        } else {
            &path
        });
        if is_root() {
            command.args(["-u", "nobody", "--"]).arg(&path);
        }
        command.args(arguments).current_dir(self.directory.path());
        // A file, since the server keeps a pipe that it inherits open for as long as it runs.
        let told = fs::File::create(self.told()).expect("a file");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(told);
        command.output().expect("it runs")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.try_run(
            "pg_ctl",
            &["-D", &self.data(), "-w", "-m", "immediate", "stop"],
        );
    }
}

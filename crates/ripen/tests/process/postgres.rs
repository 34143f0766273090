//! PostgreSQL restarted under load: refusals, then recovery, nothing lost.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;

use crate::support::{Load, Place, Program, wait_until};

/// A PostgreSQL of one's own.
struct Cluster {
    binaries: PathBuf,
    directory: tempfile::TempDir,
    port: u16,
}

/// The directory of PostgreSQL's binaries.
fn binaries() -> Option<PathBuf> {
    let asked = Command::new("pg_config").arg("--bindir").output().ok();
    let told = asked.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let packaged = std::fs::read_dir("/usr/lib/postgresql")
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

impl Cluster {
    fn start() -> Option<Self> {
        let binaries = binaries()?;
        let directory = tempfile::tempdir().ok()?;
        // PostgreSQL does not run as the superuser; the directory is nobody's then.
        let _ = Command::new("chown")
            .arg("nobody")
            .arg(directory.path())
            .stderr(Stdio::null())
            .status();
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .ok()?
            .local_addr()
            .ok()?
            .port();
        let cluster = Self {
            binaries,
            directory,
            port,
        };
        let data = cluster.data();
        let made = cluster.run(
            "initdb",
            &["-D", &data, "-A", "trust", "-U", "postgres", "--no-sync"],
        );
        (made && cluster.control("start")).then_some(cluster)
    }

    fn data(&self) -> String {
        self.directory.path().join("data").display().to_string()
    }

    /// Runs one of PostgreSQL's programs, as nobody when the test runs as the superuser.
    fn run(&self, program: &str, arguments: &[&str]) -> bool {
        let path = self.binaries.join(program);
        let is_root = std::fs::metadata("/proc/self")
            .is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
        let mut command = Command::new(if is_root { Path::new("runuser") } else { &path });
        if is_root {
            command.args(["-u", "nobody", "--"]).arg(&path);
        }
        command.args(arguments).current_dir(self.directory.path());
        // The server keeps what it inherits open for as long as it runs.
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn control(&self, action: &str) -> bool {
        let sockets = self.directory.path().display();
        let options = format!(
            "-p {} -k {sockets} -c listen_addresses=127.0.0.1",
            self.port
        );
        let log = self.directory.path().join("log").display().to_string();
        let data = self.data();
        let mut arguments = vec!["-D", &data, "-w", "-t", "60"];
        match action {
            "start" => arguments.extend(["-o", &options, "-l", &log, "start"]),
            mode => arguments.extend(["-m", mode, "stop"]),
        }
        self.run("pg_ctl", &arguments)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.control("immediate");
    }
}

#[test]
fn restarted_under_load_it_refuses_and_recovers() {
    let Some(cluster) = Cluster::start() else {
        eprintln!("skipped: there is no PostgreSQL that could be started");
        return;
    };
    let url = format!("postgres://postgres@127.0.0.1:{}/postgres", cluster.port);
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
            assert!(cluster.control(mode), "it stops");
            wait_until("requests are refused", || {
                load.refused.load(Ordering::Relaxed) > refused
            });
            assert!(cluster.control("start"), "it starts again");
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

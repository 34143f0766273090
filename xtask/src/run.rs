//! Child processes that end when this one is told to end.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

/// Set once Ctrl-C or a request to terminate has arrived.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How often a running child is looked at.
pub const POLL: Duration = Duration::from_millis(30);

/// How long a child may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(10);

/// From here on Ctrl-C, SIGTERM and SIGHUP end the children and let every
/// guard clean up, instead of ending this process on the spot.
///
/// # Errors
/// When the handler cannot be installed.
pub fn catch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst))
        .context("cannot listen for Ctrl-C")
}

/// Whether this process was asked to end.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// A command with its arguments.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}

/// A command that runs in a folder of the checkout.
pub fn command_in(folder: &str, program: &str, args: &[&str]) -> Command {
    let mut command = command(program, args);
    command.current_dir(folder);
    command
}

/// A child with everything it started itself; ended when dropped.
pub struct Group {
    child: Child,
    stop_with: Signal,
}

impl Group {
    /// Starts the command in a process group of its own.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn start(command: &mut Command, stop_with: Signal) -> Result<Self> {
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program_of(command)))?;
        Ok(Self { child, stop_with })
    }

    /// The exit status once the child has ended.
    ///
    /// # Errors
    /// When the child cannot be waited for.
    pub fn try_wait(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits for the end of the child.
    ///
    /// # Errors
    /// When this process is asked to end meanwhile.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.try_wait()? {
                return Ok(status);
            }
            if interrupted() {
                bail!("interrupted");
            }
            sleep(POLL);
        }
    }

    /// Asks the child to end, waits, and kills it when it does not.
    pub fn stop(&mut self) {
        self.signal(self.stop_with);
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            sleep(POLL);
        }
        self.signal(Signal::SIGKILL);
        let _ = self.child.wait();
    }

    fn signal(&mut self, signal: Signal) {
        // A child that has been waited for has given its number back.
        if let (Ok(None), Ok(id)) = (self.child.try_wait(), i32::try_from(self.child.id())) {
            let _ = killpg(Pid::from_raw(id), signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs the command with its output shown; true when it succeeded.
///
/// # Errors
/// When it cannot be started, or this process is asked to end.
pub fn shown(command: &mut Command) -> Result<bool> {
    println!("$ {}", line_of(command));
    Ok(Group::start(command, Signal::SIGTERM)?.wait()?.success())
}

/// Runs the command with its output shown.
///
/// # Errors
/// When it fails.
pub fn must(command: &mut Command) -> Result<()> {
    if shown(command)? {
        return Ok(());
    }
    bail!("`{}` failed", line_of(command))
}

/// Runs the command and returns what it wrote to standard output.
///
/// # Errors
/// When it fails, with what it wrote to standard error.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", program_of(command)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    bail!("`{}` failed\n{}", line_of(command), said.trim_end())
}

/// Whether the command exists and succeeds; its output is dropped.
pub fn succeeds(program: &str, args: &[&str]) -> bool {
    command(program, args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn program_of(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// The command as one would type it.
pub fn line_of(command: &Command) -> String {
    let mut line = program_of(command);
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    match command.get_current_dir() {
        Some(folder) => format!("(cd {} && {line})", folder.display()),
        None => line,
    }
}

//! Ctrl-C and SIGTERM.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{SignalKind, signal};

/// Resolves at the first Ctrl-C or SIGTERM.
///
/// # Errors
/// When the system does not let the process listen for signals.
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// A flag that the first Ctrl-C or SIGTERM sets; the second ends the process at once.
pub fn stop_flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = flag.clone();
    std::thread::spawn(move || {
        if let Err(error) = watch(&set) {
            tracing::warn!(%error, "Ctrl-C cannot be listened for; it ends the process at once");
        }
    });
    flag
}

fn watch(set: &AtomicBool) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        asked_to_stop()?.await;
        set.store(true, Ordering::Relaxed);
        eprintln!("stopping; once more to stop at once");
        asked_to_stop()?.await;
        std::process::exit(130);
    })
}

/// Has the first Ctrl-C or SIGTERM from now on do what is left to be done, and end the process.
///
/// # Errors
/// When the system does not let the process listen for signals.
pub fn end_with(last: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    let asked = {
        let _within = runtime.enter();
        asked_to_stop()?
    };
    std::thread::spawn(move || {
        runtime.block_on(asked);
        last();
        std::process::exit(130);
    });
    Ok(())
}

//! Memory of a process, as the kernel counts it.

use std::fmt;

use anyhow::{Context, Result};

/// Memory in kilobytes.
#[derive(Clone, Copy, Debug)]
pub struct Kilobytes(pub u64);

impl Kilobytes {
    /// Megabytes.
    pub fn megabytes(self) -> f64 {
        self.0 as f64 / 1024.0
    }
}

impl fmt::Display for Kilobytes {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:.0} MB", self.megabytes())
    }
}

/// Resident memory of a process.
#[derive(Clone, Copy, Debug)]
pub struct Resident {
    /// At its peak.
    pub peak: Kilobytes,
    /// Now, pages of mapped files included.
    pub now: Kilobytes,
    /// Now, pages of mapped files only: the kernel can drop them at any time.
    pub files: Kilobytes,
}

/// Resident memory of a process: `VmHWM`, `VmRSS` and `RssFile` of its status.
pub fn resident(process: u32) -> Result<Resident> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|rest| rest.trim_start_matches(':').split_whitespace().next());
        let number = number.and_then(|number| number.parse().ok());
        number
            .map(Kilobytes)
            .with_context(|| format!("{name} of a process"))
    };
    Ok(Resident {
        peak: value("VmHWM")?,
        now: value("VmRSS")?,
        files: value("RssFile")?,
    })
}

/// Peak of this process.
pub fn own_peak() -> Result<Kilobytes> {
    Ok(resident(std::process::id())?.peak)
}

//! Work that lasts: jobs.

pub mod jobs;

//! Work that lasts: jobs.

pub mod job;
pub mod job_list;

//! Work that lasts: jobs, and the outbox that followers read.

pub mod job;
pub mod job_list;
pub mod outbox;

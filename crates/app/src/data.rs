//! Data in and out: imports, exports, the demo company, and the whole made again or held against the log.

pub mod demo;
pub mod export;
mod formula;
pub mod import;
mod rebuild;
pub mod verify;

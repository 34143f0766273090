//! Data in and out: imports under way, and what everything else follows from, copied.

pub mod copy;
pub mod imports;

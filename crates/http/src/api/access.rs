//! Who gets in: sign-in of people, write keys of sources.

pub mod keys;
pub mod session;

//! The HTTP face over a real port.

mod document;

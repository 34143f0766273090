//! The binary as a process of its own, and what may happen to it.

mod crash;
mod postgres;
mod room;
mod support;

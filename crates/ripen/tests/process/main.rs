//! The binary as a process of its own, and what may happen to it.

mod cluster;
mod crash;
mod postgres;
mod room;
mod secret;
mod support;

//! The benchmarks, one a file.

mod backtest;
mod filter;
mod freshness;
mod import;
mod ingest_batch;
mod ingest_single;
mod late;
mod lists;
mod memory;
mod plans;
mod projection;
mod rescore;
mod try_out;
mod work;

use anyhow::Result;

use crate::context::Context;
use crate::report::Report;

/// A benchmark.
pub struct Benchmark {
    /// Name on the command line.
    pub name: &'static str,
    /// What it measures.
    pub about: &'static str,
    /// Measures it.
    pub run: fn(&Context, &mut Report) -> Result<()>,
}

/// All benchmarks, in the order in which they run.
pub const BENCHMARKS: &[Benchmark] = &[
    Benchmark {
        name: "ingest_single",
        about: "durable ingest over HTTP, one event a request, 64 connections",
        run: ingest_single::run,
    },
    Benchmark {
        name: "ingest_batch",
        about: "durable ingest over HTTP, 100 events a request",
        run: ingest_batch::run,
    },
    Benchmark {
        name: "projection",
        about: "identity, verdict and score of what is in the log",
        run: projection::run,
    },
    Benchmark {
        name: "freshness",
        about: "from the acknowledged event to the new score in the list",
        run: freshness::run,
    },
    Benchmark {
        name: "late",
        about: "history that comes late, in random order, among many people",
        run: late::run,
    },
    Benchmark {
        name: "rescore",
        about: "everybody's scores after a change of the model",
        run: rescore::run,
    },
    Benchmark {
        name: "plans",
        about: "the usual filters on many people: how long a list takes, and how it is found",
        run: plans::run,
    },
    Benchmark {
        name: "filter",
        about: "filters evaluated in memory, nanoseconds a person and condition",
        run: filter::run,
    },
    Benchmark {
        name: "try_out",
        about: "what a model would do to everybody, while a slider moves",
        run: try_out::run,
    },
    Benchmark {
        name: "backtest",
        about: "a model against what happened to everybody",
        run: backtest::run,
    },
    Benchmark {
        name: "lists",
        about: "ranked lists with filters, and the page of one person",
        run: lists::run,
    },
    Benchmark {
        name: "import",
        about: "files of people and of events, end to end",
        run: import::run,
    },
    Benchmark {
        name: "memory",
        about: "start-up, memory idle and under load",
        run: memory::run,
    },
    Benchmark {
        name: "work",
        about: "facts that are told and followed, jobs that are due in one second",
        run: work::run,
    },
];

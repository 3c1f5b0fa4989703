//! The load generator: what stock SDKs, screens and importing files do to a server, at a chosen rate, and how it bore it.
//!
//! Every mode prints one JSON object a line on stdout: name, value, unit, machine and cache state. Progress goes to
//! stderr. One thread does everything, so that the generator takes little of the machine it shares with the server.
//! To add a mode: one file with an `Options` struct and a `run`, and one arm below.

mod clock;
mod events;
mod http;
mod merge;
mod people;
mod query;
mod report;
mod rng;
mod rows;
mod stream;
mod track;
mod watch;

use std::error::Error;

use clap::{Parser, Subcommand};

/// What any mode may fail with; it ends the program with the message.
type Failure = Box<dyn Error>;

#[derive(Parser)]
#[command(about = "Puts load on a Rapport server and measures how it bears it")]
struct Arguments {
    #[command(subcommand)]
    mode: Mode,
}

#[derive(Subcommand)]
enum Mode {
    /// Sends tracking batches as stock SDKs do.
    Track(track::Options),
    /// Reads customer pages, exact identifiers and name prefixes.
    Query(query::Options),
    /// Times the way from an accepted touch to another client's stream.
    Stream(stream::Options),
    /// Merges two customers with long histories and undoes it.
    Merge(merge::Options),
    /// Writes a CSV file of customers or touches, to be imported.
    Rows(rows::Options),
    /// Prints a figure that was measured elsewhere, with this machine's name.
    Figure(report::Figure),
}

fn main() -> Result<(), Failure> {
    let mode = Arguments::parse().mode;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async move {
        match mode {
            Mode::Track(options) => track::run(options).await,
            Mode::Query(options) => query::run(options).await,
            Mode::Stream(options) => stream::run(options).await,
            Mode::Merge(options) => merge::run(options).await,
            Mode::Rows(options) => rows::run(&options),
            Mode::Figure(figure) => figure.print(),
        }
    })
}

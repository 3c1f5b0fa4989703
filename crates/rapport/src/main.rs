//! The program: `rapport serve` and the commands beside it.
//!
//! Every command but `serve` speaks the same API as any other client: through the socket of the server that holds the data
//! folder or, when nobody holds it, to a router of its own in this process, which then holds it. So there are never two
//! writers, and a command can do nothing that the API cannot.

mod api;
mod args;
mod commands;
mod folder;
mod serve;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a command came to.
#[derive(Debug)]
pub struct Failure {
    /// The exit code: 1 something failed, 2 the command was wrong, 3 done with rejects.
    pub code: u8,
    /// What to tell.
    pub message: String,
}

impl Failure {
    /// Something failed.
    pub fn new(message: impl std::fmt::Display) -> Self {
        Self {
            code: 1,
            message: message.to_string(),
        }
    }
}

impl From<kernel::Error> for Failure {
    fn from(error: kernel::Error) -> Self {
        let code = if matches!(error, kernel::Error::Invalid(_)) {
            2
        } else {
            1
        };
        Self {
            code,
            message: error.to_string(),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error)
    }
}

/// The result of a command.
pub type Outcome<T = ()> = Result<T, Failure>;

fn main() -> ExitCode {
    if let Err(failure) = args::settings_from_file() {
        eprintln!("rapport: {}", failure.message);
        return ExitCode::from(failure.code);
    }
    let args = args::Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("rapport: the runtime cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(commands::run(args));
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.message.is_empty() {
                eprintln!("rapport: {}", failure.message);
            }
            ExitCode::from(failure.code)
        }
    }
}

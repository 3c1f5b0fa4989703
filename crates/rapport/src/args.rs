//! The command line, and the settings it shares with the environment and the configuration file.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::{Failure, Outcome};

/// Rapport: one program in which a company meets its customers.
#[derive(Debug, Parser)]
#[command(name = "rapport", version, propagate_version = true)]
pub struct Args {
    /// What every command shares.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Settings every command takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Common {
    /// The folder of the database, the keyring and the socket.
    #[arg(
        long,
        global = true,
        env = "RAPPORT_DATA",
        default_value = "./data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the embedded SQLite.
    #[arg(
        long,
        global = true,
        env = "RAPPORT_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// A file of settings in TOML: each line NAME = VALUE, with the names of the options.
    #[arg(long, global = true, env = "RAPPORT_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The file of the master keys; made at the first start.
    #[arg(
        long,
        global = true,
        env = "RAPPORT_MASTER_KEY_FILE",
        value_name = "FILE"
    )]
    pub master_key_file: Option<PathBuf>,
    /// A command that prints the master keys, instead of a file.
    #[arg(
        long,
        global = true,
        env = "RAPPORT_MASTER_KEY_COMMAND",
        value_name = "COMMAND"
    )]
    pub master_key_command: Option<String>,
    /// Answer in JSON.
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Runs the server.
    Serve(Serve),
    /// The demo company.
    #[command(subcommand)]
    Demo(Demo),
    /// People who work here.
    #[command(subcommand)]
    User(User),
    /// API tokens.
    #[command(subcommand)]
    Token(Token),
    /// Sources of touches.
    #[command(subcommand)]
    Source(Source),
    /// Reads customers, touches or orders from a file.
    Import(Import),
    /// Writes touches or customers to a file or the screen.
    Export(Export),
    /// Backups.
    #[command(subcommand)]
    Backup(Backup),
    /// The record of changes.
    #[command(subcommand)]
    Audit(Audit),
    /// The master key.
    #[command(subcommand)]
    Key(Key),
    /// Checks that all is well.
    Doctor(Doctor),
    /// Prints the OpenAPI document.
    Openapi,
}

/// Where the server listens when it is not told.
pub const USUAL_LISTEN: &str = "127.0.0.1:8080";

/// Runs the server.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Where to listen; port 0 takes a free one.
    #[arg(
        long,
        env = "RAPPORT_LISTEN",
        default_value = USUAL_LISTEN,
        value_name = "ADDR"
    )]
    pub listen: String,
    /// Makes the demo company, if there is nothing yet.
    #[arg(long, env = "RAPPORT_DEMO")]
    pub demo: bool,
    /// How many customers the demo company has.
    #[arg(
        long,
        env = "RAPPORT_DEMO_CUSTOMERS",
        default_value_t = 20_000,
        value_name = "N"
    )]
    pub demo_customers: u32,
    /// Lets webhooks go to addresses that only a private network can reach, and over plain HTTP.
    #[arg(long, env = "RAPPORT_WEBHOOKS_ALLOW_PRIVATE")]
    pub webhooks_allow_private: bool,
    /// What is logged, such as `info` or `warn,ledger=debug`.
    #[arg(
        long,
        env = "RAPPORT_LOG",
        default_value = "info",
        value_name = "FILTER"
    )]
    pub log: String,
    /// Logs as JSON lines.
    #[arg(long, env = "RAPPORT_LOG_JSON")]
    pub log_json: bool,
}

/// The demo company.
#[derive(Debug, Subcommand)]
pub enum Demo {
    /// Makes the demo company with its touches of a year.
    Create {
        /// How many customers.
        #[arg(long, default_value_t = 20_000)]
        customers: u32,
        /// The seed: the same one makes the same company.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

/// People who work here.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Adds a person and prints a one-time sign-in address for them.
    Add {
        /// Their email address.
        email: String,
        /// owner, admin, supervisor, agent, marketer, analyst, store or auditor.
        #[arg(long)]
        role: String,
        /// Their name; the part before the @ when it is not given.
        #[arg(long)]
        name: Option<String>,
    },
}

/// API tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Makes a token and prints it, alone; it is not shown again.
    Add {
        /// What it is for.
        name: String,
        /// owner, admin, supervisor, agent, marketer, analyst, store or auditor.
        #[arg(long)]
        role: String,
    },
}

/// Sources of touches.
#[derive(Debug, Subcommand)]
pub enum Source {
    /// Makes a source and prints its write key, alone; it is not shown again.
    Add {
        /// Its name.
        name: String,
        /// The touchpoint it belongs to: an id or a name; a website of the source's name when it is not given.
        #[arg(long)]
        touchpoint: Option<String>,
    },
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Holds {
    /// A customer a row.
    Customers,
    /// A touch a row.
    Touches,
    /// An order a row.
    Orders,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A JSON object a line.
    Jsonl,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Apache Parquet.
    Parquet,
}

/// Reads a file.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// What its rows are.
    pub holds: Holds,
    /// The file: csv, jsonl or parquet by its ending.
    pub file: PathBuf,
    /// Which column is which field, COLUMN=FIELD; repeatable.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    /// The touchpoint the rows happened at: an id or a name.
    #[arg(long)]
    pub touchpoint: Option<String>,
    /// The zone of times without one, such as Asia/Shanghai; the company's when it is not given.
    #[arg(long)]
    pub timezone: Option<String>,
}

/// Writes touches or customers.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// What to write: touches or customers.
    pub holds: Holds,
    /// In which form.
    #[arg(long, default_value = "jsonl")]
    pub format: Format,
    /// Where to; the screen when it is not given.
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Why values are to be shown plain. It takes a permission, and is logged.
    #[arg(long, value_name = "REASON")]
    pub reveal: Option<String>,
}

/// Backups.
#[derive(Debug, Subcommand)]
pub enum Backup {
    /// Takes a backup into a new folder, while the server goes on.
    Create {
        /// The folder; it is made, or is there and empty.
        to: PathBuf,
    },
    /// Proves that a backup is whole.
    Verify {
        /// The folder of the backup.
        from: PathBuf,
    },
    /// Brings a backup back, into an empty data folder or database, on either engine.
    Restore {
        /// The folder of the backup.
        from: PathBuf,
        /// The backup's keyring, where it was kept apart.
        #[arg(long, value_name = "DIR")]
        keyring: Option<PathBuf>,
        /// A list of erasures that came after the backup; repeatable. That of the data folder is obeyed anyway.
        #[arg(long, value_name = "FILE")]
        erasures: Vec<PathBuf>,
    },
}

/// The record of changes.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Proves that no entry was changed or left out.
    Verify,
}

/// The master key.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Adds a new master key to the file and wraps the keyring with it.
    Rotate,
}

/// Checks that all is well.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Rebuilds what each reader keeps, and compares it with what is kept; changes nothing.
    #[arg(long)]
    pub verify_readers: bool,
}

/// Puts the settings of the configuration file into the environment, where neither a variable nor an option says otherwise.
pub fn settings_from_file() -> Outcome {
    let mut words = std::env::args_os().skip(1);
    let mut path = std::env::var_os("RAPPORT_CONFIG");
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--config") => path = words.next(),
            Some(text) => {
                if let Some(value) = text.strip_prefix("--config=") {
                    path = Some(value.into());
                }
            }
            None => {}
        }
    }
    let Some(path) = path else { return Ok(()) };
    let wrong = |what: String| Failure {
        code: 2,
        message: format!("the configuration file {}: {what}", path.display()),
    };
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
    for (name, value) in table {
        let variable = format!("RAPPORT_{}", name.to_ascii_uppercase().replace('-', "_"));
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            _ => {
                return Err(wrong(format!(
                    "{name} is not a text, a whole number, true or false"
                )));
            }
        };
        if std::env::var_os(&variable).is_none() {
            // SAFETY: nothing else runs yet: this is the first thing main does, before any thread is started.
            #[expect(
                unsafe_code,
                reason = "the environment is the one place clap reads defaults from"
            )]
            unsafe {
                std::env::set_var(variable, value);
            }
        }
    }
    Ok(())
}

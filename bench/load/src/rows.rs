//! `rows`: files to import. Person `n` has the identifiers that the other modes use, so what was imported can be queried.

use std::io::{BufWriter, Write, stdout};

use clap::{Args, ValueEnum};
use jiff::{SignedDuration, Timestamp};

use crate::Failure;
use crate::people;
use crate::rng::{Rng, uuid};

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// `user_id,email,phone,name,city`
    Customers,
    /// `message_id,at,event,user_id,anonymous_id,path,price`
    Touches,
}

#[derive(Args)]
pub struct Options {
    /// What the rows are.
    kind: Kind,
    /// How many rows.
    #[arg(long)]
    count: u64,
    /// People to whom touches belong.
    #[arg(long, default_value_t = 1_000_000)]
    users: u64,
    /// The same seed writes the same file.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day of the last touch; the others lie in the year before.
    #[arg(long, default_value = "2026-01-01T00:00:00Z")]
    until: Timestamp,
}

/// Writes the rows to stdout.
pub fn run(options: &Options) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 20, stdout().lock());
    match options.kind {
        Kind::Customers => customers(options, &mut out)?,
        Kind::Touches => touches(options, &mut out)?,
    }
    out.flush()?;
    Ok(())
}

fn customers(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "user_id,email,phone,name,city")?;
    for person in 0..options.count {
        writeln!(
            out,
            "{},{},{},{},{}",
            people::user_id(person),
            people::email(person),
            people::phone(person),
            people::name(person),
            people::city(person)
        )?;
    }
    Ok(())
}

/// Touches in the order of time over one year, as a file that grew day by day holds them.
fn touches(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    const YEAR_MICROS: u64 = 365 * 86_400 * 1_000_000;
    let mut rng = Rng::new(options.seed);
    let first = options.until - SignedDuration::from_micros(YEAR_MICROS as i64);
    writeln!(out, "message_id,at,event,user_id,anonymous_id,path,price")?;
    for row in 0..options.count {
        let micros =
            (u128::from(YEAR_MICROS) * u128::from(row) / u128::from(options.count.max(1))) as i64;
        let at = crate::clock::iso(first + SignedDuration::from_micros(micros));
        let person = rng.below(options.users);
        let event = rng.pick(&[
            "Product Viewed",
            "Product Added",
            "Page Viewed",
            "Order Completed",
            "Store Visited",
        ]);
        writeln!(
            out,
            "{},{at},{event},{},{},/p/{},{}.90",
            uuid(rng.next(), rng.next()),
            people::user_id(person),
            people::anonymous_id(person),
            rng.below(5000),
            rng.below(400)
        )?;
    }
    Ok(())
}

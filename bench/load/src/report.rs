//! Figures on stdout: one JSON object a line, each saying on which machine and with which caches it was measured.

use std::cell::OnceCell;
use std::fs;

use clap::Args;
use hdrhistogram::Histogram;
use serde_json::{Value, json};

use crate::Failure;

/// A figure that somebody else measured.
#[derive(Args)]
pub struct Figure {
    /// What was measured; the part before the first point is the measurement's own name.
    name: String,
    value: f64,
    unit: String,
    #[arg(long, default_value = "warm")]
    cache: String,
}

impl Figure {
    /// Prints it as every other figure.
    pub fn print(&self) -> Result<(), Failure> {
        let (prefix, name) = self.name.split_once('.').ok_or("a name wants a point")?;
        Report::new(prefix, &self.cache).figure(name, rounded(self.value), &self.unit);
        Ok(())
    }
}

/// Prints figures; every line carries the machine and the state of the caches.
pub struct Report {
    prefix: String,
    cache: String,
    machine: OnceCell<String>,
}

impl Report {
    /// Names of figures begin with `prefix`.
    pub fn new(prefix: &str, cache: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            cache: cache.to_owned(),
            machine: OnceCell::new(),
        }
    }

    /// Prints one figure.
    pub fn figure(&self, name: &str, value: impl Into<Value>, unit: &str) {
        let machine = self.machine.get_or_init(machine);
        let line = json!({
            "name": format!("{}.{name}", self.prefix),
            "value": value.into(),
            "unit": unit,
            "machine": machine,
            "cache": self.cache,
        });
        println!("{line}");
    }

    /// Prints a histogram's percentiles in milliseconds.
    pub fn latencies(&self, name: &str, times: &Histogram<u64>) {
        if times.is_empty() {
            return;
        }
        for (label, quantile) in [
            ("p50", 0.5),
            ("p90", 0.9),
            ("p99", 0.99),
            ("p999", 0.999),
            ("max", 1.0),
        ] {
            self.figure(
                &format!("{name}.{label}"),
                millis(times.value_at_quantile(quantile)),
                "ms",
            );
        }
    }
}

/// A histogram of microseconds, up to ten minutes; longer ones count as ten minutes.
pub fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 600_000_000, 3)
        .unwrap_or_else(|_| unreachable!("the bounds are sound"))
}

/// Microseconds as milliseconds with two places.
pub fn millis(micros: u64) -> f64 {
    rounded(micros as f64 / 1000.0)
}

/// A value with two places.
pub fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The processor, the cores, the memory and the system, in one line.
fn machine() -> String {
    let cpu =
        field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kilobytes = field("/proc/meminfo", "MemTotal")
        .and_then(|value| value.split(' ').next()?.parse::<u64>().ok())
        .unwrap_or(0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "{cpu}, {cores} cores, {} GB, Linux {}",
        kilobytes / 1_000_000,
        kernel.trim()
    )
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

//! Makes a place for the web interface, so that a program built before it finds it later.
//!
//! A debug build reads the files while it runs, but only from a folder that was there when this crate was compiled. A
//! release build holds them, and so is made anew when they have changed.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let dist = Path::new("../../web/dist");
    std::fs::create_dir_all(dist)?;
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed={}", dist.display());
    }
    Ok(())
}

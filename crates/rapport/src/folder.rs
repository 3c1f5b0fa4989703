//! The data folder: its lock, its socket, its master key.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use kernel::Env;
use store::{Location, MasterKeys, Options};

use crate::args::Common;
use crate::{Failure, Outcome};

/// The folder, held by this process alone until it is dropped.
pub struct Held {
    _lock: File,
    folder: PathBuf,
}

/// Takes the folder, unless another process holds it.
pub fn hold(folder: &Path) -> Outcome<Option<Held>> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format_args!("{}: {error}", folder.display())))?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("rapport.lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(Held {
            _lock: lock,
            folder: folder.to_owned(),
        })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Where the server that holds a folder can be spoken to.
#[must_use]
pub fn socket(folder: &Path) -> PathBuf {
    folder.join("rapport.sock")
}

/// Where the server that holds a folder notes the address that browsers reach it at.
#[must_use]
pub fn address(folder: &Path) -> PathBuf {
    folder.join("rapport.address")
}

impl Held {
    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

/// The master keys: printed by a command, in the environment, or in the file.
pub fn master_keys(common: &Common, env: &Env) -> Outcome<MasterKeys> {
    if let Some(command) = &common.master_key_command {
        let output = std::process::Command::new("sh")
            .arg("-c")
            .arg(command)
            .output()?;
        if !output.status.success() {
            return Err(Failure::new(format_args!(
                "the master key command ended with {}",
                output.status
            )));
        }
        return Ok(MasterKeys::parse(&String::from_utf8_lossy(&output.stdout))?);
    }
    if let Ok(text) = std::env::var("RAPPORT_MASTER_KEY") {
        return Ok(MasterKeys::parse(&text)?);
    }
    Ok(MasterKeys::from_file(&master_key_file(common), env)?)
}

/// Where the master keys are, when they are in a file.
#[must_use]
pub fn master_key_file(common: &Common) -> PathBuf {
    common
        .master_key_file
        .clone()
        .unwrap_or_else(|| common.data.join("master.key"))
}

/// What opens the database.
pub fn options(common: &Common, env: &Env) -> Outcome<Options> {
    let location = match &common.database_url {
        Some(address) => Location::Postgres(address.clone()),
        None => Location::Folder(common.data.clone()),
    };
    Ok(Options::new(location, master_keys(common, env)?))
}

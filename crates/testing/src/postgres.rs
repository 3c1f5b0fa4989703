//! A PostgreSQL for tests: the one `RAPPORT_TEST_POSTGRES` names, or a cluster of this process's own.
//!
//! The own one listens on a free port, lives in a temporary folder, trusts everybody and never waits for the disk. A
//! guardian process holds it: it ends the cluster when its standard input closes, so also when the test is killed.

use std::io::Read;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tokio_postgres::NoTls;

/// Whoever runs the tests says by this which server to use.
pub const ADDRESS: &str = "RAPPORT_TEST_POSTGRES";

static CLUSTER: OnceLock<Cluster> = OnceLock::new();

struct Cluster {
    address: String,
    /// Its standard input is what keeps the cluster alive.
    _guardian: Option<Child>,
}

/// A database made for one test.
pub struct Database {
    /// Its address.
    pub address: String,
    name: String,
}

/// Makes an empty database.
pub async fn database() -> Database {
    let server = &CLUSTER.get_or_init(start).address;
    let mut random = [0; 8];
    std::fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut random))
        .expect("the machine gives randomness");
    let name = format!("t_{:016x}", u64::from_be_bytes(random));
    run(
        server,
        &format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        ),
    )
    .await;
    let (base, _) = server
        .rsplit_once('/')
        .expect("an address names a database");
    Database {
        address: format!("{base}/{name}"),
        name,
    }
}

impl Database {
    /// Removes it, whoever is still connected.
    pub async fn remove(self) {
        let server = &CLUSTER.get_or_init(start).address;
        run(server, &format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

/// Runs one statement on the server itself; a cluster that has just been started may need a moment to answer.
async fn run(server: &str, statement: &str) {
    let deadline = Instant::now() + Duration::from_secs(30);
    let client = loop {
        match tokio_postgres::connect(server, NoTls).await {
            Ok((client, connection)) => {
                tokio::spawn(connection);
                break client;
            }
            Err(error) if Instant::now() > deadline => {
                panic!("PostgreSQL at {server} does not answer: {error}")
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    client
        .batch_execute(statement)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

fn start() -> Cluster {
    if let Ok(address) = std::env::var(ADDRESS) {
        return Cluster {
            address,
            _guardian: None,
        };
    }
    let programs = programs().unwrap_or_else(|| {
        panic!(
            "this test needs PostgreSQL and found no initdb in /usr/lib/postgresql/*/bin, /usr/pgsql-*/bin or PATH. Install \
             the server (Debian: apt-get install postgresql), name a running one in {ADDRESS}, or leave PostgreSQL out with \
             RAPPORT_TEST_ENGINES=sqlite"
        )
    });
    let folder = tempfile::Builder::new()
        .prefix("rapport-postgres-")
        .tempdir()
        .expect("a temporary folder")
        .keep();
    let user = unprivileged(&folder);
    let data = folder.join("data");
    let mut initdb = as_user(user.as_deref(), &programs.join("initdb"));
    initdb.arg("-D").arg(&data).args([
        "-U",
        "rapport",
        "-A",
        "trust",
        "--locale=C",
        "--encoding=UTF8",
        "--no-sync",
    ]);
    let made = initdb
        .current_dir(&folder)
        .env("HOME", &folder)
        .output()
        .expect("initdb runs");
    assert!(
        made.status.success(),
        "initdb failed: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    let port = free_port();
    let guardian = guard(user.as_deref(), &programs, &folder, port);
    Cluster {
        address: format!("postgres://rapport@127.0.0.1:{port}/postgres"),
        _guardian: Some(guardian),
    }
}

fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = ["/usr/lib/postgresql", "/usr"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.starts_with("/usr/lib/postgresql")
                || path
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with("pgsql-"))
        })
        .map(|path| path.join("bin"))
        .collect();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// PostgreSQL refuses to run as root, so root lends the folder to somebody else.
fn unprivileged(folder: &Path) -> Option<String> {
    let id = |args: &[&str]| {
        let told = Command::new("id").args(args).output().ok()?;
        told.status
            .success()
            .then(|| String::from_utf8_lossy(&told.stdout).trim().to_owned())
    };
    if id(&["-u"])? != "0" {
        return None;
    }
    let user = ["postgres", "nobody"]
        .into_iter()
        .find(|user| id(&["-u", user]).is_some())
        .expect("a user who is not root");
    let (uid, gid) = (
        id(&["-u", user]).expect("its number"),
        id(&["-g", user]).expect("its group"),
    );
    std::os::unix::fs::chown(folder, uid.parse().ok(), gid.parse().ok())
        .expect("root lends the folder");
    Some(user.to_owned())
}

fn as_user(user: Option<&str>, program: &Path) -> Command {
    let Some(user) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("runuser");
    command.args(["-u", user, "--"]).arg(program);
    command
}

fn guard(user: Option<&str>, programs: &Path, folder: &Path, port: u16) -> Child {
    const SCRIPT: &str = r#"
        trap '' INT TERM HUP
        "$@" >"$FOLDER/server.log" 2>&1 </dev/null &
        cat >/dev/null
        kill -QUIT "$(head -n 1 "$FOLDER/data/postmaster.pid")"
        wait
        rm -rf "$FOLDER"
    "#;
    let server = as_user(user, &programs.join("postgres"));
    let mut guardian = Command::new("sh");
    guardian
        .args(["-c", SCRIPT, "guardian"])
        .arg(server.get_program())
        .args(server.get_args())
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-p", &port.to_string()]);
    for setting in [
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "full_page_writes=off",
        "max_connections=200",
        "shared_buffers=64MB",
        "autovacuum=off",
    ] {
        guardian.args(["-c", setting]);
    }
    guardian
        .arg("-c")
        .arg(format!("unix_socket_directories={}", folder.display()));
    guardian
        .env("FOLDER", folder)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("sh runs")
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

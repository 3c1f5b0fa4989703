//! Long transfers over the API, with progress: imports, exports, the demo company.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header};
use bytes::Bytes;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;
use tokio::sync::watch;

use crate::api::Api;
use crate::args::{Common, Export, Format, Holds, Import};
use crate::{Failure, Outcome};

/// Bytes read and sent at a time.
const PIECE: usize = 256 << 10;

/// Takes lines out of pieces of text.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn add(&mut self, piece: &[u8], mut each: impl FnMut(Value) -> Outcome) -> Outcome {
        self.0.extend_from_slice(piece);
        while let Some(end) = self.0.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.0.drain(..=end).collect();
            each(serde_json::from_slice(&line).map_err(Failure::new)?)?;
        }
        Ok(())
    }
}

/// Shows how far it is, where somebody looks.
fn show(text: std::fmt::Arguments<'_>) -> io::Result<()> {
    if io::stderr().is_terminal() {
        eprint!("\r\x1b[K{text}");
        io::stderr().flush()?;
    }
    Ok(())
}

/// Imports a file.
pub async fn import(api: &Api, common: &Common, import: &Import) -> Outcome {
    let path = import.file.clone();
    let cannot = |error: io::Error| Failure {
        code: 2,
        message: format!("{}: {error}", import.file.display()),
    };
    let (digest, size) = tokio::task::spawn_blocking(move || digest(&path))
        .await
        .map_err(Failure::new)?
        .map_err(cannot)?;
    let file = tokio::fs::File::open(&import.file).await.map_err(cannot)?;
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.send_replace(true);
        }
    });
    let sent = Arc::new(AtomicU64::new(0));
    let body = Body::from_stream(pieces(file, sent.clone(), stopped.clone()));
    let told = async {
        let answer = api
            .send(
                Method::POST,
                &address(import, &digest, size),
                Some("application/octet-stream"),
                body,
            )
            .await?;
        let mut rejects = Rejects::beside(&import.file)?;
        let (mut lines, mut last) = (Lines::default(), Value::Null);
        answer
            .pieces(|piece| {
                lines.add(&piece, |line| {
                    match line.get("reject") {
                        Some(reject) => return rejects.add(reject),
                        None if line.get("rows").is_some() => last = line,
                        None => return Ok(()),
                    }
                    let share = sent.load(Ordering::Relaxed) * 100 / size.max(1);
                    show(format_args!(
                        "{share}% sent, {} rows: {} new, {} there already, {} rejected",
                        last["rows"], last["accepted"], last["repeated"], last["rejected"]
                    ))?;
                    Ok(())
                })
            })
            .await?;
        rejects.end().map(|file| (last, file))
    };
    let outcome = told.await;
    show(format_args!(""))?;
    let (mut last, file) = match outcome {
        _ if *stopped.borrow() => {
            return Err(Failure {
                code: 1,
                message: "stopped; the same command goes on where it was".into(),
            });
        }
        outcome => outcome?,
    };
    if last["done"] != true {
        let why = last["failed"].as_str().unwrap_or("the answer was cut off");
        return Err(Failure::new(format_args!(
            "the import was stopped: {why}; the same command goes on where it was"
        )));
    }
    last["rejects_file"] = json!(file);
    if common.json {
        println!("{last}");
    } else {
        println!(
            "{} rows: {} new, {} there already, {} rejected",
            last["rows"], last["accepted"], last["repeated"], last["rejected"]
        );
    }
    match file {
        Some(file) => Err(Failure {
            code: 3,
            message: format!(
                "{} rows were rejected; {} says which and why",
                last["rejected"],
                file.display()
            ),
        }),
        None => Ok(()),
    }
}

/// The SHA-256 of a file in hexadecimal digits, and its length: by it a stopped import is known again.
fn digest(path: &Path) -> io::Result<(String, u64)> {
    let mut file = std::fs::File::open(path)?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let count = io::Read::read(&mut file, &mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        size += count as u64;
    }
    Ok((
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        size,
    ))
}

/// The file in pieces, until its end or until somebody stops it.
fn pieces(
    file: tokio::fs::File,
    sent: Arc<AtomicU64>,
    stopped: watch::Receiver<bool>,
) -> impl futures_util::Stream<Item = io::Result<Bytes>> + Send + 'static {
    futures_util::stream::unfold(Some(file), move |file| {
        let (sent, mut stopped) = (sent.clone(), stopped.clone());
        async move {
            let mut file = file?;
            let mut piece = Vec::with_capacity(PIECE);
            let read = tokio::select! {
                biased;
                _ = stopped.wait_for(|stop| *stop) => Err(io::ErrorKind::Interrupted.into()),
                read = file.read_buf(&mut piece) => read,
            };
            match read {
                Ok(0) => None,
                Ok(count) => {
                    sent.fetch_add(count as u64, Ordering::Relaxed);
                    Some((Ok(piece.into()), Some(file)))
                }
                Err(error) => Some((Err(error), None)),
            }
        }
    })
}

fn address(import: &Import, digest: &str, size: u64) -> String {
    let holds = match import.holds {
        Holds::Customers => "customers",
        Holds::Touches => "touches",
        Holds::Orders => "orders",
    };
    let mut address = format!("/api/v1/imports?holds={holds}&digest={digest}&size={size}");
    let name = import
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let map = import.map.iter().map(|pair| ("map", Some(pair)));
    for (field, value) in [
        ("name", name.as_ref()),
        ("touchpoint", import.touchpoint.as_ref()),
        ("timezone", import.timezone.as_ref()),
    ]
    .into_iter()
    .chain(map)
    {
        if let Some(value) = value {
            address.push_str(&format!("&{field}={}", encoded(value)));
        }
    }
    address
}

/// A value of a query.
fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte))
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The rows that were refused, in a file beside the one they came from.
struct Rejects {
    path: PathBuf,
    file: Option<io::BufWriter<std::fs::File>>,
}

impl Rejects {
    fn beside(file: &Path) -> Outcome<Self> {
        let mut path = file.as_os_str().to_owned();
        path.push(".rejects.csv");
        let path = PathBuf::from(path);
        // What an earlier run refused says nothing of this one.
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(Self { path, file: None }),
        }
    }

    fn add(&mut self, reject: &Value) -> Outcome {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let mut file = io::BufWriter::new(std::fs::File::create(&self.path)?);
                file.write_all(b"line,column,reason\r\n")?;
                self.file.insert(file)
            }
        };
        let text = |name: &str| reject[name].as_str().unwrap_or_default().to_owned();
        write!(
            file,
            "{},{},{}\r\n",
            reject["line"],
            quoted(&text("column")),
            quoted(&text("reason"))
        )?;
        Ok(())
    }

    fn end(self) -> Outcome<Option<PathBuf>> {
        let Some(mut file) = self.file else {
            return Ok(None);
        };
        file.flush()?;
        Ok(Some(self.path))
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Exports touches or customers.
pub async fn export(api: &Api, export: &Export) -> Outcome {
    if !matches!(export.holds, Holds::Touches | Holds::Customers) {
        return Err(Failure {
            code: 2,
            message: "touches and customers can be exported; orders are touches".into(),
        });
    }
    let what = if export.holds == Holds::Touches {
        "touches"
    } else {
        "customers"
    };
    let format = match export.format {
        Format::Jsonl => "jsonl",
        Format::Csv => "csv",
        Format::Parquet => "parquet",
    };
    let mut request = Request::get(format!("/api/v1/exports/{what}?format={format}"))
        .header(header::HOST, "localhost");
    if let Some(reason) = &export.reveal {
        request = request.header(
            "x-reveal-reason",
            HeaderValue::from_bytes(reason.as_bytes()).map_err(Failure::new)?,
        );
    }
    let answer = api
        .ask(request.body(Body::empty()).map_err(Failure::new)?)
        .await?;
    let Some(to) = &export.to else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        answer
            .pieces(|piece| out.write_all(&piece).map_err(Failure::from))
            .await?;
        return out.flush().map_err(Failure::from);
    };
    // Under another name until it is whole, so that nobody takes a part of it for all.
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let (part, mut bytes) = (PathBuf::from(part), 0_usize);
    let mut out = io::BufWriter::new(std::fs::File::create(&part)?);
    answer
        .pieces(|piece| {
            bytes += piece.len();
            show(format_args!("{bytes} bytes"))?;
            out.write_all(&piece).map_err(Failure::from)
        })
        .await?;
    show(format_args!(""))?;
    out.flush()?;
    out.into_inner()
        .map_err(|error| Failure::new(error.error()))?
        .sync_all()?;
    std::fs::rename(&part, to).map_err(Failure::from)
}

/// Makes the demo company.
pub async fn demo(api: &Api, common: &Common, customers: u32, seed: u64) -> Outcome {
    let body = Body::from(json!({ "customers": customers, "seed": seed }).to_string());
    let answer = api
        .send(Method::POST, "/api/v1/demo", Some("application/json"), body)
        .await?;
    let (mut lines, mut last) = (Lines::default(), Value::Null);
    answer
        .pieces(|piece| {
            lines.add(&piece, |line| {
                last = line;
                show(format_args!("{} touches", last["touches"])).map_err(Failure::from)
            })
        })
        .await?;
    show(format_args!(""))?;
    if last["done"] != true {
        return Err(Failure::new(
            last["error"]
                .as_str()
                .unwrap_or("the demo company was not made to its end"),
        ));
    }
    if common.json {
        println!("{last}");
    } else {
        println!(
            "{} touches made, {} were there already",
            last["touches"], last["repeated"]
        );
    }
    Ok(())
}

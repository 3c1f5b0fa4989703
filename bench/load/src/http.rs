//! A bare HTTP/1.1 client that keeps its connection: enough for one server on the loopback interface, and cheap.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Longest answer the generator is willing to read.
const LONGEST_BODY: usize = 64 << 20;

/// What came back.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Seconds of `Retry-After`, where the server gave them.
    pub retry_after: Option<u64>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// How a body's end is told.
enum Framing {
    Length(usize),
    Chunked,
    UntilClose,
}

/// A server's address, taken from `http://HOST:PORT`.
#[derive(Clone)]
pub struct Server {
    authority: String,
}

impl Server {
    /// Reads an address; only plain HTTP is spoken.
    pub fn parse(url: &str) -> Result<Self, String> {
        let rest = url
            .strip_prefix("http://")
            .ok_or_else(|| format!("{url}: an http:// address is wanted"))?;
        Ok(Self {
            authority: rest.trim_end_matches('/').to_owned(),
        })
    }

    /// The head of a request; `headers` are whole lines, each with its line end.
    pub fn head(&self, method: &str, path: &str, headers: &str, length: usize) -> Vec<u8> {
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{headers}Content-Length: {length}\r\n\r\n",
            self.authority
        )
        .into_bytes()
    }

    /// Opens a connection.
    pub async fn connect(&self) -> io::Result<Connection> {
        let stream = TcpStream::connect(&self.authority).await?;
        stream.set_nodelay(true)?;
        Ok(Connection {
            stream: BufReader::with_capacity(32 << 10, stream),
            reusable: true,
        })
    }

    /// One GET on a connection of its own.
    pub async fn get(&self, path: &str, headers: &str) -> io::Result<Answer> {
        let mut connection = self.connect().await?;
        connection
            .exchange(&[&self.head("GET", path, headers, 0)])
            .await
    }
}

/// A client that opens its connection when needed and again after it broke.
pub struct Client {
    server: Server,
    connection: Option<Connection>,
}

impl Client {
    /// A client without a connection yet.
    pub fn new(server: Server) -> Self {
        Self {
            server,
            connection: None,
        }
    }

    /// Sends one request and reads its answer; after an error the next call connects anew.
    pub async fn send(&mut self, parts: &[&[u8]]) -> io::Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.server.connect().await?,
        };
        let answer = connection.exchange(parts).await?;
        if connection.reusable {
            self.connection = Some(connection);
        }
        Ok(answer)
    }

    /// A request without a body.
    pub async fn get(&mut self, path: &str, headers: &str) -> io::Result<Answer> {
        let head = self.server.head("GET", path, headers, 0);
        self.send(&[&head]).await
    }

    /// A request with a JSON body.
    pub async fn post(&mut self, path: &str, headers: &str, body: &[u8]) -> io::Result<Answer> {
        let headers = format!("{headers}Content-Type: application/json\r\n");
        let head = self.server.head("POST", path, &headers, body.len());
        self.send(&[&head, body]).await
    }
}

/// One open connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
    reusable: bool,
}

impl Connection {
    /// Writes a request, given in parts, and reads the whole answer.
    pub async fn exchange(&mut self, parts: &[&[u8]]) -> io::Result<Answer> {
        self.write(parts).await?;
        let (status, retry_after, framing) = self.read_head().await?;
        let body = self.read_body(framing).await?;
        Ok(Answer {
            status,
            retry_after,
            body,
        })
    }

    /// Writes a request whose answer never ends and reads only its head; then [`Connection::line`] gives the lines.
    pub async fn open_stream(&mut self, head: &[u8]) -> io::Result<u16> {
        self.write(&[head]).await?;
        let (status, _, _) = self.read_head().await?;
        Ok(status)
    }

    /// One line of a stream, chunk sizes among them: whoever reads looks for a prefix.
    pub async fn line(&mut self, into: &mut Vec<u8>) -> io::Result<usize> {
        into.clear();
        self.stream.read_until(b'\n', into).await
    }

    async fn write(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        let stream = self.stream.get_mut();
        for part in parts {
            stream.write_all(part).await?;
        }
        Ok(())
    }

    async fn read_head(&mut self) -> io::Result<(u16, Option<u64>, Framing)> {
        let first = self.head_line().await?;
        let status = first
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| broken("no status line"))?;
        let mut framing = Framing::UntilClose;
        let mut retry_after = None;
        loop {
            let line = self.head_line().await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => {
                    let length = value.parse().map_err(|_| broken("content-length"))?;
                    framing = Framing::Length(length);
                }
                "transfer-encoding" => framing = Framing::Chunked,
                "retry-after" => retry_after = value.parse().ok(),
                "connection" if value.eq_ignore_ascii_case("close") => self.reusable = false,
                _ => {}
            }
        }
        if matches!(status, 204 | 304) {
            framing = Framing::Length(0);
        }
        Ok((status, retry_after, framing))
    }

    async fn read_body(&mut self, framing: Framing) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        match framing {
            Framing::Length(length) => self.take(length, &mut body).await?,
            Framing::Chunked => loop {
                let line = self.head_line().await?;
                let size = line.split(';').next().unwrap_or_default().trim();
                let size = usize::from_str_radix(size, 16).map_err(|_| broken("chunk size"))?;
                self.take(size, &mut body).await?;
                self.head_line().await?;
                if size == 0 {
                    break;
                }
            },
            Framing::UntilClose => {
                self.reusable = false;
                self.stream.read_to_end(&mut body).await?;
            }
        }
        Ok(body)
    }

    async fn take(&mut self, length: usize, body: &mut Vec<u8>) -> io::Result<()> {
        if body.len() + length > LONGEST_BODY {
            return Err(broken("the answer is too long"));
        }
        let start = body.len();
        body.resize(start + length, 0);
        self.stream.read_exact(&mut body[start..]).await?;
        Ok(())
    }

    async fn head_line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        if self.stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Percent-encodes a query value.
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len() * 3);
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

//! The body of a request as a file.

use std::io;

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::StreamExt;
use tokio::sync::mpsc;

/// Pieces of the file that wait to be read; whoever sends faster is slowed down.
const PIECES: usize = 16;

/// The body of a request, read by a thread that may wait.
pub(super) struct Incoming {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

impl Incoming {
    pub(super) fn new(body: Body) -> Self {
        let (sender, pieces) = mpsc::channel(PIECES);
        tokio::spawn(bring(body.into_data_stream(), sender));
        Self {
            pieces,
            piece: Bytes::new(),
        }
    }
}

async fn bring(mut body: BodyDataStream, pieces: mpsc::Sender<io::Result<Bytes>>) {
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|error| io::Error::new(io::ErrorKind::UnexpectedEof, error));
        if pieces.send(piece).await.is_err() {
            return;
        }
    }
}

impl io::Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = piece?,
                None => return Ok(0),
            }
        }
        let count = self.piece.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.piece.split_to(count));
        Ok(count)
    }
}

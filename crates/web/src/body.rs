//! The body of an answer on the long way: nothing, bytes, a file in pieces, or a stream that somebody else makes.

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

/// Bytes of a file in memory at once for each reader who fetches it.
const PIECE: usize = 64 * 1024;

/// A body; its length is known before it is sent, but for a stream's.
#[derive(Debug, Default)]
pub struct Body(Source);

#[derive(Default)]
enum Source {
    #[default]
    Empty,
    Bytes(Bytes),
    File {
        file: File,
        left: u64,
        piece: Vec<u8>,
    },
    Stream(Pin<Box<Stream>>),
}

type Stream = dyn HttpBody<Data = Bytes, Error = io::Error> + Send;

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Source::Empty => "Empty",
            Source::Bytes(_) => "Bytes",
            Source::File { .. } => "File",
            Source::Stream(_) => "Stream",
        })
    }
}

impl Body {
    /// No body.
    pub fn empty() -> Body {
        Body::default()
    }

    /// A body in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Body {
        Body(Source::Bytes(bytes.into()))
    }

    /// Whatever somebody else sends, for as long as they do: events, another library's answers.
    pub fn stream(body: impl HttpBody<Data = Bytes, Error = io::Error> + Send + 'static) -> Body {
        Body(Source::Stream(Box::pin(body)))
    }

    /// The next `length` bytes of a file.
    pub(crate) fn file(file: File, length: u64) -> Body {
        Body(Source::File { file, left: length, piece: Vec::new() })
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut self.0 {
            Source::Stream(stream) => stream.as_mut().poll_frame(cx),
            Source::Empty => Poll::Ready(None),
            Source::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = Source::Empty;
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Source::File { left: 0, .. } => Poll::Ready(None),
            Source::File { file, left, piece } => {
                let read = ready!(poll_piece(file, *left, piece, cx))?;
                *left -= read.len() as u64;
                Poll::Ready(Some(Ok(Frame::data(read))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Source::Stream(stream) => stream.is_end_stream(),
            _ => self.size_hint().exact() == Some(0),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match &self.0 {
            Source::Stream(stream) => return stream.size_hint(),
            Source::Empty => 0,
            Source::Bytes(bytes) => bytes.len() as u64,
            Source::File { left, .. } => *left,
        })
    }
}

/// Reads a piece. A file that became shorter meanwhile is an error: its length has been promised already.
fn poll_piece(
    file: &mut File,
    left: u64,
    piece: &mut Vec<u8>,
    cx: &mut Context<'_>,
) -> Poll<io::Result<Bytes>> {
    piece.resize(PIECE.min(usize::try_from(left).unwrap_or(PIECE)), 0);
    let mut buffer = ReadBuf::new(piece);
    ready!(Pin::new(file).poll_read(cx, &mut buffer))?;
    match buffer.filled().len() {
        0 => Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into())),
        length => {
            let mut read = std::mem::take(piece);
            read.truncate(length);
            Poll::Ready(Ok(read.into()))
        }
    }
}

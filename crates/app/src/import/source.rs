//! A file as a stream of UTF-8, with its key and how far it was read.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use ripen_domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// An open file.
pub struct Source {
    /// The contents as UTF-8, without byte order mark.
    pub reader: Box<dyn Read + Send>,
    /// Bytes of the file.
    pub size: u64,
    /// How many of them have been read.
    pub read: Arc<AtomicU64>,
    /// What the contents are known by: equal contents have equal keys, wherever the file lies.
    pub key: String,
    /// When the file was last changed.
    pub modified: Timestamp,
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read, or the encoding is unknown.
    pub fn open(path: &Path, encoding: Option<&str>) -> Result<Self> {
        let encoding = encoding.map_or(Ok(UTF_8), by_name)?;
        let failed = |source| Error::File {
            path: path.display().to_string(),
            source,
        };
        let mut file = File::open(path).map_err(failed)?;
        let key = key_of(&mut file).map_err(failed)?;
        file.rewind().map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        let age = metadata
            .modified()
            .map_err(failed)?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            inner: file,
            read: read.clone(),
        };
        let reader: Box<dyn Read + Send> = match encoding == UTF_8 {
            true => Box::new(without_mark(counted).map_err(failed)?),
            false => Box::new(Decoded::new(counted, encoding)),
        };
        let modified = Timestamp::from_micros(i64::try_from(age.as_micros()).unwrap_or_default());
        Ok(Self {
            reader,
            size: metadata.len(),
            read,
            key,
            modified,
        })
    }
}

fn by_name(name: &str) -> Result<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
        Error::invalid("encoding", format!("\"{name}\" is unknown; write for example utf-8, windows-1254 (Turkish), windows-1250 (Czech) or utf-16le"))
    })
}

/// The first half of the SHA-256 of the contents: one file changed by one byte is another file.
fn key_of(file: &mut File) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk)? {
            0 => {
                return Ok(hash.finalize()[..16]
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect());
            }
            many => hash.update(&chunk[..many]),
        }
    }
}

/// Leaves out a byte order mark at the beginning.
fn without_mark(mut reader: impl Read + Send) -> io::Result<impl Read + Send> {
    let mut start = Vec::with_capacity(3);
    reader.by_ref().take(3).read_to_end(&mut start)?;
    if start == [0xef, 0xbb, 0xbf] {
        start.clear();
    }
    Ok(io::Cursor::new(start).chain(reader))
}

struct Counted {
    inner: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let many = self.inner.read(buffer)?;
        self.read.fetch_add(many as u64, Ordering::Relaxed);
        Ok(many)
    }
}

/// Another encoding as UTF-8; what cannot be read becomes U+FFFD.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder(),
            raw: vec![0; CHUNK],
            text: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let many = self.inner.read(&mut self.raw)?;
        self.ended = many == 0;
        let room = self
            .decoder
            .max_utf8_buffer_length(many)
            .ok_or_else(|| io::Error::other("a chunk is too large"))?;
        self.text.resize(room, 0);
        let (result, _, written, _) =
            self.decoder
                .decode_to_utf8(&self.raw[..many], &mut self.text, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.fill()?;
        }
        let many = buffer.len().min(self.text.len() - self.given);
        buffer[..many].copy_from_slice(&self.text[self.given..self.given + many]);
        self.given += many;
        Ok(many)
    }
}

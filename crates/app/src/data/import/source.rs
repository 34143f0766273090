//! A file as a stream of UTF-8, with its key and how far it was read.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use ripen_domain::time::Timestamp;

use super::Options;
use super::encoding::{self, survey};
use crate::error::{Error, Result};

/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// A file that was looked through and can be read.
pub struct Source {
    file: File,
    path: String,
    /// Bytes of the file.
    pub size: u64,
    /// How many of them have been read.
    pub read: Arc<AtomicU64>,
    /// What the contents are known by: equal contents have equal keys, wherever the file lies.
    pub key: String,
    /// Its encoding.
    pub encoding: &'static Encoding,
    /// When the file was last changed.
    pub modified: Timestamp,
}

impl Source {
    /// Looks through a file.
    ///
    /// # Errors
    /// When it cannot be read, is no text, or its encoding is unknown or not certain.
    pub fn open(options: &Options) -> Result<Self> {
        let said = options
            .encoding
            .as_deref()
            .map(encoding::by_name)
            .transpose()?;
        let path = options.path.display().to_string();
        let failed = |source| Error::File {
            path: path.clone(),
            source,
        };
        let mut file = File::open(&options.path).map_err(failed)?;
        let survey = survey(&mut file).map_err(failed)?;
        if let Some(why) = encoding::refusal(&survey.start) {
            return Err(Error::invalid(
                "file",
                format!("{path} cannot be read: {why}"),
            ));
        }
        let metadata = file.metadata().map_err(failed)?;
        if survey.start.len() as u64 >= metadata.len() && is_blank(&survey.start) {
            return Err(Error::invalid(
                "file",
                format!(
                    "{path} is empty; save or export it again with what is to be imported, or give another file"
                ),
            ));
        }
        let encoding = match said {
            // A mark is never there by chance.
            Some(said) => survey.mark.unwrap_or(said),
            None => encoding::find(&survey, &mut file, options).map_err(failed)??,
        };
        let age = metadata
            .modified()
            .map_err(failed)?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Ok(Self {
            file,
            path,
            size: metadata.len(),
            read: Arc::default(),
            key: survey.key,
            encoding,
            modified: Timestamp::from_micros(i64::try_from(age.as_micros()).unwrap_or_default()),
        })
    }

    /// The contents from the beginning as UTF-8, without byte order mark. Only one reader at a time.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub fn reader(&self) -> Result<Box<dyn Read + Send>> {
        let failed = |source| Error::File {
            path: self.path.clone(),
            source,
        };
        let mut file = self.file.try_clone().map_err(failed)?;
        file.rewind().map_err(failed)?;
        self.read.store(0, Ordering::Relaxed);
        let counted = Counted {
            inner: file,
            read: self.read.clone(),
        };
        Ok(match self.encoding == UTF_8 {
            true => Box::new(without_mark(counted).map_err(failed)?),
            false => Box::new(Decoded::new(counted, self.encoding)),
        })
    }
}

/// Whether nothing stands in a text, in whatever encoding: marks of encodings and what is not seen.
fn is_blank(bytes: &[u8]) -> bool {
    const MARKS: [u8; 6] = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0];
    let is_nothing = |byte: &u8| byte.is_ascii_whitespace() || MARKS.contains(byte);
    bytes.iter().all(is_nothing)
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

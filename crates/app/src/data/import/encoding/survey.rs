//! One pass over a file before anything is read from it: its key, and whether it is UTF-8.

use std::fs::File;
use std::io::{self, Read};

use encoding_rs::Encoding;
use ripen_domain::text::hex;
use sha2::{Digest, Sha256};

use super::marks;

/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// What one pass over a file showed.
#[derive(Debug, Default)]
pub struct Survey {
    /// The first half of the SHA-256 of the contents: equal contents have equal keys, wherever the
    /// file lies, and one changed byte makes another file.
    pub key: String,
    /// The first bytes.
    pub start: Vec<u8>,
    /// The encoding that a byte order mark says.
    pub mark: Option<&'static Encoding>,
    /// Letters beyond ASCII, read as UTF-8.
    pub beyond_ascii: u64,
    /// Places that are not UTF-8.
    pub broken: u64,
}

impl Survey {
    /// UTF-16 without a mark.
    pub fn wide(&self) -> Option<&'static Encoding> {
        marks::by_zeros(&self.start)
    }
}

/// Looks through a file.
///
/// # Errors
/// When it cannot be read.
pub fn survey(file: &mut File) -> io::Result<Survey> {
    let mut survey = Survey::default();
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    // The beginning of a letter that goes on in the next chunk.
    let mut carried = 0;
    loop {
        let many = file.read(&mut chunk[carried..])?;
        hash.update(&chunk[carried..carried + many]);
        let text = &chunk[..carried + many];
        if survey.start.len() < CHUNK / 2 {
            survey.start.extend_from_slice(&text[carried..]);
        }
        let rest = survey.count(text, many == 0);
        if many == 0 {
            break;
        }
        let from = carried + many - rest;
        chunk.copy_within(from..from + rest, 0);
        carried = rest;
    }
    survey.mark = marks::by_mark(&survey.start);
    survey.key = hex(&hash.finalize()[..16]);
    Ok(survey)
}

impl Survey {
    /// Counts a part; returns how many bytes at its end are the beginning of a letter.
    fn count(&mut self, text: &[u8], last: bool) -> usize {
        if text.is_ascii() {
            return 0;
        }
        let mut rest = text;
        loop {
            match std::str::from_utf8(rest) {
                Ok(sound) => {
                    self.beyond_ascii += letters_beyond_ascii(sound.as_bytes());
                    return 0;
                }
                Err(error) => {
                    self.beyond_ascii += letters_beyond_ascii(&rest[..error.valid_up_to()]);
                    let broken = &rest[error.valid_up_to()..];
                    match error.error_len() {
                        None if !last => return broken.len(),
                        None => {
                            self.broken += 1;
                            return 0;
                        }
                        Some(many) => {
                            self.broken += 1;
                            rest = &broken[many..];
                        }
                    }
                }
            }
        }
    }
}

/// Counts the first bytes of letters of several bytes.
fn letters_beyond_ascii(sound: &[u8]) -> u64 {
    sound.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

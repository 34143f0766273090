//! What speaks for each encoding, and the verdict.

use std::collections::BTreeSet;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1254};

use super::WORDS_FROM;
use super::alphabets::{Alphabets, CANDIDATES, is_word};
use super::question::header_line;
use super::survey::Survey;
use crate::data::import::columns::{Language, headers_understood};
use crate::data::import::rows::header_cells;
use crate::data::import::{Options, What};

/// Different words looked at.
const MAX_WORDS: usize = 20_000;
/// Longest word looked at.
const MAX_WORD_BYTES: usize = 64;
/// Share of the words that has to be possible in an encoding for it to be right.
const POSSIBLE: f64 = 0.9;
/// By how much that share has to be above that of another, where the header says nothing.
const AHEAD: f64 = 0.2;
/// Words that it takes where the header is in no language of the encoding.
const FEW: usize = 5;

/// What speaks for each reading of a file.
pub struct Evidence {
    /// Readings that differ, of those that read alike the first.
    readings: Vec<Reading>,
    /// What the detector takes it for.
    detected: &'static Encoding,
}

/// One reading of a file.
struct Reading {
    /// The encodings that read the file like this.
    encodings: Vec<&'static Encoding>,
    /// The words as read, with whether each is possible in the language that fits best.
    words: Vec<(String, bool)>,
    /// The headers as read, with whether each is known.
    headers: Vec<(String, bool)>,
    /// Whether the header is in a language of this encoding.
    spoken: bool,
}

impl Evidence {
    /// Reads a file again and weighs it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn gather(file: impl Read, survey: &Survey, options: &Options) -> io::Result<Self> {
        let mut gathering = Gathering::new();
        gathering.read(file)?;
        gathering.detector.feed(b"", true);
        let header = header_line(&survey.start);
        let readings = distinct(&gathering.seen)
            .into_iter()
            .map(|alike| Reading::new(&alike, &gathering.words, header, options.what));
        Ok(Self {
            readings: readings.collect(),
            detected: gathering.detector.guess(None, Utf8Detection::Deny),
        })
    }

    /// One encoding for each reading that there is, the likeliest first.
    pub fn candidates(&self) -> Vec<&'static Encoding> {
        let detected = |reading: &&Reading| self.is_detected(reading);
        let others = self.readings.iter().filter(|reading| !detected(reading));
        std::iter::once(self.detected)
            .chain(others.map(|reading| reading.encodings[0]))
            .collect()
    }

    /// The encoding, if it is certain: nearly all words are possible in it, and it is to be preferred
    /// to each other reading.
    pub fn verdict(&self) -> Option<&'static Encoding> {
        if let [only] = &self.readings[..] {
            return Some(only.encodings[0]);
        }
        let certain = |at: &usize| {
            let one = &self.readings[*at];
            let mut others = self
                .readings
                .iter()
                .enumerate()
                .filter(|(other, _)| other != at);
            one.possible() >= POSSIBLE && others.all(|(_, other)| self.prefers(one, other))
        };
        let at = (0..self.readings.len()).find(certain)?;
        Some(self.readings[at].encodings[0])
    }

    fn is_detected(&self, reading: &Reading) -> bool {
        reading.encodings.contains(&self.detected)
    }

    fn prefers(&self, one: &Reading, other: &Reading) -> bool {
        match (one.understands_more(other), other.understands_more(one)) {
            (_, true) => return false,
            (true, false) => return true,
            (false, false) => {}
        }
        let (words, ahead) = one.ahead_of(other);
        let spoken = one.spoken && !other.spoken;
        match self.is_detected(one) {
            true => spoken && ahead > 0.0 || ahead >= AHEAD && (words >= FEW || one.spoken),
            false => spoken && ahead > 0.0 && !self.is_detected(other),
        }
    }
}

impl Reading {
    fn new(alike: &[&Alphabets], words: &BTreeSet<Vec<u8>>, header: &[u8], what: What) -> Self {
        let encodings: Vec<&Encoding> = alike.iter().map(|one| one.encoding).collect();
        let encoding = encodings[0];
        let words: Vec<String> = words.iter().map(|word| decoded(word, encoding)).collect();
        let possible = |alphabet: &str| -> Vec<bool> {
            words.iter().map(|word| is_word(word, alphabet)).collect()
        };
        let best = alike
            .iter()
            .flat_map(|one| one.languages)
            .map(|alphabet| possible(alphabet))
            .max_by_key(|possible| possible.iter().filter(|yes| **yes).count());
        let headers = header_cells(&decoded(header, encoding));
        let (known, language) = headers_understood(&headers, what);
        Self {
            words: words.into_iter().zip(best.unwrap_or_default()).collect(),
            headers: headers.into_iter().zip(known).collect(),
            spoken: match language {
                Some(Language::Turkish) => encodings.contains(&WINDOWS_1254),
                Some(Language::Czech) => {
                    encodings.contains(&WINDOWS_1250) || encodings.contains(&ISO_8859_2)
                }
                _ => false,
            },
            encodings,
        }
    }

    /// The share of the words that are possible.
    fn possible(&self) -> f64 {
        let possible = self.words.iter().filter(|(_, possible)| *possible).count();
        possible as f64 / self.words.len().max(1) as f64
    }

    /// How many words are read differently, and by how much the share of possible ones among them is
    /// above that of the other reading.
    fn ahead_of(&self, other: &Self) -> (usize, f64) {
        let pairs = || {
            self.words
                .iter()
                .zip(&other.words)
                .filter(|(one, other)| one.0 != other.0)
        };
        let many = pairs().count();
        let difference = |ahead: f64, (one, other): (&(String, bool), &(String, bool))| {
            ahead + f64::from(u8::from(one.1)) - f64::from(u8::from(other.1))
        };
        (many, pairs().fold(0.0, difference) / many.max(1) as f64)
    }

    /// Whether a header is known that the other reading reads as something unknown.
    fn understands_more(&self, other: &Self) -> bool {
        let mut pairs = self.headers.iter().zip(&other.headers);
        pairs.any(|(one, other)| one.0 != other.0 && one.1 && !other.1)
    }
}

/// What is gathered while reading.
struct Gathering {
    detector: EncodingDetector,
    /// Which bytes occur.
    seen: [bool; 256],
    words: BTreeSet<Vec<u8>>,
    word: Vec<u8>,
}

impl Gathering {
    fn new() -> Self {
        Self {
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            seen: [false; 256],
            words: BTreeSet::new(),
            word: Vec::new(),
        }
    }

    fn read(&mut self, mut file: impl Read) -> io::Result<()> {
        let mut chunk = vec![0; 64 << 10];
        let mut read = 0;
        loop {
            let many = file.read(&mut chunk)?;
            if many == 0 {
                self.end_word();
                return Ok(());
            }
            chunk[..many]
                .iter()
                .for_each(|byte| self.seen[usize::from(*byte)] = true);
            if read < WORDS_FROM {
                self.detector.feed(&chunk[..many], false);
                chunk[..many].iter().for_each(|byte| self.take(*byte));
            }
            read += many as u64;
        }
    }

    fn take(&mut self, byte: u8) {
        // 0xA0 is a blank that does not break, in all of them.
        match byte.is_ascii_alphabetic() || byte >= 0x80 && byte != 0xa0 {
            true if self.word.len() < MAX_WORD_BYTES => self.word.push(byte),
            true => {}
            false => self.end_word(),
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        // A sign that stands alone, as in `5 °`, says nothing.
        if word.len() > 1 && !word.is_ascii() && self.words.len() < MAX_WORDS {
            self.words.insert(word);
        }
    }
}

/// The candidates that can be read at all, in groups that read the file alike.
fn distinct(seen: &[bool; 256]) -> Vec<Vec<&'static Alphabets>> {
    let beyond: Vec<u8> = (0x80..=0xff)
        .filter(|byte| seen[usize::from(*byte)])
        .collect();
    let mut readings: Vec<(String, Vec<&Alphabets>)> = Vec::new();
    for candidate in CANDIDATES {
        let reading = decoded(&beyond, candidate.encoding);
        // A byte that means nothing in an encoding is read as a control character.
        let sound = !reading
            .chars()
            .any(|letter| ('\u{80}'..'\u{a0}').contains(&letter));
        match readings.iter_mut().find(|(other, _)| *other == reading) {
            _ if !sound => {}
            Some((_, alike)) => alike.push(candidate),
            None => readings.push((reading, vec![candidate])),
        }
    }
    readings.into_iter().map(|(_, alike)| alike).collect()
}

pub(super) fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

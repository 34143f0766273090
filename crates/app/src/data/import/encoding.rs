//! Which encoding a file has.
//!
//! A byte order mark says it. UTF-8 proves itself, since text of another encoding hardly ever is
//! valid UTF-8. The encodings of older programs prove nothing: every text can be read in each of
//! them. They are told apart by a detector, by the words of the header and by the letters of the
//! languages that they were made for; where these leave a doubt, whoever imports is asked, because
//! names that were read wrongly are worse than a question.

mod alphabets;
mod evidence;
mod marks;
mod question;
mod survey;

use std::fs::File;
use std::io::{self, Read, Seek};

use encoding_rs::{Encoding, UTF_8};

use self::evidence::Evidence;
pub use self::marks::{name, refusal};
pub use self::survey::{Survey, survey};
use super::Options;
use crate::error::{Error, Result};

/// Sound letters beyond ASCII for each broken one in a text that counts as UTF-8 all the same: a few
/// rows that were damaged on the way do not make it another encoding.
const SOUND_PER_BROKEN: u64 = 20;
/// Bytes that words are taken from.
const WORDS_FROM: u64 = 16 << 20;

/// The encoding with this name.
///
/// # Errors
/// When there is none.
pub fn by_name(name: &str) -> Result<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
        Error::invalid("encoding", format!("\"{name}\" is unknown; write for example utf-8, windows-1254 (Turkish), windows-1250 (Czech), windows-1252 (Western European) or utf-16le"))
    })
}

/// Finds the encoding of a file that was surveyed; reads it again where that takes its words.
///
/// # Errors
/// When it is not certain: with the readings that there are. When the file cannot be read.
pub fn find(
    survey: &Survey,
    file: &mut File,
    options: &Options,
) -> io::Result<Result<&'static Encoding>> {
    if let Some(encoding) = survey.mark.or(survey.wide()) {
        return Ok(Ok(encoding));
    }
    let sound = survey.broken == 0 || survey.beyond_ascii >= SOUND_PER_BROKEN * survey.broken;
    // JSON is UTF-8 by its standard; a line that is not is a bad event of its own.
    if sound || options.is_json() {
        return Ok(Ok(UTF_8));
    }
    file.rewind()?;
    let evidence = Evidence::gather(file.by_ref(), survey, options)?;
    Ok(evidence
        .verdict()
        .ok_or_else(|| question::error(survey, &evidence, options)))
}

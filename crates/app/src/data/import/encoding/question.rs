//! The question that is asked when the encoding is not certain.

use super::evidence::{Evidence, decoded};
use super::marks;
use super::survey::Survey;
use crate::data::import::Options;
use crate::data::import::notes::shown;
use crate::error::Error;

/// Letters shown of a line.
const SHOWN: usize = 160;

/// The line with the header, without its end.
pub fn header_line(start: &[u8]) -> &[u8] {
    let mut lines = lines(start);
    let first = lines.next().unwrap_or_default();
    match first.to_ascii_lowercase().starts_with(b"sep=") {
        true => lines.next().unwrap_or_default(),
        false => first,
    }
}

fn lines(start: &[u8]) -> impl Iterator<Item = &[u8]> {
    start
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| !line.is_empty())
}

/// Names the encodings that it may be, with the header in each, and below it the first line in which
/// they differ.
pub fn error(survey: &Survey, evidence: &Evidence, options: &Options) -> Error {
    let encodings = evidence.candidates();
    let header = header_line(&survey.start);
    let differs = |line: &[u8]| {
        let first = decoded(line, encodings[0]);
        encodings.iter().any(|other| decoded(line, other) != first)
    };
    let body = lines(&survey.start).find(|line| *line != header && differs(line));
    let mut message = format!(
        "it is not certain how the letters of {} are encoded; nothing was stored. Say which of these readings is right:",
        options.path.display()
    );
    for encoding in encodings {
        message += &format!("\n  --encoding {}", marks::name(encoding));
        for line in [Some(header), body].into_iter().flatten() {
            message += &format!("\n      {}", shown(&decoded(line, encoding), SHOWN));
        }
    }
    Error::invalid("encoding", message)
}

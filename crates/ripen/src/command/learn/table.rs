//! A table out of a CSV file, row by row.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use ripen_learn::guess::{Cells, Guessed};

use crate::failure::{Failure, Result};

/// The longest head that is looked at for the separator.
const HEAD: u64 = 1 << 20;

/// Reads a table with its outcome.
pub fn read(path: &Path, outcome: &str, dropped: &[String]) -> Result<Guessed> {
    let fault = |error: &dyn std::fmt::Display| {
        Failure::new(format!("cannot read {}: {error}", path.display()))
    };
    let separator = separator(path).map_err(|error| fault(&error))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        // The table says which row has another length, in our words.
        .flexible(true)
        .from_path(path)
        .map_err(|error| fault(&error))?;
    let head = reader.headers().map_err(|error| fault(&error))?;
    let head = head
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').trim().to_owned());
    let mut cells = Cells::new(head.collect()).map_err(|error| fault(&error))?;
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|error| fault(&error))?
    {
        cells.push(record.iter()).map_err(|error| fault(&error))?;
    }
    cells
        .finish(outcome, dropped)
        .map_err(|error| fault(&error))
}

/// The separator that is most frequent in the first line, outside of quotes.
fn separator(path: &Path) -> std::io::Result<u8> {
    let mut line = Vec::new();
    std::io::Read::take(BufReader::new(File::open(path)?), HEAD).read_until(b'\n', &mut line)?;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= byte == b'"';
        for (_, count) in counts.iter_mut().filter(|(of, _)| !quoted && *of == byte) {
            *count += 1;
        }
    }
    // Of equally many the first: a file of one column is separated by anything.
    let most = counts.iter().map(|(_, count)| *count).max();
    let found = counts.iter().find(|(_, count)| Some(*count) == most);
    Ok(found.map_or(b',', |(separator, _)| *separator))
}

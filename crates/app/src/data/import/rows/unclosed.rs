//! Quotes that are opened and never closed: without a look at them, such a quote takes all rows up to the next
//! one, or to the end of the file, for the text of a cell.

/// Lines that look like rows before a well-formed record is taken to have swallowed them.
const LEAST: usize = 3;
/// Columns from which on a single line that looks like a row is no accident.
const TELLING: usize = 4;

/// Whether a record of several lines, as it stands in the file, began with a quote that should not have been
/// there: nothing closes it before the file ends, or what it holds are rows. `cells` is how many it was read as.
pub fn is_unclosed(
    raw: &[u8],
    (delimiter, columns): (u8, usize),
    cells: usize,
    at_end: bool,
) -> bool {
    let quotes = raw.iter().filter(|byte| **byte == b'"').count();
    if (at_end && quotes % 2 == 1) || ends_within_text(raw, delimiter) {
        return true;
    }
    let lines = raw.split(|byte| matches!(byte, b'\r' | b'\n'));
    let mut inside: Vec<&[u8]> = lines.skip(1).filter(|line| !line.is_empty()).collect();
    let is_whole = cells == columns && quotes.is_multiple_of(2);
    if is_whole {
        // The last line has the rest of the row after the text.
        inside.pop();
    }
    let is_row = |line: &&&[u8]| {
        let cuts = line.iter().filter(|byte| **byte == delimiter).count();
        columns > 1 && cuts + 1 == columns
    };
    let rows = inside.iter().filter(is_row).count();
    let least = if !is_whole && columns >= TELLING {
        1
    } else {
        LEAST
    };
    rows >= least && rows * 5 >= inside.len() * 4
}

/// Whether a cell of several lines ends with a quote that text follows: that one opens the next cell.
fn ends_within_text(raw: &[u8], delimiter: u8) -> bool {
    let (mut at, mut begins, mut opened) = (0, true, None);
    while let Some(byte) = raw.get(at) {
        let next = raw.get(at + 1);
        match (opened, byte) {
            (None, b'"') if begins => opened = Some(at),
            (Some(_), b'"') if next == Some(&b'"') => at += 1,
            (Some(from), b'"') => {
                let ends = |byte: &u8| *byte == delimiter || matches!(byte, b'\r' | b'\n' | b' ');
                let is_one_line =
                    !raw[from..at].contains(&b'\n') && !raw[from..at].contains(&b'\r');
                if !is_one_line && !next.is_none_or(ends) {
                    return true;
                }
                opened = None;
            }
            _ => {}
        }
        begins = opened.is_none() && *byte == delimiter;
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_within_a_cell_are_told_from_text() {
        let told = |raw: &str, columns, cells, at_end| {
            is_unclosed(raw.as_bytes(), (b',', columns), cells, at_end)
        };
        assert!(told("1,\"a\n2,b", 2, 2, true));
        assert!(!told("1,\"a\nb\"", 2, 2, true));
        // Texts of several lines, wherever they stand.
        assert!(!told("\"a\nb\",2,3,4\n", 4, 4, false));
        assert!(!told("1,\"one, two\nthree\nfour, five\",3\n", 3, 3, false));
        assert!(!told(
            "1,2,3,\"dear all,\nhere we are,\nyours, me\"\n",
            4,
            4,
            false
        ));
        // The quote that closes it opens another cell, however few rows there are between.
        assert!(told("1,A,\"x\n2,B,\"y", 3, 3, false));
        assert!(told("1,\"x\n2,\"Novak, Jan\"\n", 2, 3, false));
        assert!(!told("1,\"5\"\" pipe,\nand\"\"\",2\n", 3, 3, false));
        // A later quote closes it.
        let rows = "4,5,6,7\n".repeat(9);
        assert!(told(
            &format!("1,2,\"x,3\n{rows}8,\"Eva\",9,0\n"),
            4,
            6,
            false
        ));
        assert!(told(
            &format!("1,2,3,\"x\n{rows}8,5,9,\"Eva\"\n"),
            4,
            4,
            false
        ));
    }
}

//! What the first bytes of a file say about it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Beginnings of files that hold no text, with what to do about them.
const NO_TEXT: &[(&[u8], &str)] = &[
    (
        b"PK\x03\x04",
        "it is a workbook or an archive; open it in a spreadsheet program and save the sheet as CSV (UTF-8)",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "it is a workbook of an old format; open it in a spreadsheet program and save the sheet as CSV (UTF-8)",
    ),
    (b"%PDF", "it is a PDF document; export the data as CSV"),
    (b"\x1f\x8b", "it is compressed; unpack it first"),
    (b"\xff\xfe\0\0", "it is UTF-32; save it as UTF-8"),
    (b"\0\0\xfe\xff", "it is UTF-32; save it as UTF-8"),
    (
        b"BEGIN:VCARD",
        "it holds vCards; export the contacts as CSV",
    ),
];

/// Why a file that begins like this cannot be a table, and what to do.
pub fn refusal(start: &[u8]) -> Option<&'static str> {
    NO_TEXT
        .iter()
        .find(|(magic, _)| start.starts_with(magic))
        .map(|(_, why)| *why)
}

/// The encoding that a byte order mark says.
pub fn by_mark(start: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(start).map(|(encoding, _)| encoding)
}

/// UTF-16 without a mark: the half of its bytes that belongs to ASCII letters is zero, at odd places
/// or at even ones.
pub fn by_zeros(start: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| {
        start
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = |zeros: usize, others: usize| zeros * 4 > start.len() && others * 8 < zeros;
    match (many(odd, even), many(even, odd)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding's name as it is written after `--encoding`.
pub fn name(encoding: &'static Encoding) -> String {
    match encoding == UTF_8 {
        true => "utf-8".to_owned(),
        false => encoding.name().to_ascii_lowercase(),
    }
}

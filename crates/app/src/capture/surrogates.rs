//! Lone surrogates: halves of a character that a client cut apart, such as `\ud83d` without what
//! belongs behind it. They stand for no character, so JSON that holds one cannot be read; what they
//! are replaced by, U+FFFD, says that something was there.

use std::borrow::Cow;

use memchr::memchr;

/// Length of `\ud83d`.
const ESCAPE: usize = 6;
/// What a lone surrogate becomes; as long as the escape that it replaces.
const REPLACEMENT: &[u8; ESCAPE] = br"\ufffd";

/// The text with escapes of lone surrogates replaced. Pairs and backslashes that are themselves
/// escaped stay as they are. Only text with surrogates is copied, in one pass.
pub fn mended(text: &str) -> Cow<'_, str> {
    // Nearly every text has no escape at all, which is seen at once.
    let has_escapes = memchr(b'\\', text.as_bytes()).is_some();
    if !has_escapes || !text.contains("\\ud") && !text.contains("\\uD") {
        return text.into();
    }
    let Some(first) = first_escape(text.as_bytes()) else {
        return text.into();
    };
    let mut bytes = text.as_bytes().to_vec();
    replace_lone(&mut bytes, first);
    // Only ASCII was replaced, by ASCII.
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// As [`mended`], of bytes that may hold lone surrogates in their encoded form as well, which UTF-8
/// forbids. Nothing when there is nothing to mend.
pub fn mended_bytes(body: &[u8]) -> Option<Vec<u8>> {
    let escaped = first_escape(body);
    let encoded = body.windows(3).position(is_encoded);
    escaped.or(encoded)?;
    let mut bytes = body.to_vec();
    let mut at = encoded.unwrap_or(bytes.len());
    while at + 3 <= bytes.len() {
        match is_encoded(&bytes[at..at + 3]) {
            true => {
                bytes[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
                at += 3;
            }
            false => at += 1,
        }
    }
    if let Some(first) = escaped {
        replace_lone(&mut bytes, first);
    }
    Some(bytes)
}

/// Whether these three bytes are a surrogate written as if it were a character.
fn is_encoded(bytes: &[u8]) -> bool {
    matches!(bytes, [0xed, 0xa0..=0xbf, 0x80..=0xbf])
}

/// Where the first escape may stand that has to be looked at: everything before holds none.
fn first_escape(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(3)
        .position(|three| matches!(three, [b'\\', b'u', b'd' | b'D']))
        .map(|at| {
            // The backslashes in front decide whether this one is itself escaped.
            let before = bytes[..at].iter().rev();
            at - before.take_while(|byte| **byte == b'\\').count()
        })
}

/// Replaces escapes of lone surrogates from `at` on, which is no place inside an escape.
fn replace_lone(bytes: &mut [u8], mut at: usize) {
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        at += match (unit(bytes, at), unit(bytes, at + ESCAPE)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 2 * ESCAPE,
            (Some(0xd800..=0xdfff), _) => {
                bytes[at..at + ESCAPE].copy_from_slice(REPLACEMENT);
                ESCAPE
            }
            // Any other escape: what is escaped is no beginning of another one.
            _ => 2,
        };
    }
}

/// The code unit that an escape `\uXXXX` at this place stands for.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + ESCAPE)?.strip_prefix(br"\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit * 16 + char::from(*digit).to_digit(16)?)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn lone_halves_are_replaced_and_pairs_stay() {
        for (text, right) in [
            (r"plain", r"plain"),
            (r"\ud83d", r"\ufffd"),
            (r"\uD83D\uDE00", r"\uD83D\uDE00"),
            (r"\ude00\ud83d", r"\ufffd\ufffd"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\ud83dx\ude00", r"\ufffdx\ufffd"),
            (r"\ud83d\n", r"\ufffd\n"),
            (r"\ud83d\u0041", r"\ufffd\u0041"),
            (r"\\ud83d", r"\\ud83d"),
            (r"\\\ud83d", r"\\\ufffd"),
            (r"\\\\ud83d \udfff", r"\\\\ud83d \ufffd"),
            (r"\ud83", r"\ud83"),
            (r"\ud7ff\ue000", r"\ud7ff\ue000"),
            ("ž\\ud800ž", "ž\\ufffdž"),
        ] {
            assert_eq!(mended(text), right, "{text}");
            let bytes = mended_bytes(text.as_bytes());
            let bytes = bytes.unwrap_or_else(|| text.as_bytes().to_vec());
            assert_eq!(bytes, right.as_bytes(), "{text}");
        }
        assert!(matches!(mended("ž\\n"), Cow::Borrowed(_)));
        assert_eq!(mended_bytes(b"a\xed\xa0\xbdb"), Some("a\u{fffd}b".into()));
        assert_eq!(mended_bytes("a\u{d7ff}".as_bytes()), None);
    }

    proptest! {
        /// Whatever code units a text is made of, it can be read afterwards, and reads as a reader of
        /// UTF-16 would read it.
        #[test]
        fn every_text_of_code_units_can_be_read(units in proptest::collection::vec(
            prop_oneof![any::<u16>(), 0xd7f0..0xe010_u16, 0x5c..0x5e_u16], 0..20)) {
            let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let json = format!("\"{escaped}\"");
            let read: Value = serde_json::from_str(&mended(&json)).expect("it can be read");
            prop_assert_eq!(read, Value::from(String::from_utf16_lossy(&units)));
        }

        #[test]
        fn text_that_can_be_read_stays(text: String) {
            let json = Value::from(text).to_string();
            prop_assert_eq!(mended(&json), json.as_str());
        }
    }
}

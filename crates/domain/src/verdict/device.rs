//! Where a user agent names the device: telephones are called "M bot 60" and "Spider 8".
//!
//! A browser on a telephone says `(Linux; Android 6.0; M bot 60 Build/MRA58K)`: in the first
//! brackets, after the system, stand the model and its firmware, and nobody presents himself there.
//! A program that puts itself there does it with its address or with its version.

use std::ops::Range;

use smallvec::SmallVec;

/// Systems after which a model follows.
const SYSTEMS: &[&str] = &[
    "android",
    "windows phone",
    "tizen",
    "symbian",
    "bada",
    "kaios",
    "harmony",
    "mobile",
];
/// What a part of the brackets says that is no model.
const PRESENTING: &[&str] = &["http:", "https:", "www.", "@", "compatible"];
/// How programs call themselves.
const SELF_NAMES: &[&str] = &["bot", "spider", "crawl"];

/// The places in the text where only the device is named.
pub(super) fn names(text: &[u8]) -> SmallVec<[Range<usize>; 4]> {
    let mut places = SmallVec::new();
    let Some(open) = text.iter().position(|byte| *byte == b'(') else {
        return places;
    };
    let inside = &text[open + 1..];
    let inside = inside.split(|byte| *byte == b')').next().unwrap_or(inside);
    let (mut at, mut system) = (open + 1, false);
    for part in inside.split(|byte| *byte == b';') {
        if !system {
            system = SYSTEMS.iter().any(|name| find(part, name).is_some());
        } else if !presents_itself(part) {
            places.push(at..at + part.len());
        }
        at += part.len() + 1;
    }
    places
}

fn presents_itself(part: &[u8]) -> bool {
    PRESENTING.iter().any(|sign| find(part, sign).is_some())
        || SELF_NAMES.iter().any(|name| {
            find(part, name).is_some_and(|at| {
                let (before, after) = (&part[..at], &part[at + name.len()..]);
                let alone = |text: &[u8]| !text.iter().any(u8::is_ascii_alphanumeric);
                let ending = after.iter().take_while(|byte| byte.is_ascii_alphabetic());
                // `Somebot/1.0`, or nothing but `bot`.
                after.get(ending.count().min(3)) == Some(&b'/') || alone(before) && alone(after)
            })
        })
}

/// Where the name stands in the text, in whatever case.
fn find(text: &[u8], name: &str) -> Option<usize> {
    text.windows(name.len())
        .position(|window| window.eq_ignore_ascii_case(name.as_bytes()))
}

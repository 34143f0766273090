//! Letters beyond ASCII of the languages that the encodings were made for.

use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};

/// An encoding and the languages written in it.
pub struct Alphabets {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// For each language its small letters beyond ASCII, with those of neighbours whose names are
    /// met there.
    pub languages: &'static [&'static str],
}

const CENTRAL: &[&str] = &[
    // Czech and Slovak, with German names.
    "áäčďéěíĺľňóôöőŕřšťúůüýžß",
    // Polish.
    "ąćęłńóśźżöüä",
    // Hungarian.
    "áéíóöőúüűä",
    // Romanian.
    "ăâîşţáéóöü",
    // Croatian, Slovene.
    "čćđšžöüä",
];

/// The encodings that older programs write in our parts of the world. Icelandic is missing with
/// intent: its letters are at the places of the Turkish ones, so that a file in it is asked about.
pub const CANDIDATES: &[Alphabets] = &[
    Alphabets {
        encoding: WINDOWS_1252,
        languages: &[
            // German, Dutch.
            "äëéèïöüß",
            // French.
            "àâæçéèêëîïôœùûüÿöä",
            // Spanish, Catalan.
            "áàçéèíïñóòúü",
            // Portuguese.
            "áâãàçéêíóôõúü",
            // Italian.
            "àáèéìíîòóùúöüä",
            // Danish, Norwegian, Swedish, Finnish.
            "åäæéèöøüšž",
        ],
    },
    Alphabets {
        encoding: WINDOWS_1254,
        languages: &["âçğıîöşûüßäé"],
    },
    Alphabets {
        encoding: WINDOWS_1250,
        languages: CENTRAL,
    },
    Alphabets {
        encoding: ISO_8859_2,
        languages: CENTRAL,
    },
];

/// Signs that stand inside or at the end of words in any language.
const SIGNS: &str = "°·’‘“”„«»–—…ªº²³";

/// Whether a word can be one of this language: its letters beyond ASCII are in the alphabet, and no
/// capital comes after a small letter.
pub fn is_word(word: &str, alphabet: &str) -> bool {
    let mut small = false;
    word.chars().all(|letter| {
        let capital_inside = small && letter.is_uppercase() && !letter.is_ascii();
        small = letter.is_lowercase();
        let known = || {
            let lower = letter.to_lowercase().next().unwrap_or(letter);
            // The capital İ is small i with a dot; both are ASCII letters to a Turk.
            letter == 'İ' && alphabet.contains('ı') || alphabet.contains(lower)
        };
        !capital_inside && (letter.is_ascii() || SIGNS.contains(letter) || known())
    })
}

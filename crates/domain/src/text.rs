//! Text made comparable: without case, accents and the differences between Turkish and other i's.

pub mod entities;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds text for comparison: İ, I and ı become i, compatibility forms are taken apart (NFKD),
/// combining marks dropped, the rest lower-cased, and letters such as ß and ł replaced. So `İSTANBUL`, `Istanbul` and `ıstanbul` are one.
///
/// The i's go first: lower-casing `İ` by the Unicode rules leaves a dot behind, and no
/// decomposition turns `ı` into `i`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            'İ' | 'ı' => folded.push('i'),
            letter => fold_letter(letter, &mut folded),
        }
    }
    folded
}

/// Each letter by itself: only marks change places when a text is taken apart, and they are dropped.
fn fold_letter(letter: char, folded: &mut String) {
    let bare = std::iter::once(letter)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase);
    // Some capitals lower-case to a letter with a mark of its own; decomposing again removes it.
    let bare = bare.nfkd().filter(|letter| !is_combining_mark(*letter));
    for letter in bare {
        match undecomposed(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
}

/// Letters of European alphabets that Unicode does not take apart, as people without that key on
/// their keyboard write them.
fn undecomposed(letter: char) -> Option<&'static str> {
    Some(match letter {
        // Of letters for formulas, such as `𝚤`, one is left.
        'ı' => "i",
        'ß' => "ss",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The words of a text for whole-word search: folded, every run of other characters than letters
/// and digits one space, with a space at both ends, e.g. ` chief executive officer `. A text
/// without words gives one space.
pub fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len() + 2);
    words.push(' ');
    for letter in folded.chars() {
        if letter.is_alphanumeric() {
            words.push(letter);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// A name with `camelCase` and `email1` taken apart: what programs write as one word.
pub fn parted(name: &str) -> String {
    let mut parted = String::with_capacity(name.len() + 4);
    let (mut low, mut is_letter) = (false, false);
    for letter in name.chars() {
        if letter.is_uppercase() && low || letter.is_ascii_digit() && is_letter {
            parted.push(' ');
        }
        (low, is_letter) = (letter.is_lowercase(), letter.is_alphabetic());
        parted.push(letter);
    }
    parted
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)] as char);
    bytes.iter().flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_are_written_as_two_digits_each() {
        assert_eq!(hex(&[0, 0x0a, 0x7f, 0xff]), "000a7fff");
        assert_eq!(hex(&[]), "");
    }

    #[test]
    fn case_marks_and_the_turkish_i_do_not_matter() {
        for text in [
            "İSTANBUL",
            "Istanbul",
            "ıstanbul",
            "\u{1d6a4}stanbul",
            "istanbul",
            "i\u{307}stanbul",
        ] {
            assert_eq!(fold(text), "istanbul", "{text}");
        }
        assert_eq!(fold("Příliš žluťoučký kůň"), "prilis zlutoucky kun");
        assert_eq!(fold("Ağrı Şırnak Çığ ÖÜ"), "agri sirnak cig ou");
        assert_eq!(
            fold("Łukasz Weiß, WEIẞ, Sørensen"),
            "lukasz weiss, weiss, sorensen"
        );
        assert_eq!(fold("ﬁle № ＡＢＣ"), "file no abc");
    }

    #[test]
    fn words_stand_between_spaces() {
        assert_eq!(
            words("Chief Executive-Officer"),
            " chief executive officer "
        );
        assert_eq!(words("  (CEO) & Owner!"), " ceo owner ");
        assert_eq!(words("Ředitel/ka"), " reditel ka ");
        assert_eq!(words("--"), " ");
        assert_eq!(words(""), " ");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let spaced = words(&text);
            prop_assert!(spaced.starts_with(' ') && spaced.ends_with(' ') && !spaced.contains("  "));
            prop_assert_eq!(words(&spaced), spaced.clone());
        }

        /// What is composed and what is taken apart is one text.
        #[test]
        fn letters_are_folded_one_by_one(text in "[\\PC\u{300}-\u{32f}]{0,40}") {
            let whole: String = text.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
            prop_assert_eq!(fold(&text), fold(&whole));
            prop_assert_eq!(fold(&text), fold(&text.nfc().collect::<String>()));
        }

        #[test]
        fn the_ascii_path_is_no_exception(text in "[ -~]{0,40}") {
            let with_mark = fold(&format!("{text}é"));
            prop_assert_eq!(fold(&text) + "e", with_mark);
        }
    }
}

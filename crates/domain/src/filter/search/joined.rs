//! Names with an apostrophe, which many leave out: `obrien` finds O'Brien, `loreal` L'Oréal.

/// The signs that are written for one.
const APOSTROPHES: [char; 5] = ['\'', '\u{2019}', '\u{2018}', '\u{2bc}', '`'];

/// A text with its words that have an apostrophe between letters once more at its end, without it.
pub(super) fn with_joined(text: &str) -> String {
    let mut joined = text.to_owned();
    for word in text.split_whitespace().filter(|word| is_parted(word)) {
        joined.push(' ');
        joined.extend(word.chars().filter(|letter| !APOSTROPHES.contains(letter)));
    }
    joined
}

fn is_parted(word: &str) -> bool {
    word.contains(APOSTROPHES)
        && word
            .split(APOSTROPHES)
            .filter(|part| part.contains(char::is_alphanumeric))
            .count()
            > 1
}

#[cfg(test)]
mod tests {
    use super::with_joined;

    #[test]
    fn what_stands_around_an_apostrophe_is_one_word_as_well() {
        for (text, expected) in [
            ("Pat O'Brien", "Pat O'Brien OBrien"),
            (
                "L\u{2019}Or\u{e9}al D'Arc",
                "L\u{2019}Or\u{e9}al D'Arc LOr\u{e9}al DArc",
            ),
            ("'Quoted' words", "'Quoted' words"),
            ("Smith", "Smith"),
            ("' '", "' '"),
        ] {
            assert_eq!(with_joined(text), expected);
        }
    }
}

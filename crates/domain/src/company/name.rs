//! The name of a company in the one form in which names are compared.

use std::borrow::Cow;

use super::bounded;
use super::forms::{AND, BATHS, BEFORE_QUOTES, FIRST, JOINED, LAST, NONE, SHORT, TRADE};
use crate::identity::normalize;
use crate::text;

/// Most bytes of a name that are looked at.
const MAX_NAME: usize = 1_000;

/// The key of a name: without case, marks, punctuation, legal form and order of words. `None` when it
/// has no letters or digits, or says that there is no company.
///
/// A name that is nothing but a legal form keeps its last word, so that no name folds to nothing.
pub fn key(name: &str) -> Option<String> {
    let name = &name[..name.floor_char_boundary(MAX_NAME)];
    if normalize::is_placeholder(name) {
        return None;
    }
    let text = text::words(&spelled_out(name));
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || NONE.contains(&words.join(" ").as_str()) {
        return None;
    }
    for word in &mut words {
        let short = SHORT.iter().find(|(long, _)| long == word);
        *word = short.map_or(*word, |(_, short)| short);
    }
    without_and(&mut words);
    let is_quoted = name.contains(['"', '„', '“', '”', '«', '»']);
    if words.len() > 1 && is_quoted && BEFORE_QUOTES.contains(&words[0]) {
        words.remove(0);
    }
    strip(&mut words);
    let mut words = joined(&words);
    words.sort_unstable();
    Some(bounded(&words.join(" ")))
}

/// Whether one name is the other with further words, such as a place or a part of the company.
pub fn is_similar(one: &str, other: &str) -> bool {
    let within = |small: &str, large: &str| {
        let mut words = small.split(' ');
        words.all(|word| large.split(' ').any(|known| known == word))
    };
    let says_something = |name: &str| name.split(' ').any(|word| word.chars().nth(2).is_some());
    (within(one, other) && says_something(one)) || (within(other, one) && says_something(other))
}

/// The name with blanks where words end and none where they do not, and signs that tell names apart as words,
/// before it is folded.
fn spelled_out(name: &str) -> String {
    let mut name: String = with_signs(name)
        .chars()
        .filter(|letter| !is_between_letters(*letter))
        .map(|letter| {
            if matches!(letter, '™' | '®' | '©' | '℠') {
                ' '
            } else {
                letter
            }
        })
        .collect();
    if !name.is_ascii() {
        for form in JOINED {
            name = name.replace(form, " ");
        }
    }
    name
}

/// The name with the words for `+` and `#` where these belong to a word, so that `C`, `C++` and `C#` are three. A
/// plus between words joins them as `&` does, and a number sign before one is that of a number.
fn with_signs(name: &str) -> Cow<'_, str> {
    if !name.contains(['+', '#', '＋', '＃']) || !name.contains(char::is_alphanumeric) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len() + 16);
    let mut before = None;
    let mut signs = name.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_apart = |other: Option<char>| other.is_none_or(char::is_whitespace);
        let belongs = !is_apart(before);
        match sign {
            // At the beginning it is a part of the name.
            '+' | '＋' if belongs || before.is_none() || !is_apart(signs.peek().copied()) => {
                out.push_str(" plus ");
            }
            '#' | '＃' if belongs => out.push_str(" sharp "),
            other => out.push(other),
        }
        before = Some(sign);
    }
    Cow::Owned(out)
}

/// Whether a sign stands within a word: apostrophes, and what cannot be seen.
fn is_between_letters(sign: char) -> bool {
    matches!(
        sign,
        '\'' | '’' | 'ʼ' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Takes the words for `&` away, unless there are no others.
fn without_and(words: &mut Vec<&str>) {
    if words.iter().any(|word| !AND.contains(word)) {
        words.retain(|word| !AND.contains(word));
    }
}

/// Takes legal forms away, as long as something is left.
fn strip(words: &mut Vec<&str>) {
    if words.len() > 1 && FIRST.contains(&words[0]) {
        words.remove(0);
    }
    let (mut has_form, mut is_romanian) = (false, false);
    loop {
        let form = ending(words, LAST);
        let trade = ending(words, TRADE).filter(|many| has_form || *many > 1);
        let spa = (words.len() > 1 && is_joint_stock(words)).then_some(1);
        let Some(many) = form.max(trade).max(spa) else {
            break;
        };
        has_form = true;
        let form = words[words.len() - many..].concat();
        is_romanian |= matches!(form.as_str(), "srl" | "sa");
        words.truncate(words.len() - many);
    }
    // The Romanian form that stands before names which have another behind.
    let many = match words[..] {
        ["s", "c", _, ..] => 2,
        ["sc", _, ..] => 1,
        _ => 0,
    };
    if is_romanian {
        words.drain(..many);
    }
}

/// Whether words end with the Italian legal form rather than with a place where people bathe.
fn is_joint_stock(words: &[&str]) -> bool {
    let [.., before, "spa"] = words else {
        return false;
    };
    !BATHS.contains(before)
}

/// How many words the longest of these forms has with which words end; others are left before it.
fn ending(words: &[&str], forms: &[&str]) -> Option<usize> {
    let last = words.last()?;
    let ends_with = |form: &&&str| {
        let mut own = words.iter().rev();
        // Most forms end otherwise, which is seen at once.
        form.ends_with(last)
            && form.rsplit(' ').all(|word| own.next() == Some(&word))
            && own.next().is_some()
    };
    let found = forms.iter().filter(ends_with);
    found.map(|form| form.split(' ').count()).max()
}

/// Words, with single letters that follow one another put together: `i b m` is `ibm`.
fn joined(words: &[&str]) -> Vec<String> {
    let is_letter = |word: &str| word.chars().nth(1).is_none();
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut letters = false;
    for word in words {
        match joined.last_mut().filter(|_| letters && is_letter(word)) {
            Some(last) => last.push_str(word),
            None => joined.push((*word).to_owned()),
        }
        letters = is_letter(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::MAX_KEY;
    use super::*;

    #[test]
    fn what_programs_write_where_there_is_none_is_no_company() {
        for nothing in [
            "{{company}}",
            "undefined",
            "null",
            "N/A",
            "[object Object]",
            " ",
        ] {
            assert_eq!(key(nothing), None, "{nothing}");
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn spellings_of_a_company_are_one() {
        for (key_of, names) in [
            (
                "budimex",
                &["Budimex Sp. z o.o.", "BUDIMEX SP Z OO", "Budimex sp. zoo"][..],
            ),
            (
                "auto skoda",
                &[
                    "Škoda Auto a.s.",
                    "Škoda Auto, a.s.",
                    "ŠKODA AUTO A.S.",
                    "Skoda Auto as",
                    "škoda  auto a. s.",
                    "Auto Škoda, akciová společnost",
                    "SKODA-AUTO A/S",
                    "Škoda Auto",
                ][..],
            ),
            (
                "acme",
                &[
                    "Acme  Inc",
                    "Acme Inc",
                    "Acme Inc.",
                    "ACME, Inc",
                    "ACME, INC.",
                    "acme",
                    "Acme Ltd.",
                    "Acme Limited",
                    "Acme LLC",
                    "Acme, L.L.C.",
                    "Acme GmbH",
                    "Acme G.m.b.H.",
                    "Acme GmbH & Co. KG",
                    "Acme AG",
                    "Acme S.A.",
                    "Acme SA",
                    "Acme SAS",
                    "Acme S.A.S.",
                    "Acme B.V.",
                    "Acme BV",
                    "Acme Oy",
                    "Acme Oyj",
                    "Acme AB",
                    "Acme AB (publ)",
                    "Acme & Co.",
                    "Acme and Company",
                    "Acme s.r.o.",
                    "Acme, spol. s r.o.",
                    "Acme spol. s r. o.",
                    "Acme společnost s ručením omezeným",
                    "Acme Sp. z o.o.",
                    "Acme S.p.A.",
                    "Acme SpA",
                    "ACME SPA",
                    "Acme A.Ş.",
                    "ACME AŞ",
                    "Acme Ltd. Şti.",
                    "Acme Limited Şirketi",
                    "Acme San. ve Tic. Ltd. Şti.",
                    "Acme Sanayi ve Ticaret A.Ş.",
                    "ACME SANAYİ VE TİCARET ANONİM ŞİRKETİ",
                    "Acme Tic. Ltd. Şti.",
                    "Acme San. Tic. A.Ş.",
                    "Acme Dış Ticaret Ltd Şti",
                    "Acme Pty Ltd",
                    "The Acme Company",
                    "株式会社Acme",
                    "«ACME»",
                    "Acme™, Inc.",
                    "Ac\u{200b}me Inc",
                    "Acme a.s. v likvidaci",
                    "ACME s.r.o., v likvidaci",
                    "Acme, s.r.o. v likvidácii",
                    "Acme GmbH i.L.",
                    "Acme Ltd. (in liquidation)",
                    "Acme Sp. z o.o. w likwidacji",
                    "Acme družstvo",
                    "Acme Kft.",
                    "Acme Zrt.",
                    "Acme Nyrt.",
                    "Acme Korlátolt Felelősségű Társaság",
                    "Acme Sp. z o.o. Sp. k.",
                    "Acme Sp.k.",
                    "Acme S.L.",
                    "Acme S.L.U.",
                    "Acme S.A.U.",
                    "Acme S. de R.L. de C.V.",
                    "Acme Lda.",
                    "Acme Unipessoal Lda",
                    "Acme N.V.",
                    "Acme SPRL",
                    "Acme S.r.l.s.",
                    "Acme Soc. Coop.",
                    "Acme ApS",
                    "Acme A/S",
                    "Acme K/S",
                    "Acme Ky",
                    "Acme Oy Ab",
                    "Acme H.B.",
                    "Acme hf.",
                    "Acme d.o.o.",
                    "Acme j.d.o.o.",
                    "Acme DOOEL",
                    "SIA \"Acme\"",
                    "UAB \"Acme\"",
                    "OÜ „Acme“",
                    "Acme OÜ",
                    "Acme EOOD",
                    "Acme OOD",
                    "Acme ЕООД",
                    "Acme EAD",
                    "S.C. Acme S.R.L.",
                    "SC ACME SRL",
                    "Acme A.O.",
                    "Acme Anonim Ortaklığı",
                    "Acme San. ve Tic. A.Ş.",
                    "Acme İth. İhr. San. ve Tic. Ltd. Şti.",
                    "Acme GmbH & Co. KG",
                    "Acme GmbH & Co. KGaA",
                    "Acme gGmbH",
                    "Acme UG (haftungsbeschränkt) & Co. KG",
                    "Acme PartG mbB",
                    "Acme e.K.",
                    "Acme Sdn. Bhd.",
                    "Acme Co., Ltd.",
                    "Acme Pvt. Ltd.",
                    "Acme Private Limited",
                    "Acme DAC",
                    "Acme PLLC",
                    "Acme W.L.L.",
                    "Acme FZE",
                    "Acme Α.Ε.",
                    "Acme ΕΠΕ",
                ],
            ),
            ("isik", &["Işık A.Ş.", "IŞIK AŞ", "ışık", "Isik"]),
            ("ibm", &["I.B.M.", "IBM Corp.", "I B M Corporation"]),
            ("oreilly", &["O'Reilly", "O’Reilly Inc.", "OReilly"]),
            (
                "johnson johnson",
                &["Johnson & Johnson", "Johnson and Johnson, Inc."],
            ),
            ("ромашка", &["ООО «Ромашка»", "Ромашка, ООО", "ромашка"]),
        ] {
            for name in names {
                assert_eq!(key(name).as_deref(), Some(key_of), "{name}");
            }
        }
    }

    #[test]
    fn no_name_folds_to_nothing() {
        for (name, expected) in [
            ("SA", "sa"),
            ("S.A.", "sa"),
            ("AS Co", "as"),
            ("a.s.", "as"),
            ("Inc.", "inc"),
            ("Ltd. Şti.", "ltd"),
            ("Company Ltd.", "company"),
            ("San. ve Tic.", "san tic"),
            ("&  Co", "co"),
            ("And", "and"),
            ("3M", "3m"),
            ("7", "7"),
        ] {
            assert_eq!(key(name).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn names_that_differ_stay_apart() {
        let names = [
            "Škoda Auto",
            "Škoda Electric",
            "Acme Praha",
            "Acme",
            "Day Spa",
            "Day",
            "Hotel & Spa",
            "Hotel",
            "Umut Ticaret",
            "Umut",
            "AS Roma",
            "Roma",
            "Company 1",
            "Company 2",
            "SE Consulting",
            "Consulting",
            "Ankara Ticaret Odası",
            "Global EV",
            "Global",
            "Sia Partners",
            "Partners",
            "OU Health",
            "Health",
            "Banque CIC",
            "Banque",
            "Virgin BT",
            "Virgin",
            "SC Freiburg GmbH",
            "Freiburg",
        ];
        let keys: std::collections::BTreeSet<_> = names.iter().map(|name| key(name)).collect();
        assert_eq!(keys.len(), names.len(), "{keys:?}");
    }

    #[test]
    fn signs_that_tell_names_apart_are_words() {
        for (name, expected) in [
            ("C", Some("c")),
            ("C++", Some("c plus plus")),
            ("C++ Ltd.", Some("c plus plus")),
            ("C#", Some("c sharp")),
            ("C# s.r.o.", Some("c sharp")),
            ("F#", Some("f sharp")),
            ("A+", Some("a plus")),
            ("A", Some("a")),
            ("+ Plus", Some("plus plus")),
            ("+Plus", Some("plus plus")),
            ("Plus", Some("plus")),
            ("3M", Some("3m")),
            ("Canal+", Some("canal plus")),
            ("Canal Plus", Some("canal plus")),
            ("Foo + Bar", Some("bar foo")),
            ("Foo & Bar", Some("bar foo")),
            ("Foo #5", Some("5 foo")),
            ("+", None),
            ("++", None),
            ("#", None),
            ("+1", Some("1 plus")),
        ] {
            assert_eq!(key(name).as_deref(), expected, "{name}");
            let again = expected.map(|key_of| key(key_of).unwrap_or_default());
            assert_eq!(again.as_deref(), expected, "{name} is the same again");
        }
    }

    #[test]
    fn what_is_no_company_gives_no_key() {
        for name in [
            "",
            " ",
            "--",
            "N/A",
            "none",
            "Self-employed",
            "OSVČ",
            "Freelance",
            "yok",
            "Company",
            "Firma",
            "Şirket",
            "Your Company",
            "not specified",
            "TBD",
            "Other",
            "Household",
            "bez firmy",
            "Gmail",
            "!?",
        ] {
            assert_eq!(key(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_with_further_words_is_similar() {
        assert!(is_similar("samecorp", "international samecorp"));
        assert!(!is_similar("auto skoda", "samecorp"));
        assert!(!is_similar("hm", "hm nova"));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_bounded_key_without_marks(name in "\\PC{0,60}") {
            if let Some(key) = key(&name) {
                prop_assert!(!key.is_empty() && key.len() <= MAX_KEY);
                prop_assert!(!key.contains(['.', '#']));
            }
        }

        #[test]
        fn the_order_of_words_does_not_matter(mut words in proptest::collection::vec("[b-d]{4,6}", 1..5)) {
            let one = key(&words.join(" "));
            words.reverse();
            prop_assert_eq!(one, key(&words.join(", ")));
        }
    }
}

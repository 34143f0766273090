//! Names of people compared: whether two are clearly those of two people.
//!
//! Names are written in many ways, so the doubt is on the side of one person: case, accents, order,
//! initials, titles, a name left out, a slip of the pen, a spelling and a short form tell nobody apart. What does is a
//! word on each side that the other has nothing for. A letter between two known given names is no slip: Hana is not Jana.

mod diminutives;
pub(super) mod given;

use crate::company::name;
use crate::text;

use diminutives::is_diminutive;
use given::is_spelling;

pub use given::is_given;

/// Longest name looked at, in words; what is longer is a sentence.
const MAX_WORDS: usize = 8;

/// Titles and forms of address, folded: they are no part of a name.
const TITLES: &[&str] = &[
    "av", "bay", "bayan", "bc", "bey", "csc", "dipl", "doc", "docent", "dr", "drsc", "esq", "frau",
    "hanim", "herr", "ii", "iii", "ing", "jr", "judr", "mag", "mba", "mddr", "mga", "mgr", "miss",
    "mr", "mrs", "ms", "msc", "mudr", "mvdr", "op", "paeddr", "pan", "pani", "phd", "phdr", "prof",
    "rndr", "sayin", "sir", "sn", "sr", "thdr", "uzm",
];

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They can be names of one person.
    Alike,
    /// They are clearly those of two people.
    Other,
    /// There is too little to tell.
    Unknown,
}

/// Whether a word is a title or a form of address, however it is written (`Ph.D.`).
pub fn is_title(word: &str) -> bool {
    let bare = text::words(word).replace(' ', "");
    TITLES.contains(&bare.as_str())
}

/// A name in its words, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name(Vec<String>);

impl Name {
    /// The words of a name; none where the text is no name: an address, a number, a sentence.
    pub fn parse(text: &str) -> Self {
        if text.contains('@') {
            return Self::default();
        }
        let words = text::words(text);
        let words = words
            .split(' ')
            .filter(|word| word.chars().any(char::is_alphabetic) && !TITLES.contains(word));
        let words: Vec<String> = words.map(str::to_owned).collect();
        match words.len() > MAX_WORDS {
            true => Self::default(),
            false => Self(words),
        }
    }

    /// How this name stands to another.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let (ours, theirs) = (&self.0, &other.0);
        if ours.is_empty() || theirs.is_empty() {
            return Likeness::Unknown;
        }
        // One word written together, or the same in another order.
        if ours.concat() == theirs.concat() {
            return Likeness::Alike;
        }
        // What is written in two scripts cannot be compared letter by letter.
        let is_latin = |words: &[String]| words.iter().all(|word| word.is_ascii());
        if is_latin(ours) != is_latin(theirs) {
            return Likeness::Unknown;
        }
        let (left_ours, left_theirs, is_paired) = unpaired(ours, theirs);
        let tells = |left: &[&str]| left.iter().any(|word| word.chars().nth(1).is_some());
        match (tells(&left_ours), tells(&left_theirs)) {
            (true, true) => Likeness::Other,
            _ if is_paired => Likeness::Alike,
            _ => Likeness::Unknown,
        }
    }

    /// Whether this and another are clearly names of two people, where an address is that of both. The same given name
    /// with another family name is that of somebody who has married, if the address begins with it.
    pub fn is_other_at(&self, other: &Self, address: &str) -> bool {
        let (Some(ours), Some(theirs)) = (self.0.first(), other.0.first()) else {
            return false;
        };
        let is_same = ours == theirs
            || is_spelling(ours, theirs)
            || is_slip_of_one(ours, theirs)
            || is_diminutive(ours, theirs);
        let local = address.split('@').next().unwrap_or_default();
        let local = text::words(local);
        let begins = |name: &str| {
            let mut words = local.split(' ');
            name.chars().nth(2).is_some() && words.any(|word| word.starts_with(name))
        };
        self.likeness(other) == Likeness::Other && !(is_same && (begins(ours) || begins(theirs)))
    }

    /// Whether it is the name of a company rather than somebody's.
    pub fn is_of_company(&self, company: &str) -> bool {
        let key = name::key(company);
        key.is_some() && key == name::key(&self.0.join(" "))
    }
}

/// The words of both sides that the other has nothing for, and whether there are others: a short form alone makes
/// nobody one, as many have it. Equal ones find each other first.
fn unpaired<'a>(ours: &'a [String], theirs: &'a [String]) -> (Vec<&'a str>, Vec<&'a str>, bool) {
    let mut left: Vec<&str> = ours.iter().map(String::as_str).collect();
    let mut right: Vec<&str> = theirs.iter().map(String::as_str).collect();
    type Same = fn(&str, &str) -> bool;
    let matches: [(Same, bool); 5] = [
        (|a, b| a == b, true),
        (is_spelling, true),
        (is_slip_of_one, true),
        (is_diminutive, false),
        (is_initial, true),
    ];
    let mut is_paired = false;
    for (same, tells) in matches {
        let before = left.len();
        left.retain(
            |word| match right.iter().position(|other| same(word, other)) {
                Some(at) => {
                    right.remove(at);
                    false
                }
                None => true,
            },
        );
        is_paired |= tells && left.len() < before;
    }
    (left, right, is_paired)
}

/// Whether one word is the first letter of the other.
fn is_initial(a: &str, b: &str) -> bool {
    let is_letter = |word: &str| word.chars().nth(1).is_none();
    (is_letter(a) || is_letter(b)) && a.chars().next() == b.chars().next()
}

/// Whether two words are one name but for a slip of the pen, rather than two given names that are near each other. The
/// tables are asked for near words only, as every two people of an import are compared.
fn is_slip_of_one(a: &str, b: &str) -> bool {
    let is_two = || is_given(a) && is_given(b) && !is_spelling(a, b) && !is_diminutive(a, b);
    is_slip(a, b) && !is_two()
}

/// Whether two words differ by one slip of the pen, or are the forms that a Czech family name has for
/// men and women. A vowel at the end is no slip: it tells Jan from Jana and Mario from Maria.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() < 4 || is_family_form(&short, &long) {
        return long.len() >= 4;
    }
    let begins = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest = |word: &[char]| word[begins..].to_vec();
    let (short, long) = (rest(&short), rest(&long));
    let is_vowel = |letter: Option<&char>| letter.is_none_or(|letter| "aeiouy".contains(*letter));
    match long.len() - short.len() {
        0 if long.len() == 1 => !(is_vowel(short.first()) && is_vowel(long.first())),
        0 => short[1..] == long[1..] || is_swap(&short, &long),
        1 if long.len() == 1 => !is_vowel(long.first()),
        1 => short[..] == long[1..],
        _ => false,
    }
}

/// Whether the first two letters have changed places.
fn is_swap(a: &[char], b: &[char]) -> bool {
    a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]
}

/// Whether the longer is the shorter with the ending that women's family names have.
fn is_family_form(short: &[char], long: &[char]) -> bool {
    let Some(stem) = long.strip_suffix(&['o', 'v', 'a']) else {
        return false;
    };
    stem.len() >= 3 && (stem == short || short.strip_suffix(&['a']) == Some(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Likeness {
        let (a, b) = (Name::parse(a), Name::parse(b));
        assert_eq!(a.likeness(&b), b.likeness(&a), "{a:?} {b:?}");
        a.likeness(&b)
    }

    #[test]
    fn ways_to_write_one_name_are_alike() {
        for (a, b) in [
            ("Jan Novák", "JAN NOVAK"),
            ("Novák Jan", "Jan Novák"),
            ("Novák, Jan", "Ing. Jan Novák, Ph.D."),
            ("J. Novák", "Jan Novák"),
            ("Jan", "Jan Novák"),
            ("Novák", "Jan Novák"),
            ("Ahmet Yılmaz", "AHMET CAN YILMAZ"),
            ("Ayşe Işık", "Ayse Isik"),
            ("Sayın Ayşe Hanım", "ayşe"),
            ("John Smith", "Jon Smith"),
            ("Kateřina Malá", "Katerina Mala"),
            ("Thomas Miller", "Tomas Miller"),
            ("Svoboda Petr", "Petr Svobdoa"),
            ("Jana Novak", "Jana Nováková"),
            ("jannovak", "Jan Novák"),
            ("Mr John Smith Jr.", "john smith"),
            ("Ana", "Anna"),
            ("Robert Smith", "Bob Smith"),
            ("Bob Smith", "Rob Smith"),
            ("Honza Novák", "Ing. Jan Novák"),
            ("Káťa Malá", "Kateřina Malá"),
            ("İbo Kaya", "İbrahim Kaya"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Alike, "{a} / {b}");
        }
    }

    #[test]
    fn names_of_two_people_are_others() {
        for (a, b) in [
            ("Ana", "Bea"),
            ("Jan Novák", "Jana Nováková"),
            ("Jan Novák", "Jana Novák"),
            ("Jan Novák", "Jan Svoboda"),
            ("Petr Novák", "Jan Novák"),
            ("Mario Rossi", "Maria Rossi"),
            ("Ahmet Can Yılmaz", "Ahmet Cem Yılmaz"),
            ("Ali Kaya", "Veli Kaya"),
            ("P. Novák", "J. Svoboda"),
            ("Martin Dvořák", "Martina Dvořáková"),
            ("Stroje s.r.o.", "Petr První"),
            ("Bob Smith", "Robert Jones"),
            ("Bill Smith", "Bob Smith"),
            ("Alexandr Nový", "Alexandra Nová"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Other, "{a} / {b}");
        }
    }

    #[test]
    fn given_names_a_letter_apart_are_those_of_two_people() {
        let pairs = "Hana Jana, Marek Mirek, Metin Çetin, Hakan Hasan, Orhan Erhan, Kemal Cemal, Engin Ergin, Adam Adem, \
                     Esra Esma, Christian Christina, Andrew Andrea, Julia Julian, Karin Karim, Mary Mark, Ted Ned, \
                     Tina Gina, Harry Larry, Jane June, Tomáš Tobiáš, Laura Lara, Joan John, Lucie Luděk, Lenka Alenka, \
                     Mehmet Muhammet, Dita Zita, Selim Selin, Frances Francis, Саша Паша, Александр Александра";
        for pair in pairs.split(", ") {
            let (a, b) = pair.split_once(' ').unwrap();
            for family in ["Nováková", "Yılmaz", "Smith", "Коваленко"] {
                let (a, b) = (format!("{a} {family}"), format!("{b} {family}"));
                assert_eq!(likeness(&a, &b), Likeness::Other, "{a} / {b}");
            }
            assert_eq!(likeness(a, b), Likeness::Other, "{a} / {b}");
        }
    }

    #[test]
    fn spellings_and_forms_of_one_given_name_are_alike() {
        let pairs = "Brian Bryan, Steven Stephen, Catherine Katherine, Catherine Kathryn, Katherine Kathryn, \
                     Mohammed Muhammad, Mohammed Mehmed, Muhammad Mehmed, Mehmed Mehmet, Zdeněk Zdenda, Alexander Sasha, \
                     Alexandr Alexander, Petr Peter, Thomas Tomáš, Jon John, Ahmet Ahmed, Sarah Sára, Juraj Jura, \
                     Edward Ned, Edward Ted, Atilla Attila";
        for pair in pairs.split(", ") {
            let (a, b) = pair.split_once(' ').unwrap();
            for family in ["Nováková", "Yılmaz", "Smith"] {
                let (a, b) = (format!("{a} {family}"), format!("{family} {b}"));
                assert_eq!(likeness(&a, &b), Likeness::Alike, "{a} / {b}");
            }
        }
        assert_eq!(
            likeness("Александр Коваленко", "Саша Коваленко"),
            Likeness::Alike
        );
    }

    #[test]
    fn a_letter_is_a_slip_where_one_of_the_words_is_no_given_name() {
        for (a, b) in [
            ("Hama Nováková", "Hana Nováková"),
            ("Jsna Nováková", "Jana Nováková"),
            ("Mrtin Smith", "Martin Smith"),
            ("Hasam Yılmaz", "Hasan Yılmaz"),
            ("Hana Dvořák", "Hana Dvožák"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Alike, "{a} / {b}");
        }
    }

    #[test]
    fn where_there_is_little_nothing_is_said() {
        for (a, b) in [
            ("", "Jan Novák"),
            ("Mgr.", "Jan Novák"),
            ("ana@firma.example", "Bea"),
            ("Иван Петров", "Ivan Petrov"),
            ("12345", "Bea"),
            ("Bob", "Robert"),
            ("Honza", "Jan Novák"),
            ("J.", "K. Novák"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Unknown, "{a} / {b}");
        }
    }

    #[test]
    fn another_family_name_is_no_other_person_where_the_address_has_the_given_name() {
        let is_other = |a: &str, b: &str, address: &str| {
            let (a, b) = (Name::parse(a), Name::parse(b));
            assert_eq!(a.is_other_at(&b, address), b.is_other_at(&a, address));
            a.is_other_at(&b, address)
        };
        let (maiden, married) = ("Jana Nováková", "Jana Svobodová");
        for address in [
            "jana.novakova@firma.example",
            "jananovakova@firma.example",
            "it-jana@firma.example",
        ] {
            assert!(!is_other(maiden, married, address), "{address}");
        }
        for address in [
            "novakova@firma.example",
            "j.novakova@firma.example",
            "petr@jana.example",
        ] {
            assert!(is_other(maiden, married, address), "{address}");
        }
        assert!(!is_other(
            "Katka Malá",
            "Kateřina Velká",
            "katerina@firma.example"
        ));
        assert!(is_other(
            "Petr Novák",
            "Jana Nováková",
            "novak.jana@firma.example"
        ));
        assert!(is_other("Vera Malá", "Pavel Dvořák", "pavel@firma.example"));
        assert!(!is_other(
            "Jana Nováková",
            "J. Nováková",
            "petr@firma.example"
        ));
    }

    #[test]
    fn a_name_that_is_a_company_s_is_told() {
        let is_company = |name: &str, company: &str| Name::parse(name).is_of_company(company);
        assert!(is_company("Stroje Praha", "STROJE Praha s.r.o."));
        assert!(is_company("Stroje Praha s.r.o.", "Stroje Praha"));
        assert!(!is_company("Petr První", "Stroje Praha"));
        assert!(!is_company("", ""));
        assert!(!is_company("Stroje", "Stroje Praha"));
    }
}

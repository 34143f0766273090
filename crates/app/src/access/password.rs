//! Passwords: which will do, how they are kept, and how they are compared.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use ripen_domain::text::fold;

use crate::error::{Error, Result};

/// Shortest password, in characters.
const MIN: usize = 10;
/// Longest password, in bytes; hashing more only costs time.
const MAX: usize = 512;
/// The fewest different characters: fewer are tried through in no time.
const DIFFERENT: usize = 5;
/// What passwords are made of before all else, in the languages that Ripen speaks. With digits and signs around they
/// are the first that anybody tries.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "pass",
    "letmein",
    "welcome",
    "iloveyou",
    "changeme",
    "change me",
    "admin",
    "administrator",
    "root",
    "default",
    "secret",
    "test",
    "testtest",
    "user",
    "login",
    "master",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "trustno",
    "whatever",
    "starwars",
    "qwerty",
    "qwertz",
    "abc",
    "abcd",
    "ripen",
    "sifre",
    "sifrem",
    "parola",
    "galatasaray",
    "fenerbahce",
    "besiktas",
    "trabzonspor",
    "istanbul",
    "ankara",
    "turkiye",
    "askim",
    "heslo",
    "heslo heslo",
    "tajneheslo",
    "mojeheslo",
    "praha",
    "sparta",
    "slavia",
    "slunicko",
    "milacek",
    "martin",
    "jana",
];
/// Characters in the order of a keyboard or of the alphabet.
const ROWS: &[&str] = &[
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
];

/// The hash that is kept of a new password of somebody with this address.
///
/// # Errors
/// When the password will not do: it says why.
pub fn hash(password: &str, email: &str) -> Result<String> {
    if let Some(fault) = fault(password, email) {
        return Err(Error::invalid("password", fault));
    }
    hash_any(password).map_err(|error| Error::invalid("password", error.to_string()))
}

/// Whether a password is the one that a hash was made of. It takes as long where it is longer than any may be.
pub fn is_right(password: &str, hash: &str) -> bool {
    let begins = password.as_bytes().get(..MAX);
    let begins = begins.unwrap_or(password.as_bytes());
    let is_same = PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(begins, &hash).is_ok());
    is_same && password.len() <= MAX
}

/// Takes as long as looking whether a password is right.
pub fn is_right_of_nobody() -> bool {
    drop(hash_any("an unknown address"));
    false
}

fn hash_any(password: &str) -> argon2::password_hash::Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

/// Why a password will not do.
fn fault(password: &str, email: &str) -> Option<String> {
    if password.trim().chars().count() < MIN {
        return Some(format!("it needs at least {MIN} characters"));
    }
    if password.len() > MAX {
        return Some(format!("it may have at most {MAX} characters"));
    }
    let folded = fold(password.trim());
    let is_easy = has_few_characters(&folded) || is_row(&folded) || is_common(&folded);
    let own = fold(email);
    let own_name = own.split('@').next().unwrap_or_default();
    let is_own = (!own.is_empty() && folded.contains(&own))
        || (own_name.len() >= 4 && stem(&folded) == stem(own_name));
    (is_easy || is_own)
        .then(|| "it is among the first that anybody tries: take several words, or one of a password manager".to_owned())
}

fn has_few_characters(password: &str) -> bool {
    let letters = password.chars().filter(|letter| !letter.is_whitespace());
    let mut different: Vec<char> = letters.collect();
    different.sort_unstable();
    different.dedup();
    different.len() < DIFFERENT
}

/// Whether it is parts of rows, forwards or backwards, of three characters and more.
fn is_row(password: &str) -> bool {
    let backwards = |row: &&str| row.chars().rev().collect::<String>();
    let rows: Vec<String> = ROWS
        .iter()
        .map(backwards)
        .chain(ROWS.iter().map(|row| (*row).to_owned()))
        .collect();
    let mut rest = password;
    while !rest.is_empty() {
        let ends = rest
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let longest = ends
            .skip(2)
            .take_while(|end| rows.iter().any(|row| row.contains(&rest[..*end])))
            .last();
        match longest {
            Some(end) => rest = &rest[end..],
            None => return false,
        }
    }
    true
}

fn is_common(password: &str) -> bool {
    let stem = stem(password);
    let half = stem.len() / 2;
    let is_twice = stem.is_char_boundary(half) && stem[..half] == stem[half..];
    let is_listed = |word: &str| COMMON.contains(&word);
    stem.is_empty() || is_listed(stem) || (is_twice && is_listed(&stem[..half]))
}

/// A word without the digits and signs around it.
fn stem(password: &str) -> &str {
    password.trim_matches(|letter: char| !letter.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMAIL: &str = "ada.lovelace@firma.example";

    #[test]
    fn what_anybody_tries_first_will_not_do() {
        for weak in [
            "",
            "short",
            "          ",
            "abc      d",
            "1234567890",
            "0987654321",
            "1111111111",
            "abababababab",
            "qwertyuiop",
            "qwertyuiop123",
            "abc1234567890",
            "1q2w3e4r5t6y",
            "Password123!",
            "passwordpassword1",
            "P@ssw0rd2026",
            "Administrator1",
            "Heslo12345",
            "Şifre123456",
            "galatasaray1905",
            "2026-11-27",
            "ada.lovelace@firma.example",
            "Ada.Lovelace1",
        ] {
            assert!(fault(weak, EMAIL).is_some(), "{weak:?}");
        }
        let long = "x1y2z3w4".repeat(65);
        assert!(fault(&long, EMAIL).is_some());
        for good in [
            "correct horse battery",
            "another password",
            "zelená tužka prší",
            "kF9#mm2!xQw",
            "mavi kapı uzun yol",
            "tramvaj do Modřan",
            "x1y2z3w4v5",
        ] {
            assert_eq!(fault(good, EMAIL), None, "{good:?}");
        }
    }

    #[test]
    fn one_that_is_too_long_is_not_the_one_that_it_begins_with() {
        let longest = "zelená tužka prší ".repeat(30)[..MAX - 40].to_owned() + &"x".repeat(40);
        let hash = hash(&longest, EMAIL).expect("it will do");
        assert!(is_right(&longest, &hash));
        assert!(!is_right(&format!("{longest}x"), &hash));
        assert!(!is_right("", &hash) && !is_right(&longest, ""));
    }
}

//! Telephone numbers that nobody has.

use smallvec::SmallVec;

use super::super::clean::clean;
use super::super::phone::national_digits;
use super::is_placeholder;

/// Digits in a row, each one above or below the one before, from which on a number was made up.
const MADE_UP_RUN: usize = 8;

/// Whether a telephone number is one that people type to get past a form: one digit all over, or
/// digits in the order of the keyboard. `normal` is the number in E.164, where it could be read.
pub fn is_placeholder_phone(text: &str, normal: Option<&str>) -> bool {
    let digits = digits(text);
    let national = normal.map(|number| self::digits(national_digits(number)));
    let made_up = |digits: &[i16]| {
        digits.len() >= 5 && (is_one_digit(digits) || longest_run(digits) >= MADE_UP_RUN)
    };
    if digits.is_empty() {
        return is_placeholder(text);
    }
    let bare = match digits.iter().position(|digit| *digit != 0) {
        Some(at) => &digits[at..],
        None => &digits[..],
    };
    // `+420 000 000 000` is no number, so nothing tells where its country code ends.
    let after_code = text.trim_start().starts_with('+')
        && normal.is_none()
        && (1..=3).any(|code| digits.len() >= code + 6 && made_up(&digits[code..]));
    made_up(bare)
        || is_one_digit(&digits)
        || after_code
        || national.is_some_and(|national| made_up(&national))
}

fn digits(text: &str) -> SmallVec<[i16; 24]> {
    let digit = |letter: char| letter.to_digit(10).map(|digit| digit as i16);
    clean(text).chars().filter_map(digit).collect()
}

fn is_one_digit(digits: &[i16]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// The longest run of digits that each follow the one before, up or down; 0 follows 9.
fn longest_run(digits: &[i16]) -> usize {
    let longest = |step: i16| {
        let (mut run, mut longest) = (1, 1);
        for pair in digits.windows(2) {
            run = if (pair[1] - pair[0] - step).rem_euclid(10) == 0 {
                run + 1
            } else {
                1
            };
            longest = longest.max(run);
        }
        longest
    };
    longest(1).max(longest(-1))
}

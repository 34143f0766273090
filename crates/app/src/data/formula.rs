//! Cells of exported tables that a spreadsheet program would take for formulas.
//!
//! A name is what a stranger typed into a form. Opened in a spreadsheet, `=HYPERLINK(…)` is run, so
//! such a cell gets an apostrophe before it, the sign of these programs for "text". An import takes
//! exactly that off again, so that what was exported comes back as it was. Other programs have a guard of
//! their own, a formula that is a text: `="+420 777 123 456"`; an import takes it for that text.

/// Signs that begin a formula, with their wide and small forms.
const BEGINS: &str = "=+-@＝＋－＠﹦﹢﹣﹫−";
/// What stands before the sign and is not seen.
fn unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{180e}'
        )
}

/// The text as it may stand in a cell.
pub fn guarded(text: String) -> String {
    match is_run(unquoted(&text)) {
        true => format!("'{text}"),
        false => text,
    }
}

/// A cell as the text that it was made of.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_run(unquoted(cell)) => text,
        _ => guarded_text(cell).unwrap_or(cell),
    }
}

/// The text that a formula is which is nothing else.
fn guarded_text(cell: &str) -> Option<&str> {
    let text = cell.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

/// The text after the apostrophes at its beginning: those that stood there before count as well, or
/// taking one off would take a genuine one.
fn unquoted(text: &str) -> &str {
    text.trim_start_matches('\'')
}

/// Whether a spreadsheet program would run a cell. A number with its sign, as scores and telephone
/// numbers have, computes nothing and stays usable.
fn is_run(text: &str) -> bool {
    let begins_with_control = text.starts_with(['\t', '\r', '\n', '\0']);
    let seen = text.trim_start_matches(unseen);
    begins_with_control || seen.starts_with(|sign| BEGINS.contains(sign)) && !is_number(text)
}

fn is_number(text: &str) -> bool {
    let Some(number) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let marks = number
        .bytes()
        .filter(|byte| matches!(byte, b'.' | b','))
        .count();
    let between = number.bytes().filter(|byte| *byte == b' ').count();
    let ends = |edge: Option<u8>| edge.is_some_and(|byte| byte.is_ascii_digit());
    digits + marks + between == number.len()
        && marks <= 1
        && ends(number.bytes().next())
        && ends(number.bytes().next_back())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\tx",
            "  =1",
            "\u{feff}=1",
            "\u{a0}@x",
            "＝1+1",
            "＋cmd",
            "－1",
            "＠x",
            "\u{200b}=1",
            "-2-3",
            "+420 601 cmd",
            "-",
            "+",
            "=",
            "'=1",
            "''+x",
            "=HYPERLINK(\"https://evil.example\",\"x\")",
            "-cmd|'/C calc'!A0",
            "+1.2.3",
            "- item",
        ] {
            let cell = guarded(formula.to_owned());
            assert_eq!(cell, format!("'{formula}"), "{formula:?}");
            assert_eq!(restored(&cell), formula);
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            "",
            "Ada",
            "'",
            "'quoted'",
            "O'Neill",
            "'90s",
            "+420601123456",
            "+420 601 123 456",
            "-5",
            "-5.25",
            "-5,25",
            "a=b",
            "5-3",
            "ada@firm.example",
            "{\"a\":-1}",
            " x",
        ] {
            assert_eq!(guarded(text.to_owned()), text);
            assert_eq!(restored(text), text);
        }
    }

    #[test]
    fn a_formula_that_is_a_text_is_that_text() {
        for (cell, text) in [
            ("=\"+420 777 123 456\"", "+420 777 123 456"),
            (" =\"007\" ", "007"),
            ("=\"\"", ""),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=\"", "=\""),
            ("'=\"1\"", "=\"1\""),
        ] {
            assert_eq!(restored(cell), text, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(text in "['=+@\\-\t\r\n \u{feff}＝0-9a-z.,]{0,8}|\\PC{0,20}") {
            let cell = guarded(text.clone());
            prop_assert_eq!(restored(&cell), text.as_str());
            // What a cell holds never begins a formula.
            prop_assert!(cell.starts_with('\'') || !is_run(&cell));
        }
    }
}

//! Sentences about what somebody sent, which repeat no more of it than tells what is meant.

/// Most bytes of a sentence that is left as it is.
const SHORT: usize = 400;
/// Most letters of a quotation in a longer one.
const MAX_QUOTED: usize = 80;
/// Most letters of a sentence that has more than quotations.
const MAX_SENTENCE: usize = 2_000;

/// The sentence with its long quotations cut off, whose signs stay so that it is told by them.
pub fn brief(sentence: String) -> String {
    if sentence.len() <= SHORT {
        return sentence;
    }
    let mut brief = String::with_capacity(SHORT);
    let mut rest = sentence.as_str();
    while let Some(at) = rest.find(['"', '`']) {
        let (before, from) = rest.split_at(at);
        brief.push_str(before);
        // Both are one byte.
        let (sign, after) = from.split_at(1);
        let Some(end) = after.find(sign) else {
            rest = from;
            break;
        };
        brief.push_str(sign);
        push_beginning(&mut brief, &after[..end], MAX_QUOTED);
        brief.push_str(sign);
        rest = &after[end + 1..];
    }
    brief.push_str(rest);
    let mut whole = String::with_capacity(SHORT);
    push_beginning(&mut whole, &brief, MAX_SENTENCE);
    whole
}

fn push_beginning(out: &mut String, text: &str, letters: usize) {
    match text.char_indices().nth(letters) {
        Some((end, _)) => {
            out.push_str(&text[..end]);
            out.push('…');
        }
        None => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_beginning_of_what_was_sent_is_repeated() {
        let long = "ž".repeat(30_000);
        let cut = format!("{}…", "ž".repeat(80));
        for (sentence, expected) in [
            (
                format!("unknown field `{long}`; did you mean `a`?"),
                format!("unknown field `{cut}`; did you mean `a`?"),
            ),
            (
                format!("invalid type: string \"{long}\", expected u64 at line 1 column 2"),
                format!("invalid type: string \"{cut}\", expected u64 at line 1 column 2"),
            ),
            (
                format!("\"{long}\" and \"{long}\""),
                format!("\"{cut}\" and \"{cut}\""),
            ),
        ] {
            assert_eq!(brief(sentence), expected);
        }
        for endless in [long.clone(), format!("it's `{long}"), "`\"".repeat(20_000)] {
            assert!(brief(endless).chars().count() <= MAX_SENTENCE + 1);
        }
        let short = format!("a filter `{}`", "x".repeat(300));
        assert_eq!(brief(short.clone()), short);
    }
}

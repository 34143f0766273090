//! What stands where an identifier should be and is none.
//!
//! Programs write `undefined`, `null` or a template that nobody filled in; people write
//! `test@test.com` and 1234567890 to get past a form. As identifiers these join strangers.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use smallvec::SmallVec;

use super::clean::clean;
use super::phone::national_digits;
use crate::text;

/// Words, ready to be asked for: every id and address is looked up.
type Words = LazyLock<HashSet<&'static str, RandomState>>;

/// The words of a text with blanks between them.
fn words(text: &'static str) -> HashSet<&'static str, RandomState> {
    text.split_ascii_whitespace().collect()
}

/// Words that a program writes where it knows no id, and names that all visitors share; letters and
/// digits of the folded text. Numbers but zero and minus one are left out: they are ids of somebody.
static WORDS: Words = LazyLock::new(|| {
    words(
        "undefined null none nil nan nullptr na notavailable notapplicable void true false empty blank \
    missing notset notdefined notprovided notfound noid nouser novalue ref value name div0 inf infinity \
    0x0 guest guestuser anonymous anonymoususer anon unknown unknownuser visitor notauthenticated \
    unauthenticated notloggedin loggedout unregistered unidentified id uid user userid username \
    anonymousid distinctid clientid visitorid deviceid sessionid customerid contactid email emailaddress \
    useremail phone phonenumber string identifier yourid youruserid yourname youremail deleted deleteduser example placeholder default dummy test testuser \
    todo xxx misafir anonim anonym ziyaretci bilinmiyor bilinmeyen tanimsiz bos yok kullanici eposta telefon \
    host anonymni neznamy neznama navstevnik neprihlaseny neprihlasena neprihlasen nezadano neuvedeno zadny zadna uzivatel \
    prazdne neni",
    )
});

/// Ids that are not zero, and still the same for everybody: the pattern of a random id, and the
/// Android id that a fault of the maker gave to a whole series.
static NOT_UNIQUE: Words = LazyLock::new(|| {
    words("xxxxxxxxxxxx4xxxyxxxxxxxxxxxxxxx 9774d56d682e549c 123e4567e89b12d3a456426614174000")
});

/// Whether an id is none: nothing but dashes and zeros, a word for nothing, a template.
pub fn is_placeholder(id: &str) -> bool {
    if is_plain_number_or_name(id) {
        return false;
    }
    let id = clean(id);
    let id = match id.trim_matches(['"', '\'', '`', ' ']) {
        "" => &*id,
        inside => inside,
    };
    let is_unfilled = is_template(id) || matches!(id, "%s" | "%d" | "%i" | "%u" | "%v" | "%@");
    if is_unfilled || is_object(id) || matches!(id, "" | "-1" | "\"\"" | "''") {
        return true;
    }
    let folded = text::fold(id);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if bare.is_empty() {
        return id.chars().all(|c| "-_.?*/ {}[]()<>".contains(c));
    }
    let repeats = |of: char| bare.chars().all(|c| c == of);
    // The largest UUID has 32 of them; a short id of fs may be somebody's.
    let largest = bare.len() == 32 && repeats('f');
    let pattern = (3..=32).contains(&bare.len()) && repeats('x');
    repeats('0')
        || pattern
        || largest
        || WORDS.contains(bare.as_str())
        || NOT_UNIQUE.contains(bare.as_str())
        || are_words(&folded)
}

/// Whether an id is seen at once to be one, as nearly all are: it has a digit other than zero, which no word
/// for nothing has, and no signs of templates. Those of [`NOT_UNIQUE`] are long and begin as these do.
fn is_plain_number_or_name(id: &str) -> bool {
    let bytes = id.as_bytes();
    let is_usual = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.@:+/".contains(byte);
    let may_be_known = bytes.len() >= 16 && matches!(bytes[0], b'x' | b'X' | b'9' | b'1');
    !may_be_known
        && bytes.iter().any(|byte| matches!(byte, b'1'..=b'9'))
        && bytes.iter().all(is_usual)
        && bytes[0].is_ascii_alphanumeric()
        && !id.contains("@@")
}

/// Whether a text has several parts, such as `undefined-undefined` and `null:0`, and none says anything.
fn are_words(folded: &str) -> bool {
    let mut parts = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    let silent = |part: &str| {
        matches!(part, "undefined" | "null" | "none" | "nan" | "nil" | "na")
            || part.bytes().all(|byte| byte == b'0')
    };
    parts
        .clone()
        .any(|part| silent(part) && part.bytes().any(|byte| byte != b'0'))
        && parts.all(silent)
}

/// What JavaScript prints for an object.
fn is_object(id: &str) -> bool {
    id.strip_prefix("[object ")
        .is_some_and(|rest| rest.ends_with(']'))
        || id == "System.Object"
        || id.starts_with("function (")
}

/// Whether a template stands in the text that was not filled: `{{user_id}}`, `%%email%%`, `[[email]]`,
/// `${id}`, `<user id>`, `{email}`, `*|EMAIL|*` …; also with something before or after, which
/// leaves all of them the same.
pub fn is_template(text: &str) -> bool {
    // Nearly no text has any of what templates are written with.
    let is_mark = |byte| {
        matches!(
            byte,
            b'{' | b'[' | b'<' | b'%' | b'*' | b'$' | b'#' | b'(' | b'|'
        )
    };
    let is_marked = text.bytes().any(is_mark);
    if !is_marked && !text.contains("@@") && !text.starts_with("__") {
        return false;
    }
    const ANYWHERE: &[(&str, &str)] = &[
        ("{{", "}}"),
        ("${", "}"),
        ("#{", "}"),
        ("%{", "}"),
        ("<%", "%>"),
        ("{%", "%}"),
        ("[[", "]]"),
        ("%%", "%%"),
        ("*|", "|*"),
        ("@@", "@@"),
        ("%7B%7B", "%7D%7D"),
        ("%7b%7b", "%7d%7d"),
        ("{$", "}"),
    ];
    const AROUND: &[(&str, &str)] = &[
        ("{", "}"),
        ("[", "]"),
        ("<", ">"),
        ("%", "%"),
        ("__", "__"),
        ("((", "))"),
        ("(", ")"),
        ("$", "$"),
        ("||", "||"),
    ];
    let anywhere = |(open, close): &(&str, &str)| {
        text.find(open)
            .is_some_and(|at| text[at + open.len()..].contains(close))
    };
    let around = |(open, close): &(&str, &str)| {
        let inside = text
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(is_name_of_field)
    };
    ANYWHERE.iter().any(anywhere) || AROUND.iter().any(around)
}

/// Whether a text can be the name of a field: words of letters, with joints.
fn is_name_of_field(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.len() <= 60
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " _.-:|$".contains(c))
        && text.chars().filter(char::is_ascii_digit).count() <= 2
}

/// Local parts of nobody, whatever the domain: words for nothing, and mailboxes that take no mail.
static NOBODY: Words = LazyLock::new(|| {
    words(
        "undefined null none nan na noemail nomail noaddress noreply donotreply dontreply nobody noone \
    anonymous notprovided notavailable unknown invalid nospam fake fakeemail emailyok yok nemam \
    nemamemail bezmailu bezemailu mailyok epostayok",
    )
});

/// Local parts that mean nobody at a domain that means nothing, or at one that anybody types first.
static DUMMY: Words = LazyLock::new(|| {
    words(
        "test tester testing test1 test123 testuser email mail myemail youremail yourmail your you yourname \
    name username user user1 me my someone somebody example sample demo dummy foo bar foobar abc abcd \
    asd asdf asdasd qwe qwerty xyz xxx guest firstname firstnamelastname namesurname johndoe janedoe \
    customer visitor ornek deneme adiniz adsoyad adinizsoyadiniz eposta epostaniz mailiniz isim isminiz \
    kullanici jmeno vasejmeno vasemail vasadres jmenoprijmeni priklad nekdo zkouska pokus uzivatel",
    )
});

/// First labels of domains that stand for any domain.
static DUMMY_DOMAINS: Words = LazyLock::new(|| {
    words(
        "example test testing domain yourdomain mydomain domainname email mail youremail company yourcompany \
    mycompany site yoursite mysite website yourwebsite sample demo dummy abc asd asdf qwe qwerty xyz xxx \
    foo bar foobar none null undefined noemail nomail nowhere fake invalid ornek deneme firma sirket \
    siteniz firmaniz priklad domena vasedomena vasefirma firmy",
    )
});

/// Local parts at large providers that so many people type to try a form that nobody is meant by them.
static TRIED: Words = LazyLock::new(|| {
    words("test test1 test123 email example asd asdf asdasd abc qwe qwerty xxx deneme ornek")
});

/// Whether an address, or what stands where one should be, is nobody's.
///
/// `example.com` and its like are not refused as such: nobody has a mailbox there, so nobody is
/// joined by it unless the part before `@` is one that everybody types as well.
pub fn is_placeholder_email(text: &str) -> bool {
    let text = clean(text);
    let Some((local, domain)) = text.rsplit_once('@') else {
        return is_placeholder(&text);
    };
    if is_template(&text) || is_template(local) || is_template(domain) {
        return true;
    }
    let (local, domain) = (
        bare(local.split('+').next().unwrap_or(local)),
        folded(domain.trim_end_matches(['.', ',', '>', ' '])),
    );
    let label = bare(domain.split('.').next().unwrap_or_default());
    let one_letter = |text: &str| text.chars().all(|c| text.starts_with(c));
    NOBODY.contains(&*local)
        || domain.ends_with(".invalid")
        || (DUMMY.contains(&*local) && DUMMY_DOMAINS.contains(&*label))
        || (TRIED.contains(&*local) && super::mail_domain::is_provider(&domain))
        || (local == label && local.len() <= 5 && one_letter(&local))
}

/// As [`text::fold`]; most text is folded already.
fn folded(text: &str) -> Cow<'_, str> {
    let is_folded = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match text.bytes().all(is_folded) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text::fold(text)),
    }
}

/// The letters and digits of a folded text.
fn bare(text: &str) -> Cow<'_, str> {
    let folded = folded(text);
    match folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => folded,
        false => folded.chars().filter(|c| c.is_alphanumeric()).collect(),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_to_be_none_is_never_taken_for_an_id_at_first_sight() {
        let known = WORDS.iter().chain(NOT_UNIQUE.iter());
        for word in known.chain(&["-1", "0", "00000000-0000-0000-0000-000000000000", "ffff"]) {
            assert!(!is_plain_number_or_name(word), "{word}");
            assert!(!is_plain_number_or_name(&word.to_uppercase()), "{word}");
        }
        let written = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
        assert!(is_placeholder(written) && is_placeholder("123e4567-e89b-12d3-a456-426614174000"));
        for id in ["u17", "jana.novakova+2@firma.example", "4711", "9774d5"] {
            assert!(is_plain_number_or_name(id) && !is_placeholder(id), "{id}");
        }
    }
}

//! What is wrong with a filter.

use super::Sentence;

pub const SENTENCES: &[Sentence] = &[
    (
        "filter_meant",
        "unknown {what} `{name}`; did you mean `{meant}`?",
    ),
    (
        "filter_one_of",
        "unknown {what} `{name}`; expected one of {choices}",
    ),
    ("filter_unknown", "unknown {what} `{name}`"),
    (
        "filter_none_meant",
        "there is no {what} `{name}`; did you mean `{meant}`?",
    ),
    (
        "filter_none_of",
        "there is no {what} `{name}`; expected one of {choices}",
    ),
    ("filter_none", "there is no {what} `{name}`"),
    ("filter_number", "expected a number, found {found}"),
    (
        "filter_whole",
        "expected a whole number, 0 or more, found {found}",
    ),
    (
        "filter_quotes_like",
        "expected text in quotes, such as \"{example}\", found {found}",
    ),
    ("filter_quotes", "expected text in quotes, found {found}"),
    (
        "filter_value",
        "expected text in quotes, a number, `true` or `false`, found {found}",
    ),
    (
        "filter_comparison",
        "expected a comparison of {field} such as `=`, `in`, `has any` or `is known`, found {found}",
    ),
    (
        "filter_condition",
        "expected a condition such as {example}, found {found}",
    ),
    (
        "filter_kind",
        "expected a kind of interaction such as `page`, `any` or \"Product Shared\", found {found}",
    ),
    (
        "filter_date",
        "expected a date such as \"2026-01-31\" or `7 days ago`, found {found}",
    ),
    (
        "filter_no_date",
        "\"{value}\" is no date; expected a date such as \"2026-01-31\" or `7 days ago`",
    ),
    (
        "filter_field_after",
        "expected the name of a field after `{prefix}`, found {found}",
    ),
    (
        "filter_signal",
        "expected the key of a signal, found {found}",
    ),
    (
        "filter_span",
        "expected a whole number of hours, days or weeks, found {found}",
    ),
    (
        "filter_length",
        "expected a length of time such as `7 days`, found {found}",
    ),
    ("filter_name", "expected a name, found {found}"),
    (
        "filter_and_or",
        "expected `and`, `or` or the end, found {found}",
    ),
    ("filter_end", "expected the end, found {found}"),
    (
        "filter_as_in",
        "expected {what}, as in {example}, found {found}",
    ),
    (
        "filter_choice",
        "expected a {what}: {choices}, found {found}",
    ),
    (
        "filter_any_of",
        "expected {first}, {second} or {third}, found {found}",
    ),
    (
        "filter_either",
        "expected {first} or {second}, found {found}",
    ),
    ("filter_expected", "expected {what}, found {found}"),
    (
        "filter_too_long",
        "a filter can have at most {limit} bytes, this one has {bytes}",
    ),
    ("filter_at_most", "a filter can have at most {limit} bytes"),
    (
        "filter_deep",
        "conditions can be nested at most {limit} deep",
    ),
    (
        "filter_pattern",
        "a pattern can have at most {limit} characters",
    ),
    ("filter_days", "at most {limit} days"),
    (
        "filter_sum",
        "{field} cannot be summed up; `amount` and `property.NAME` can",
    ),
    (
        "filter_not_in_lists",
        "{field} cannot be looked up in lists",
    ),
    (
        "filter_domains",
        "the list \"{list}\" is of mail domains: ask email.domain",
    ),
    (
        "filter_is_date",
        "{field} is a date: compare it with `>=`, `<` or `between`",
    ),
    ("filter_mixed", "the values must be all text or all numbers"),
    (
        "filter_has",
        "`has` looks for words, but {field} is {nature}",
    ),
    (
        "filter_between",
        "`between` compares numbers and dates, but {field} is {nature}",
    ),
    (
        "filter_compares_text",
        "`{sign}` compares text, but {field} is {nature}",
    ),
    (
        "filter_compares_numbers",
        "`{sign}` compares numbers, dates and temperatures, but {field} is {nature}",
    ),
    (
        "filter_mail_only",
        "only email.domain can be {what}, {field} cannot",
    ),
    ("filter_words", "at most {limit} words"),
    (
        "filter_top_alone",
        "`top` is for lists of people; here each person is looked at alone",
    ),
    (
        "filter_top_inside",
        "`top` goes at the end of a filter, not inside it",
    ),
    ("filter_top_share", "a share is above 0 and at most 100 %"),
    ("filter_top_range", "1 to {limit} people"),
    (
        "filter_top_end",
        "`top` goes at the end of a filter: put the conditions before it, such as `fit > 5 top 10 by fit`",
    ),
    ("filter_no_word", "there is no word in this text"),
    (
        "filter_only_joins",
        "`{word}` only joins words, and there are no others",
    ),
    (
        "filter_no_company",
        "this tells no company: give its name, its mail domain, or # and its id",
    ),
    ("filter_open_quote", "this text has no closing quote"),
    ("filter_nul", "text cannot contain the character NUL"),
    ("filter_escape", "after `\\` comes `\"`, `\\`, `*` or `?`"),
    (
        "filter_sign_quotes",
        "`{sign}` has no meaning here; text goes in \"double quotes\"",
    ),
    (
        "filter_sign_write",
        "`{sign}` has no meaning here; write `{word}`",
    ),
    ("filter_sign", "`{sign}` has no meaning here"),
    ("filter_empty_group", "a group without conditions"),
    ("filter_between_values", "`between` needs two values"),
    ("filter_within", "`within` needs a length of time"),
    ("filter_needs_value", "`{op}` needs a value"),
    ("filter_one_moment", "give `before` or `after`, not both"),
];

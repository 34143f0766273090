//! Why an event is bad, or an interaction was set aside.

use super::Sentence;

/// What a further reason of one event begins with.
pub const FURTHER: &[&str] = &[
    "the address could not be read: ",
    "the telephone number could not be read: ",
];

pub const SENTENCES: &[Sentence] = &[
    ("line", "line {line}"),
    ("not_object", "it is not a JSON object"),
    (
        "not_json_at",
        "it is not valid JSON: {detail} at line {line} column {column}",
    ),
    ("not_json", "it is not valid JSON: {detail}"),
    (
        "message_not_json_at",
        "its message is not valid JSON: {detail} at line {line} column {column}",
    ),
    (
        "message_not_json",
        "its message is not valid JSON: {detail}",
    ),
    ("not_utf8", "it is not UTF-8: {detail}"),
    (
        "row_not_utf8",
        "it is not UTF-8; say what it is, for example --encoding windows-1254",
    ),
    ("too_deep", "it is nested more than {limit} deep"),
    ("too_many_values", "it holds more than {limit} values"),
    ("too_large", "it is larger than {limit} KB"),
    ("not_text", "`{field}` has to be a text"),
    ("too_long", "`{field}` is longer than {limit} bytes"),
    ("nobody", "it names nobody: give `userId` or `anonymousId`"),
    (
        "row_nobody",
        "it names nobody: it has no id, and no e-mail address or telephone number that can be used",
    ),
    (
        "placeholder_email",
        "it names nobody: the e-mail address is \"{value}\", a placeholder that stands for anybody",
    ),
    (
        "placeholder_phone",
        "it names nobody: the telephone number is \"{value}\", a placeholder that stands for anybody",
    ),
    (
        "placeholder_id",
        "it names nobody: `{field}` is \"{value}\", a placeholder that stands for anybody",
    ),
    (
        "address_meant",
        "the address could not be read: \"{value}\"; was \"{meant}\" meant?",
    ),
    (
        "address_unread",
        "the address could not be read: \"{value}\"",
    ),
    (
        "phone_unread",
        "the telephone number could not be read: \"{value}\" (its country code may be missing)",
    ),
    (
        "phone_impossible",
        "the telephone number could not be read: \"{value}\" (there is no such number in its country)",
    ),
    (
        "alias_previous",
        "an alias call needs the id of somebody in `previousId`",
    ),
    (
        "type_missing",
        "an event of a batch needs a `type`: track, page, screen, identify, group or alias",
    ),
    (
        "type_unknown",
        "`type` is \"{value}\", but has to be track, page, screen, identify, group or alias",
    ),
    (
        "event_missing",
        "a track call needs the name of what happened in `event`",
    ),
    (
        "no_time",
        "`{field}` is {value}, but has to be a time like 2026-01-31T12:00:00Z, or seconds or milliseconds since 1970",
    ),
    (
        "time_early",
        "`{field}` is {value}, which lies too far in the past: times from 1970 on are taken, as numbers those from March 1973 on",
    ),
    (
        "time_late",
        "`{field}` is {value}, which lies too far in the future: times up to the end of 2999 are taken, as numbers those up to the end of 2099",
    ),
    (
        "time_range",
        "`{field}` is {value}, which is out of range: as a number since 1970, times from March 1973 to the end of 2099 are taken",
    ),
    (
        "time_offset",
        "`{field}` is {value}, whose offset from UTC does not exist: one like +03:00 is taken, with hours up to 23 and minutes up to 59",
    ),
    (
        "time_zone",
        "`{field}` is {value}, which names a zone without the offset from UTC: write both, as in 2026-01-31T12:00:00+03:00[Europe/Istanbul]",
    ),
    (
        "message_differs",
        "its `messageId` was used before for an event with other {parts}: every event needs an id of its own",
    ),
    (
        "row_event_missing",
        "it is a track call without the name of what happened",
    ),
    ("row_order_missing", "the row has no number of an order"),
    ("row_unsaid", "it does not say what happened"),
    (
        "row_cells",
        "it has {cells} cells, the header has {header}; put quotes around a cell that has {delimiter} in it",
    ),
    (
        "row_no_date",
        "\"{value}\" is no date like 2026-01-31, 31.01.2026 or 2026-01-31 12:00",
    ),
    (
        "row_date_open",
        "\"{value}\" may be day or month first; say which with --date-format dmy or mdy",
    ),
    (
        "row_date_unset",
        "\"{value}\" is what clocks show that were never set",
    ),
    (
        "row_date_early",
        "\"{value}\" lies too far in the past: dates from 1970 on are taken",
    ),
    (
        "row_date_late",
        "\"{value}\" lies too far in the future: dates up to the end of 2999 are taken",
    ),
    (
        "row_date_offset",
        "\"{value}\" has an offset from UTC that does not exist: one like +03:00 is taken, with hours up to 23 and minutes up to 59",
    ),
    (
        "row_date_zone",
        "\"{value}\" names a zone without the offset from UTC: write both, as in 2026-01-31T12:00:00+03:00[Europe/Istanbul]",
    ),
    ("data_rejected", "the data cannot be stored: {detail}"),
    (
        "data_conflict",
        "it exists already or was changed meanwhile: {detail}",
    ),
    ("data_taken", "it exists already or was changed meanwhile"),
    ("database_damaged", "the database is damaged: {detail}"),
    ("data_corrupt", "stored data cannot be read: {detail}"),
    ("database", "database error: {detail}"),
];

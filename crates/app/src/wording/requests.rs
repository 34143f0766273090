//! Why a request was refused.

use super::Sentence;

pub const SENTENCES: &[Sentence] = &[
    ("gone", "there is no such thing, or it is gone"),
    (
        "too_slow",
        "the request took too long; events that it held may be sent again",
    ),
    (
        "server_failed",
        "something went wrong on the server; its log says what",
    ),
    (
        "too_costly",
        "the answer takes longer than 15 seconds to find; ask for fewer conditions, or narrower ones",
    ),
    (
        "database_away",
        "the database cannot be reached at the moment; try again shortly",
    ),
    (
        "disk_full",
        "nothing can be stored at the moment: the disk is full or the data directory is read-only",
    ),
    (
        "overloaded",
        "too much is waiting to be written; try again in a moment",
    ),
    (
        "many_lists",
        "many lists are being looked up at the moment; try again shortly",
    ),
    (
        "history_busy",
        "the whole history is being gone through for others at the moment; try again shortly",
    ),
    ("sign_in_first", "sign in first"),
    ("session_ended", "the session has ended; sign in again"),
    ("sign_in_wrong", "e-mail address or password is wrong"),
    (
        "sign_in_often",
        "too many attempts to sign in; wait a minute",
    ),
    (
        "may_not_model",
        "scoring models are changed by administrators and marketers",
    ),
    ("no_owner", "nobody signs in as \"{email}\""),
    ("no_model", "there is no model \"{key}\""),
    ("no_start", "there is no model \"{key}\" to start with"),
    ("model_retired_already", "this model is retired already"),
    ("model_retired", "this model is retired"),
    (
        "model_primary",
        "the primary model cannot be retired; publish another text as it",
    ),
    (
        "models_limit",
        "there can be {limit} models at a time; retire one",
    ),
    (
        "key_retired",
        "the key {key} is that of the model \"{name}\", which is retired; choose another",
    ),
    (
        "key_taken",
        "the key {key} is that of the model \"{name}\"; choose another",
    ),
    (
        "key_form",
        "a key is 1 to {limit} of the characters a to z, 0 to 9 and _",
    ),
    ("name_length", "a name has 1 to {limit} characters"),
    (
        "holds_nul",
        "it holds the character NUL, which cannot be stored; remove it",
    ),
    ("note_length", "a note has at most {limit} characters"),
    ("file_length", "a model file is at most {limit} bytes long"),
    ("no_draft", "there is no draft that could be published"),
    (
        "draft_gone",
        "revision {revision} of the draft is published or discarded",
    ),
    (
        "draft_changed",
        "{who} changed the draft, it is at revision {now}, not {revision}",
    ),
    (
        "version_changed",
        "version {current} is in force, not {expected}",
    ),
    ("version_already", "version {version} is in force already"),
    (
        "person_merged",
        "this person is part of person {person} by now",
    ),
    ("merge_undone", "this merge was undone already"),
    ("merge_first", "undo the merge into person {person} first"),
    (
        "no_span",
        "\"{value}\" is no length of time; write for example 30d",
    ),
    (
        "horizon",
        "an outcome counts for an hour to ten years; write for example \"30d\"",
    ),
    (
        "as_of_future",
        "what happens after a moment in the future is not known; give a past one",
    ),
    (
        "as_of_old",
        "the cut-off is too many half-lives ago; give a later one",
    ),
    (
        "at_future",
        "the future cannot be explained; give a past moment",
    ),
    (
        "outcome_none",
        "no stage of the model has `customer = true`; name a stage, or an interaction such as `order`",
    ),
    (
        "outcome_unread",
        "\"{value}\" is neither a stage nor a filter of interactions: {detail}",
    ),
    (
        "outcomes_missing",
        "not enough outcomes yet: {with} with and {without} without the outcome, at least {needed} of each are needed",
    ),
];

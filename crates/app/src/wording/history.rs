//! Why history does not teach enough yet.

use super::Sentence;

pub const SENTENCES: &[Sentence] = &[
    (
        "history_nobody",
        "nobody who had not converted yet was known at that moment",
    ),
    (
        "history_converted",
        "{converted} people converted within the horizon; at least {least} are needed for figures that mean something",
    ),
    (
        "history_others",
        "{others} people did not convert; at least {least} are needed to compare with",
    ),
    (
        "history_ends",
        "the history ends before the horizon does: some of those who did not convert may still",
    ),
    ("history_scarce", "not enough outcomes yet"),
    (
        "probability_later",
        "not computed yet; it will be when people are looked at next",
    ),
    (
        "probability_untouched",
        "it is told from what a human did, and nothing of the kind is known yet",
    ),
    (
        "probability_learning",
        "it is being learned from who became a customer; the first time, that takes some minutes",
    ),
];

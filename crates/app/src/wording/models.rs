//! What is wrong with a scoring model.

use super::Sentence;

pub const SENTENCES: &[Sentence] = &[
    ("model_name_missing", "a name is missing"),
    ("model_unnamed", "give the model a name"),
    ("model_name_twice", "this name is used twice"),
    ("model_key_twice", "this key is used twice"),
    ("model_letter_twice", "this letter is used twice"),
    (
        "model_too_many_values",
        "{number} values are too many; the limit is {limit}",
    ),
    (
        "model_too_many_ranges",
        "{number} ranges are too many; the limit is {limit}",
    ),
    (
        "model_too_many_regions",
        "{number} regions are too many; the limit is {limit}",
    ),
    ("model_count", "{number} are too many; the limit is {limit}"),
    (
        "model_list_long",
        "it holds {number} entries; the limit is {limit}",
    ),
    ("model_points", "points lie between {from} and {to}"),
    ("model_factor", "a factor lies between {from} and {to}"),
    (
        "model_half_life_short",
        "a half-life is at least one hour; write for example \"3d\"",
    ),
    ("model_half_life_long", "a half-life is at most ten years"),
    (
        "model_circle_time",
        "time alone would lead around for ever: {stages}; change `from`, or let the conditions exclude each other",
    ),
    (
        "model_circle_gates",
        "the gates could be open at once and lead around for ever: {stages}; change `from`, or let the conditions exclude each other",
    ),
    (
        "model_entangled",
        "the gates are too entangled to be checked; let stages be entered from fewer",
    ),
    (
        "model_at_most",
        "`at_most` lies above 0 and is at most {limit}",
    ),
    (
        "model_at_most_once",
        "`at_most` is at least once; leave out a rule that gives nothing",
    ),
    (
        "model_at_most_form",
        "`at_most` is \"{value}\"; write for example \"3 per day\" or \"1 ever\"",
    ),
    (
        "model_per_form",
        "`per` is \"{value}\"; write for example \"day\" or \"2w\"",
    ),
    ("model_no_group", "there is no such group"),
    (
        "model_no_group_named",
        "there is no `[[group]]` with the name \"{name}\"",
    ),
    ("model_period", "a period is at least one second"),
    ("model_counted", "times are counted from 1"),
    (
        "model_ranges",
        "the ranges overlap or are out of order at {from}",
    ),
    ("model_to_before", "`to` ({to}) lies before `from` ({from})"),
    (
        "model_disqualify",
        "give a reason, for example \"competitor\"",
    ),
    (
        "model_fit_counts",
        "fit looks at the profile only; count interactions in an engagement rule",
    ),
    (
        "model_fit_field",
        "fit looks at the profile only; `{field}` is not a profile field",
    ),
    (
        "model_fit_company",
        "a fit rule looks at the person alone: a score must not change with what others do. Ask for `company.fit` in filters and lists instead",
    ),
    ("model_letter", "a letter has 1 to 10 characters"),
    ("model_from_number", "`from` is a number"),
    (
        "model_grades_order",
        "grades are given best first: `from` has to be below that of the one before",
    ),
    ("model_no_area", "the score index needs at least one area"),
    (
        "model_first_area",
        "the first area covers the whole plane: leave out its bounds",
    ),
    ("model_warm_hot", "`warm_from` must not be above `hot_from`"),
    (
        "model_nurture_hot",
        "`nurture_hot_from` must not be below `hot_from`",
    ),
    ("model_bounds", "its bounds have to be numbers"),
    (
        "model_area_empty",
        "nothing lies in it: each `from` has to be less than its `below`",
    ),
    (
        "model_area_hidden",
        "nobody is ever in it: later ones lie over all of it; change the order",
    ),
    ("model_no_stage", "a model needs at least one stage"),
    (
        "model_first_stage",
        "everybody begins in the first stage; it has no gate",
    ),
    (
        "model_stage_gone",
        "it is entered from or left to a stage that does not exist",
    ),
    (
        "model_no_way",
        "nothing leads into it: give `when`, `after_inactivity` or `after_tenure`",
    ),
    (
        "model_one_way",
        "give only one of `when`, `after_inactivity` and `after_tenure`",
    ),
    ("model_second", "it is at least one second"),
    ("model_leave_to", "give `leave_to`: where leaving leads"),
    ("model_leave_when", "give `leave_when`: when it is left"),
    (
        "model_no_signal",
        "the model has no signal `{key}`; give the key of one of its own",
    ),
    (
        "model_gate_company",
        "a gate looks at the person's own history; `{key}` is a signal of the company",
    ),
    (
        "model_gate_field",
        "a gate looks at the person's own history; `{field}` is not part of it",
    ),
    (
        "model_gate_measure",
        "a gate cannot ask for `{measure}`; it can count, and ask for first and last times",
    ),
    (
        "model_gate_counts",
        "a gate counts up to {limit} interactions of a window",
    ),
    (
        "model_signal_key",
        "a signal needs a `key`, which lists and gates call it by",
    ),
    (
        "model_cool_down_company",
        "`cool_down` of a signal of companies is at least one day",
    ),
    (
        "model_cool_down",
        "`cool_down` is at least one second and at most ten years; write for example \"7d\" or \"ever\"",
    ),
    (
        "model_span",
        "`{field}` is at least one second and at most ten years; write for example \"{example}\"",
    ),
    (
        "model_days",
        "`{field}` is one day to 366 days; write for example \"7d\"",
    ),
    (
        "model_signal_none",
        "say what it looks for: `on` (an interaction), `when` (a condition on the person) or both",
    ),
    (
        "model_interactions",
        "`at_least` lies between 1 and {limit} interactions",
    ),
    (
        "model_recent",
        "`at_least` is the least recent engagement in points a day, above 0",
    ),
    ("model_between", "`{field}` lies between {from} and {to}"),
    (
        "model_detector_or",
        "a signal has either a `detector`, or `on` and `when`",
    ),
    (
        "model_detector",
        "\"{value}\" is no detector; give `frequent`, `surge`, `return`, `abandoned` or `company_surge`, or leave it out and give `on` or `when`",
    ),
    (
        "model_detector_of",
        "`{field}` belongs to the detector {detectors}",
    ),
    ("model_detector_needs", "this detector needs `{field}`"),
    (
        "model_whole_days",
        "companies are looked at by the day: give whole days, such as \"7d\"",
    ),
    (
        "model_whole_interactions",
        "it is a whole number of interactions",
    ),
    ("model_whole_people", "it is a whole number of people"),
    (
        "model_no_span",
        "\"{value}\" is no length of time; write for example \"14d\", \"12h\" or \"2w\"",
    ),
    (
        "model_decay",
        "`decay` is \"{value}\", but has to be fast, normal or slow",
    ),
    (
        "model_field",
        "`field` names one field, for example \"path\" or \"property.plan\"",
    ),
    ("model_value", "`{field}` cannot be \"{value}\": {detail}"),
    ("model_of", "`of` is \"person\""),
    (
        "model_no_temperature",
        "\"{value}\" is none of cold, warm and hot",
    ),
    (
        "model_stage_named",
        "`{field}` names the stage \"{key}\", which does not exist",
    ),
    (
        "model_section_unknown",
        "unknown section `{section}`; expected one of {sections}",
    ),
    (
        "model_section_missing",
        "the section `{section}` is missing",
    ),
    (
        "model_section_needed",
        "a model needs at least one `[[{section}]]`",
    ),
    ("model_brackets", "write `[[{section}]]`, with two brackets"),
    (
        "model_lists",
        "write `[lists]` and below it a line for each list",
    ),
];

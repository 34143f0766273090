-- One text for both engines. {seq} is the engine's type for a key that the table is stored by,
-- {clustered} makes the primary key the table itself where the engine can.

-- Sources that may send interactions.
CREATE TABLE write_key (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- The interaction log, in order of arrival. Rows never change.
CREATE TABLE interaction (
    seq {seq} PRIMARY KEY,
    message_hash BIGINT NOT NULL,
    message_nth BIGINT NOT NULL,
    message_id TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    channel BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    anonymous_id TEXT,
    user_id TEXT,
    previous_id TEXT,
    email TEXT,
    phone TEXT,
    verdict BIGINT NOT NULL,
    verdict_reasons TEXT,
    path TEXT,
    label TEXT,
    amount DOUBLE PRECISION,
    touch TEXT,
    traits TEXT,
    body TEXT NOT NULL
);

-- The only index on the way in. A 64-bit hash keeps it narrow; message_nth tells apart two
-- different message ids that share a hash.
CREATE UNIQUE INDEX interaction_message ON interaction (message_hash, message_nth);

-- A repeated message that named somebody else than the stored one: evidence about identity. The
-- strongest identifier of each.
CREATE TABLE repeat (
    id {seq} PRIMARY KEY,
    seq BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    stored_kind BIGINT NOT NULL,
    stored_value TEXT NOT NULL,
    repeated_kind BIGINT NOT NULL,
    repeated_value TEXT NOT NULL,
    UNIQUE (stored_kind, stored_value, repeated_kind, repeated_value)
);
CREATE INDEX repeat_repeated ON repeat (repeated_kind, repeated_value);

-- Events that could not be taken in, kept raw with the reason.
CREATE TABLE bad_event (
    id {seq} PRIMARY KEY,
    received_at BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    message_id TEXT,
    call TEXT NOT NULL,
    sent_at BIGINT,
    client TEXT,
    raw BYTEA NOT NULL,
    fixed_seq BIGINT
);
CREATE INDEX bad_event_open ON bad_event (id) WHERE fixed_seq IS NULL;

-- How far each follower has read.
CREATE TABLE follower (
    name TEXT PRIMARY KEY,
    position BIGINT NOT NULL
);

CREATE TABLE kind (
    kind_id BIGINT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE touch (
    touch_id BIGINT PRIMARY KEY,
    packed TEXT NOT NULL UNIQUE,
    source TEXT,
    medium TEXT,
    campaign TEXT,
    content TEXT,
    term TEXT,
    referrer TEXT
);

-- A person. person_id is the log position of the interaction that first showed them, so the same
-- log gives the same numbers again. Profile columns and score state are kept together: the
-- projection reads and writes one row a person, a list reads one table.
CREATE TABLE person (
    person_id {seq} PRIMARY KEY,
    merged_into BIGINT,
    created_at BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    name TEXT,
    email TEXT,
    email_domain TEXT,
    mailbox BIGINT,
    phone TEXT,
    company TEXT,
    title TEXT,
    country TEXT,
    city TEXT,
    industry TEXT,
    employees DOUBLE PRECISION,
    language TEXT,
    search TEXT,
    first_touch_id BIGINT,
    first_touch_at BIGINT,
    stage BIGINT NOT NULL,
    stage_since BIGINT,
    fit DOUBLE PRECISION NOT NULL,
    disqualified TEXT,
    fast DOUBLE PRECISION NOT NULL,
    normal DOUBLE PRECISION NOT NULL,
    slow DOUBLE PRECISION NOT NULL,
    recent DOUBLE PRECISION NOT NULL,
    baseline DOUBLE PRECISION NOT NULL,
    rank_bound DOUBLE PRECISION NOT NULL,
    last_touch BIGINT,
    interactions BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    due_at BIGINT,
    model_version BIGINT NOT NULL,
    tallies BYTEA,
    lead_at BIGINT,
    customer_at BIGINT
);
-- Merged people are not ranked, so they are not in it.
CREATE INDEX person_rank ON person (rank_bound DESC, person_id DESC) WHERE merged_into IS NULL;
CREATE INDEX person_stage ON person (stage, rank_bound DESC) WHERE merged_into IS NULL;
CREATE INDEX person_due ON person (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX person_model ON person (model_version, person_id);

-- Custom profile fields, current value.
CREATE TABLE person_field (
    person_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    number DOUBLE PRECISION,
    PRIMARY KEY (person_id, field)
) {clustered};

-- Every change of every profile field. home is the person the identifier of the interaction was
-- first tied to: it never changes, so undoing a merge knows which rows to take back.
CREATE TABLE profile_change (
    person_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    field TEXT NOT NULL,
    home BIGINT NOT NULL,
    type BIGINT NOT NULL,
    value TEXT,
    PRIMARY KEY (person_id, at, seq, field)
) {clustered};

-- The interactions of a person in time order: what scoring, lists and the timeline read.
CREATE TABLE timeline (
    person_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    home BIGINT NOT NULL,
    kind_id BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    verdict BIGINT NOT NULL,
    path TEXT,
    label TEXT,
    amount DOUBLE PRECISION,
    touch_id BIGINT,
    PRIMARY KEY (person_id, at, seq)
) {clustered};

-- What tells a person: visitor cookie, user id, e-mail, telephone.
CREATE TABLE identifier (
    kind BIGINT NOT NULL,
    value TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    home BIGINT NOT NULL,
    linked_at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (kind, value)
) {clustered};
CREATE INDEX identifier_person ON identifier (person_id);

CREATE TABLE person_merge (
    id {seq} PRIMARY KEY,
    at BIGINT NOT NULL,
    winner BIGINT NOT NULL,
    loser BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX person_merge_winner ON person_merge (winner);
CREATE INDEX person_merge_loser ON person_merge (loser);

-- Two people who may be one, where the evidence does not allow a merge by itself.
CREATE TABLE merge_suggestion (
    person_a BIGINT NOT NULL,
    person_b BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (person_a, person_b)
) {clustered};
CREATE INDEX merge_suggestion_b ON merge_suggestion (person_b);

-- The lead card and the customer card: separate records, linked both ways.
CREATE TABLE lead (
    id {seq} PRIMARY KEY,
    person_id BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    status TEXT NOT NULL,
    touch_id BIGINT,
    customer_id BIGINT
);
CREATE INDEX lead_person ON lead (person_id);

CREATE TABLE customer (
    id {seq} PRIMARY KEY,
    person_id BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    lead_id BIGINT
);
CREATE INDEX customer_person ON customer (person_id);

-- Scoring models: the text is the model.
CREATE TABLE model_version (
    version {seq} PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    landmark BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL
);

CREATE TABLE app_user (
    id {seq} PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Imports: where a file was read to, so that one that was cut off goes on.
CREATE TABLE import_progress (
    file_key TEXT PRIMARY KEY,
    rows_done BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- What is said about orders that have a number: that they were completed, changed, refunded or
-- cancelled. Which rows of a timeline are purchases, and of how much, follows from it. amount is the one
-- that the interaction names; the row of the timeline has the one that is left. claimed is 1 for what came by
-- a public key.
CREATE TABLE order_statement (
    person_id BIGINT NOT NULL,
    order_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    home BIGINT NOT NULL,
    said BIGINT NOT NULL,
    amount DOUBLE PRECISION,
    refund_id TEXT,
    claimed BIGINT NOT NULL,
    PRIMARY KEY (person_id, order_id, at, seq)
) {clustered};

-- The id that the business gives the person's company. It is a custom field as well; the row has it so
-- that what tells the company is read with the person.
ALTER TABLE person ADD COLUMN company_id TEXT;

-- People of a company in order of their numbers: they are gone through when its key becomes another.
DROP INDEX person_company;
CREATE INDEX person_company ON person (company_key, person_id) WHERE company_key IS NOT NULL;

-- How many people state two keys of companies together: a domain and a name, an id and a name. Under the
-- empty key, how many state one at all. Under '=' and a name: how many who state it are of another company.
CREATE TABLE company_vote (
    key TEXT NOT NULL,
    other TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (key, other)
) {clustered};

-- What keys mean other than themselves, by those votes.
CREATE TABLE company_meaning (
    key TEXT PRIMARY KEY,
    means TEXT NOT NULL
);

-- That two companies are one, said by hand. key and means are as above, the others as they were written.
CREATE TABLE company_alias (
    id {seq} PRIMARY KEY,
    key TEXT NOT NULL,
    means TEXT NOT NULL,
    company TEXT NOT NULL,
    same_as TEXT NOT NULL,
    at BIGINT NOT NULL,
    set_by BIGINT,
    undone_at BIGINT
);
CREATE INDEX company_alias_key ON company_alias (key) WHERE undone_at IS NULL;

-- Companies whose people may be of another by now, and the person up to whom they were looked at.
CREATE TABLE company_pending (
    company_key TEXT PRIMARY KEY,
    after_id BIGINT NOT NULL
);

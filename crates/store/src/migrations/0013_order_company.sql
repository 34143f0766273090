-- What is said about orders that have a number: that they were completed, changed, refunded or
-- cancelled. Which rows of a timeline are purchases, and of how much, follows from it. amount is the one
-- that the interaction names; the row of the timeline has the one that is left.
CREATE TABLE order_statement (
    person_id BIGINT NOT NULL,
    order_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    home BIGINT NOT NULL,
    said BIGINT NOT NULL,
    amount DOUBLE PRECISION,
    refund_id TEXT,
    PRIMARY KEY (person_id, order_id, at, seq)
) {clustered};

-- What happened, in the order in which it was committed: followers read it by position. A row has what was told at once,
-- a line each; its facts have the positions up to `last`. The count of positions is a row that a transaction holds to its
-- end, so that no follower passes one that is still to come.
CREATE TABLE fact (
    last {seq} PRIMARY KEY,
    many BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    body TEXT NOT NULL
);
INSERT INTO follower (name, position) VALUES ('outbox', 0);

-- What happened, in the order in which it was committed: followers read it by position. It is written last in a
-- transaction, which counts its positions under a lock, so that no follower passes one that is still to come.
CREATE TABLE fact (
    position {seq} PRIMARY KEY,
    told_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    person_id BIGINT,
    body TEXT NOT NULL
);
INSERT INTO follower (name, position) VALUES ('outbox', 0);

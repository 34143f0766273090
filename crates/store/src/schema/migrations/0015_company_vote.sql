-- Of how many of the people who state two keys together the business itself says so. Everybody is counted
-- again in the background.
ALTER TABLE company_vote ADD COLUMN firm BIGINT NOT NULL DEFAULT 0;

-- Keys that are stated together with many others, and by how many people.
CREATE TABLE company_crowd (
    key TEXT NOT NULL,
    people BIGINT NOT NULL,
    firm BIGINT NOT NULL,
    PRIMARY KEY (key)
) {clustered};

-- The votes on them once more, by the list that the other stands on: only the first of each list decide
-- what the key means, so the others are never read.
CREATE TABLE company_crowd_vote (
    key TEXT NOT NULL,
    other TEXT NOT NULL,
    slate BIGINT NOT NULL,
    people BIGINT NOT NULL,
    firm BIGINT NOT NULL,
    PRIMARY KEY (key, other)
) {clustered};

-- Domains that mean another name than before: up to which name those of their people were looked at.
CREATE TABLE company_drawing (
    domain TEXT PRIMARY KEY,
    after_name TEXT NOT NULL
);

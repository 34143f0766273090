-- Why a version of the model was published, and which older one it brought back.
ALTER TABLE model_version ADD COLUMN note TEXT;
ALTER TABLE model_version ADD COLUMN rolled_back_from BIGINT;

-- The draft of the scoring model: one row for ever, without a text while there is no draft. The
-- revision only grows, so whoever holds an old one is told, also after a publication.
CREATE TABLE model_draft (
    id BIGINT PRIMARY KEY,
    revision BIGINT NOT NULL,
    text TEXT,
    base_version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);

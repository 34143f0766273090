-- Domains of the pages that come in: those of the business are no referrers.
CREATE TABLE site (
    domain TEXT PRIMARY KEY,
    -- Pages that came in so far.
    pages BIGINT NOT NULL,
    -- What an administrator decided: 1 own, 0 somebody else's; by the pages without.
    decided BIGINT
);

CREATE INDEX company_crowd_vote_rank ON company_crowd_vote
    (key, slate, (CASE WHEN firm > 0 THEN firm + 1099511627776 ELSE people END) DESC, other);

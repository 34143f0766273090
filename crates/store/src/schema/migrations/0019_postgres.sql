-- The words that people are found by, as the domain keeps them. They follow from the rows of people; those of people
-- that were there before are kept by a job, a stretch at a time. By bytes, so that an index finds beginnings.
CREATE TABLE person_word (
    word TEXT COLLATE "C" NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (word, person_id)
);

-- The entries of a list of texts, as SQLite has them, so that a long list is one value.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
    SELECT json_array_elements_text(list::json)
$body$;

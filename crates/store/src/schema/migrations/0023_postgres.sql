-- Whether a folded text has the words of a phrase, whose beginning `ripen_words` has given. What is no letter of ASCII
-- may be one of another alphabet, so that the first test finds at least all: of ASCII it is the whole answer. Without
-- STRICT, so that it becomes a part of the statement that asks.
CREATE FUNCTION ripen_has_words(folded TEXT, phrase TEXT) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
    SELECT folded ~ ('(^|[^0-9a-z])' || replace(ltrim(phrase, ' '), ' ', '[^0-9a-z]+'))
        AND (octet_length(folded) = char_length(folded) OR strpos(ripen_words(folded), phrase) > 0)
$body$;

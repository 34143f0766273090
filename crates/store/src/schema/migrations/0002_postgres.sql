-- Properties by name, with the results that the domain gives. SQLite gets these functions from the
-- program itself. Plain SQL, so that the planner can put them into the query.

CREATE FUNCTION ripen_property(properties TEXT, name TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
    SELECT CASE WHEN position(E'\x1e' || name || E'\x1f' IN E'\x1e' || properties) > 0
        THEN split_part(split_part(E'\x1e' || properties, E'\x1e' || name || E'\x1f', 2), E'\x1e', 1) END
$body$;

CREATE FUNCTION ripen_number(value TEXT) RETURNS DOUBLE PRECISION
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
    SELECT CASE WHEN octet_length(btrim(value, ' ')) <= 300 AND btrim(value, ' ') ~ '^[+-]?[0-9]+([.][0-9]+)?$'
        THEN btrim(value, ' ')::DOUBLE PRECISION END
$body$;

-- Addresses and domains with the labels that are kept in punycode (RFC 3492) in the letters of their language.
-- SQLite gets this function from the program itself. What is no punycode stays as it is.

CREATE FUNCTION ripen_readable(value TEXT) RETURNS TEXT
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
DECLARE
    at INT := strpos(value, '@');
    labels TEXT[] := string_to_array(substr(value, at + 1), '.');
    input TEXT;
    shown TEXT;
    place INT;
    delimiter INT;
    code BIGINT;
    position BIGINT;
    former BIGINT;
    weight BIGINT;
    bias BIGINT;
    base BIGINT;
    digit BIGINT;
    threshold BIGINT;
    delta BIGINT;
    length BIGINT;
BEGIN
    FOR nth IN 1 .. coalesce(array_length(labels, 1), 0) LOOP
        CONTINUE WHEN labels[nth] NOT LIKE 'xn--%';
        input := substr(labels[nth], 5);
        delimiter := char_length(input) - strpos(reverse(input), '-') + 1;
        IF strpos(input, '-') = 0 THEN
            shown := '';
            place := 1;
        ELSE
            shown := left(input, delimiter - 1);
            place := delimiter + 1;
        END IF;
        code := 128;
        position := 0;
        bias := 72;
        WHILE place <= char_length(input) LOOP
            former := position;
            weight := 1;
            base := 36;
            LOOP
                digit := ascii(substr(input, place, 1));
                digit := CASE WHEN digit BETWEEN 48 AND 57 THEN digit - 22
                    WHEN digit BETWEEN 97 AND 122 THEN digit - 97 END;
                IF digit IS NULL OR weight > 1000000000 THEN
                    RETURN value;
                END IF;
                place := place + 1;
                position := position + digit * weight;
                threshold := least(greatest(base - bias, 1), 26);
                EXIT WHEN digit < threshold;
                weight := weight * (36 - threshold);
                base := base + 36;
            END LOOP;
            length := char_length(shown) + 1;
            delta := (position - former) / CASE WHEN former = 0 THEN 700 ELSE 2 END;
            delta := delta + delta / length;
            base := 0;
            WHILE delta > 455 LOOP
                delta := delta / 35;
                base := base + 36;
            END LOOP;
            bias := base + 36 * delta / (delta + 38);
            code := code + position / length;
            position := position % length;
            IF code > 1114111 OR code BETWEEN 55296 AND 57343 THEN
                RETURN value;
            END IF;
            shown := left(shown, position::INT) || chr(code::INT) || substr(shown, position::INT + 1);
            position := position + 1;
        END LOOP;
        labels[nth] := shown;
    END LOOP;
    RETURN left(value, at) || array_to_string(labels, '.');
END
$body$;

import type { paths } from '../../api/schema';

type Keys = paths['/api/v1/keys'];

/** A write key, of which only the beginning is known. */
export type KeyItem = Keys['get']['responses'][200]['content']['application/json']['items'][number];
/** A write key that was just made: shown now and never again. */
export type CreatedKey = Keys['post']['responses'][201]['content']['application/json'];
/** Who may know a key. */
export type KeyKind = KeyItem['kind'];

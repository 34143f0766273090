import type { paths } from '../api/schema';

/** A model, whichever version of it is in force. */
export type ModelItem = paths['/api/v1/models']['get']['responses'][200]['content']['application/json']['items'][number];

/** The models that a business can start with, in the order of the server. */
export const STARTS = ['business', 'consumer', 'shop'] as const;
export type Start = (typeof STARTS)[number];

import type { Answer } from '../api/types';

export type BadEvent = Answer<'/api/v1/bad-events', 'get'>['items'][number];
/** Bad events with their cause in common. */
export type BadEventGroup = Answer<'/api/v1/bad-events/causes', 'get'>['items'][number];
export type BadEventDetail = Answer<'/api/v1/bad-events/{id}', 'get'>;
/** An interaction that could not be scored. */
export type SetAside = Answer<'/api/v1/set-aside', 'get'>['items'][number];

import type { Answer } from '../api/types';

export type PeoplePage = Answer<'/api/v1/people', 'get'>;
export type PersonSummary = PeoplePage['items'][number];
export type Reason = PersonSummary['reasons'][number];
export type PersonDetail = Answer<'/api/v1/people/{id}', 'get'>;
export type TimelineItem = Answer<'/api/v1/people/{id}/timeline', 'get'>['items'][number];
export type Explanation = Answer<'/api/v1/people/{id}/explanation', 'get'>;
export type EngagementRule = Explanation['engagement']['rules'][number];
export type History = Answer<'/api/v1/people/{id}/history', 'get'>;
type MapAnswer = Answer<'/api/v1/map', 'get'>;
/** The client reads the tuples of the document as plain arrays. */
export type MapStage = Omit<MapAnswer['stages'][number], 'points'> & { points: (string | number)[][] };
export type LifecycleMap = Omit<MapAnswer, 'stages'> & { stages: MapStage[] };
export type MapArea = LifecycleMap['areas'][number];
/** A signal of the last days on the row of a list. */
export type RecentSignal = PersonSummary['recent_signals'][number];
export type Probability = NonNullable<PersonDetail['probability']>;
export type ProbabilityReason = Probability['reasons_for'][number];
export type Overview = Answer<'/api/v1/overview', 'get'>;

/** Orders the server offers for people; with the first Today opens. */
export const SORTS = ['call', '-probability', '-change', '-velocity', '-engagement', '-fit', '-last_touch', '-created', 'name'] as const;
export type Sort = (typeof SORTS)[number];

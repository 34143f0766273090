import type { Answer } from '../api/types';

/** A page of jobs, and how the queues stand. */
export type JobPage = Answer<'/api/v1/jobs', 'get'>;
export type Job = JobPage['items'][number];
export type Queue = JobPage['queues'][number];
export type JobState = Job['state'];

/** The states that jobs are listed by; the first is what the page opens on. What is done is no more. */
export const STATES = ['dead', 'waiting', 'running', 'cancelled'] as const satisfies readonly JobState[];

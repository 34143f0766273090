import type { Answer } from '../api/types';

export type SignalPage = Answer<'/api/v1/signals', 'get'>;
/** A buying signal that a person gave. */
export type SignalEvent = SignalPage['items'][number];
/** An interaction that a signal rests on. */
export type Evidence = SignalEvent['evidence'][number];

/** Which signals a list shows, as it stands in the address of the page. */
export interface SignalsAsked {
  /** Only those of this key. */
  key?: string;
  /** Only those of the last 24 hours, as Today counts them. */
  since?: 'day';
}

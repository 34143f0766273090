import type { Read } from './routeTypes';

/** An interaction that a signal rests on. */
export interface Evidence {
  seq: string;
  at: string;
  kind: string;
  label?: string | null;
}

/** A buying signal that a person gave. */
export interface SignalEvent {
  person: { id: string; name?: string | null; email?: string | null; company?: string | null };
  key: string;
  name: string;
  at: string;
  count: number;
  evidence: Evidence[];
}

export interface SignalPage {
  items: SignalEvent[];
  next_cursor?: string | null;
  /** The signals that the model in force looks for. */
  known?: { key: string; name: string }[];
}

/** What speaks for or against a conversion. */
export interface ProbabilityReason {
  name: string;
  value?: string | null;
  /** The effect in log-odds. */
  weight: number;
}

/** How likely a person is to convert, and why. */
export interface Probability {
  value: number;
  reasons_for: ProbabilityReason[];
  reasons_against: ProbabilityReason[];
  as_of: string;
}

/** What the page of a person learns besides the profile. */
export interface PersonInsight {
  signals?: SignalEvent[];
  grade?: string | null;
  probability?: Probability | null;
  probability_missing?: string | null;
}

/** The route of buying signals. */
export interface SignalPaths {
  '/api/v1/signals': { get: Read<{ query: { cursor?: string; limit?: number; key?: string } }, SignalPage> };
}

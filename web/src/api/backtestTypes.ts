import type { Read, Write } from './routeTypes';

/** A number with its 95 % interval. */
export interface Estimate {
  value?: number | null;
  low?: number | null;
  high?: number | null;
}

/** The history is still being read into memory; ask again. */
export interface Loading {
  loading: { read: number; total: number };
}

/** People of one range of scores, and how many of them bought. */
export interface Band {
  from: number;
  /** Absent for the highest band. */
  to?: number | null;
  people: number;
  converted: number;
  rate: number;
  low: number;
  high: number;
}

/** One person whose score and outcome disagree. */
export interface Audit {
  person: { id: string; name?: string | null; email?: string | null; company?: string | null };
  engagement: number;
  fit: number;
  converted_at?: string | null;
  /** The strongest rules behind the score. */
  why: { rule: string; kind: 'engagement' | 'fit'; points: number }[];
}

export type CriterionVerdict = 'earns its points' | 'too little data' | 'points the wrong way' | 'no difference';

/** How well one rule separates those who bought from the others. */
export interface Criterion {
  rule: string;
  kind: 'engagement' | 'fit';
  share_of_converted: number;
  share_of_others: number;
  lift: number;
  points: number;
  verdict: CriterionVerdict;
}

export interface SeriesPoint {
  as_of: string;
  people: number;
  converted: number;
  auc?: number | null;
}

/** A model measured against what happened later. */
export interface Backtest {
  as_of: string;
  horizon: string;
  people: number;
  converted: number;
  enough: boolean;
  reason?: string | null;
  took_ms: number;
  auc: Estimate;
  auc_engagement: Estimate;
  auc_fit: Estimate;
  lift_at_10: Estimate;
  brier?: number | null;
  calibration_error?: number | null;
  bands: Band[];
  calibration: { predicted: number; observed: number; people: number }[];
  gains: { share_of_people: number; share_of_converted: number }[];
  missed: Audit[];
  wasted: Audit[];
  criteria: Criterion[];
  qualified: { stage: string; people: number; converted: number; rate: number; share_of_converted: number }[];
  advice: string[];
  series: SeriesPoint[];
}

export interface BacktestRequest {
  version?: number;
  outcome?: string;
  horizon?: string;
  as_of?: string;
  filter?: string;
}

/** Whether the model in force still ranks. */
export interface Drift {
  state: 'ok' | 'alarm' | 'not_enough';
  message: string;
  series: SeriesPoint[];
}

export interface Suggestion {
  rule: string;
  kind: 'engagement' | 'fit';
  points: number;
  suggested: number;
  low: number;
  high: number;
  people: number;
  reason: string;
}

/** Points learned from won and lost history. */
export interface Suggestions {
  enough: boolean;
  reason?: string | null;
  people: number;
  converted: number;
  auc_before?: number | null;
  auc_after?: number | null;
  items: Suggestion[];
}

/** The routes that measure models and learn from history. */
export interface LearningPaths {
  '/api/v1/model/backtest': { post: Write<BacktestRequest, Backtest | Loading> };
  '/api/v1/model/drift': { get: Read<object, Drift> };
  '/api/v1/model/suggest': { post: Write<{ horizon?: string; outcome?: string }, Suggestions | Loading> };
}

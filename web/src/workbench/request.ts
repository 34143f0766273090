import { endOfDay } from '../people/person/asOf';
import type { BacktestRequest } from './types';

/** Horizons that one can choose. */
export const HORIZONS = ['7d', '14d', '30d', '60d', '90d', '180d'] as const;
const HORIZON = '30d';

/** The horizon that is asked for when none was chosen: the one that the probability was learned for, where there is one. */
export function usualHorizon(days: number | null | undefined): string {
  return days != null && Number.isInteger(days) && days > 0 ? `${days}d` : HORIZON;
}

/** What the address of the page says about a backtest. */
export interface BacktestSearch {
  /** Key of the model that is measured; the primary one when left out. */
  of?: string;
  /** `draft`, or a published version; the one in force when left out. */
  model?: string;
  /** A stage, or a filter of interactions; becoming a customer when left out. */
  outcome?: string;
  horizon?: string;
  /** The last day that the scores may know. */
  at?: string;
  /** Only these people; everybody when left out. */
  filter?: string;
}

/** The question for the server; a draft is what it takes when no version is named. */
export function backtestRequest({ model, outcome, horizon, at, filter }: BacktestSearch, inForce: number, usual: string): BacktestRequest {
  const version = Number(model);
  return {
    version: model === 'draft' ? undefined : Number.isInteger(version) && version > 0 ? version : inForce,
    outcome: outcome || undefined,
    horizon: horizon ?? usual,
    as_of: endOfDay(at),
    filter: filter || undefined,
  };
}

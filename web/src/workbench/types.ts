import type { components } from '../api/schema';

type Schemas = components['schemas'];

/** A number with its 95 % interval. */
export type Estimate = Backtest['auc'];
/** The history is still being read into memory; ask again. */
export type Loading = Schemas['Loading'];
/** A model measured against what happened later. */
export type Backtest = Schemas['Backtest'];
export type BacktestRequest = Schemas['BacktestRequest'];
/** People of one range of scores, and how many of them bought. */
export type Band = Backtest['bands'][number];
/** How many of some people bought. */
export type Conversion = Omit<Backtest['qualified'][number], 'stage'>;
/** One person whose score and outcome disagree. */
export type Audit = Backtest['missed'][number];
/** How well one rule separates those who bought from the others. */
export type Criterion = Backtest['criteria'][number];
export type CriterionVerdict = Criterion['verdict'];
export type SeriesPoint = Backtest['series'][number];
/** Whether the model in force still ranks. */
export type Drift = Schemas['Drift'];

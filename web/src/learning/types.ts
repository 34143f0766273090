import type { components } from '../api/schema';

type Schemas = components['schemas'];

/** Points learned from won and lost history. */
export type Suggestions = Schemas['Suggestions'];
export type Suggestion = Suggestions['items'][number];

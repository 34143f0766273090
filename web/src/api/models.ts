import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import type { paths } from './schema';

/** A model, whichever version of it is in force. */
export type ModelItem = paths['/api/v1/models']['get']['responses'][200]['content']['application/json']['items'][number];

/** The models side by side, the primary one first, retired ones among them. */
export const modelsQuery = queryOptions({
  queryKey: ['model', 'list'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/models', { signal }))).items,
  staleTime: 60_000,
});

/** Those that score people. */
export function activeModels(models: readonly ModelItem[]): ModelItem[] {
  return models.filter(({ retired_at }) => !retired_at);
}

/** Creates a model that begins as a copy of the primary one, or as one to start with. */
export function createModel(body: { key: string; name: string; start?: string }): Promise<ModelItem> {
  return unwrap(api.POST('/api/v1/models', { body }));
}

export function renameModel(key: string, name: string): Promise<ModelItem> {
  return unwrap(api.PUT('/api/v1/models/{key}', { params: { path: { key } }, body: { name } }));
}

export async function retireModel(key: string): Promise<void> {
  await unwrap(api.DELETE('/api/v1/models/{key}', { params: { path: { key } } }));
}

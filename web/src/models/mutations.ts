/** Creating, renaming and retiring models, and beginning with one. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { ModelItem, Start } from './types';

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

/** Puts a model to start with in force. */
export function useStart(model: string | undefined) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (start: Start) => unwrap(api.POST('/api/v1/model/starts/{start}', { params: { path: { start }, query: { model } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['model'] }),
  });
}

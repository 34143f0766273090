import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { ModelsPanel } from '../people/person/ModelsPanel';
import type { PersonDetail } from '../people/types';
import { rendered } from './editor/render.fixture';
import { ModelKeyContext } from './modelKey';
import { ModelPicker } from './ModelPicker';
import { activeModels, modelsQuery } from './queries';
import type { ModelItem } from './types';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, ...rest }: { children: ReactNode; 'data-shown'?: boolean }) => (
    <a href="/" data-shown={rest['data-shown']}>
      {children}
    </a>
  ),
}));

const model = (key: string, more: Partial<ModelItem> = {}): ModelItem => ({
  key,
  name: key.toUpperCase(),
  is_primary: key === 'primary',
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  created_by: 'Ada',
  retired_at: null,
  ...more,
});

/** Draws a part of a page about a model, where these models are known. */
function drawn(part: ReactNode, models: ModelItem[], shown?: string): Promise<string> {
  const client = new QueryClient();
  client.setQueryData(modelsQuery.queryKey, models);
  return rendered(
    <QueryClientProvider client={client}>
      <ModelKeyContext value={shown}>{part}</ModelKeyContext>
    </QueryClientProvider>,
    'en',
  );
}

const picker = <ModelPicker onModel={() => undefined} />;
const retired = model('old', { retired_at: '2026-02-01T00:00:00Z' });

it('offers no choice where there is only one model', async () => {
  expect(activeModels([model('primary'), retired]).map(({ key }) => key)).toEqual(['primary']);
  expect(await drawn(picker, [model('primary'), retired])).not.toContain('<select');
});

it('offers the models that score, the primary one named so', async () => {
  const shown = await drawn(picker, [model('primary'), retired, model('sensors')], 'sensors');
  expect([...shown.matchAll(/<option value="(\w+)"/g)].map(([, key]) => key)).toEqual(['primary', 'sensors']);
  expect(shown).toContain('PRIMARY (primary)');
  expect(shown).toMatch(/<option value="sensors" selected=""/);
});

it('keeps a model that is retired by now in sight, so that one can leave it', async () => {
  const shown = await drawn(picker, [model('primary'), retired], 'old');
  expect(shown).toMatch(/<option value="old" selected=""/);
});

const scores = { stage: { key: 'lead', name: 'Lead' }, temperature: 'cold', engagement: 12, fit: 3 };
const sensors = { ...scores, model: 'sensors', name: 'Sensors', temperature: 'hot', engagement: 345 };

it('shows a person in each model, and which of them the page is about', async () => {
  const person = { ...scores, other_models: [sensors] } as unknown as PersonDetail;
  const shown = await drawn(<ModelsPanel person={person} />, [model('primary'), model('sensors')], 'sensors');
  expect(shown).toMatch(/data-shown="false".*PRIMARY \(primary\).*Cold.*data-shown="true".*Sensors.*Hot.*345/s);
});

it('says nothing of models where there is only one', async () => {
  const person = { ...scores, other_models: [] } as unknown as PersonDetail;
  expect(await drawn(<ModelsPanel person={person} />, [model('primary')])).not.toContain('<a');
});

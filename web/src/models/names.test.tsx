import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { ScoresPanel } from '../people/person/ScoresPanel';
import { explanationQuery } from '../people/queries';
import { rendered } from './editor/render.fixture';
import { RenameDialog } from './RenameDialog';
import { RetireDialog } from './RetireDialog';
import type { ModelItem } from './types';

vi.mock('@mantine/core', async (original) => ({
  ...(await original<object>()),
  // A dialog is drawn where there is a document.
  Modal: ({ title, children }: { title: string; children: ReactNode }) => (
    <div>
      <h2>{title}</h2>
      {children}
    </div>
  ),
}));
vi.mock('../people/person/EngagementTab', () => ({ EngagementTab: () => null }));
vi.mock('../people/person/FitTab', () => ({ FitTab: () => null }));
vi.mock('../people/person/LifecycleTab', () => ({ LifecycleTab: () => null }));
vi.mock('../people/person/VelocityWhy', () => ({ VelocityWhy: () => null }));
vi.mock('../shared/badges', () => ({ TemperatureBadge: () => null, Velocity: () => null }));

const nothing = () => undefined;
const model = { key: 'primary', name: 'Default', version: 1 } as ModelItem;

it('calls a shipped model as the language does when it is renamed or retired, and keeps its name in the field', async () => {
  const rename = await rendered(<RenameDialog model={model} opened onClose={nothing} />, 'cs');
  expect(rename).toMatch(/<h2>[^<]*Výchozí/);
  expect(rename).toContain('value="Default"');
  expect(await rendered(<RetireDialog model={model} opened onClose={nothing} onRetired={nothing} />, 'tr')).toMatch(/<h2>[^<]*Varsayılan/);
});

it('calls it so on the page of a person', async () => {
  const client = new QueryClient();
  const value = { value: 1, rules: [] };
  const explanation = {
    at: '2026-01-01T00:00:00Z',
    model,
    engagement: value,
    fit: value,
    lifecycle: { stage: { name: 'Lead' } },
    index: { name: 'Best' },
    temperature: { value: 'hot' },
  };
  client.setQueryData(explanationQuery('7', undefined, undefined).queryKey, explanation as never);
  const shown = await rendered(
    <QueryClientProvider client={client}>
      <ScoresPanel id="7" at={undefined} />
    </QueryClientProvider>,
    'cs',
  );
  expect(shown).toContain('Model Výchozí, verze 1');
});

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { draftQuery, versionsQuery } from '../../models/editor/queries';
import { rendered } from '../../models/editor/render.fixture';
import { modelQuery, startQuery } from '../../models/queries';
import { overviewQuery } from '../../people/queries';
import { AskStart } from './AskStart';
import { FirstSteps } from './FirstSteps';

vi.mock('@tanstack/react-router', () => ({ Link: ({ children }: { children: ReactNode }) => <a href="/">{children}</a> }));

vi.mock('../../shared/CopyText', () => ({ CopyText: ({ text }: { text: string }) => <pre>{text}</pre> }));

const nothing = () => undefined;

function drawn(part: ReactNode, versions: number, changed = false): Promise<string> {
  const client = new QueryClient();
  const known = Array.from({ length: versions }, (_, nth) => ({ version: nth + 1 }));
  client.setQueryData(versionsQuery(undefined).queryKey, known as never);
  client.setQueryData(startQuery(undefined).queryKey, 'business');
  client.setQueryData(overviewQuery(undefined).queryKey, { people: 0 } as never);
  client.setQueryData(modelQuery(undefined).queryKey, { version: versions } as never);
  client.setQueryData(draftQuery(undefined).queryKey, { is_changed: changed } as never);
  return rendered(<QueryClientProvider client={client}>{part}</QueryClientProvider>, 'en');
}

it('does not take the model that came by itself for a choice', async () => {
  const fresh = await drawn(<FirstSteps onDone={nothing} />, 1);
  expect(fresh).toMatch(/data-done="false" data-testid="step-model"/);
  expect(fresh).not.toContain('aria-pressed="true"');
  const later = await drawn(<FirstSteps onDone={nothing} />, 2);
  expect(later).toMatch(/data-done="true" data-testid="step-model"/);
  expect(later).toMatch(/aria-pressed="true" data-testid="start-business"/);
});

it('says before another model scores everybody what becomes of the scores, the version and the draft', async () => {
  const ask = <AskStart start="shop" people={22000} busy={false} onConfirm={nothing} onCancel={nothing} />;
  const shown = await drawn(ask, 3, true);
  expect(shown).toMatch(/In an online shop.*22,000 people are scored again.*Version 3.*There is a draft/s);
  expect(shown).not.toContain('start-try');
  expect(await drawn(ask, 3)).not.toContain('There is a draft');
});

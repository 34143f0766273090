import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { modelQuery } from '../../queries';
import type { DraftEditor } from './useDraft';
import { sampleDoc } from '../doc/sample.fixture';
import { EditorHeader } from '../EditorHeader';
import { rendered } from '../render.fixture';
import { OlderNotice } from './OlderNotice';
import { load } from './state';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children }: { children: ReactNode }) => <a href="/">{children}</a>,
  useNavigate: () => () => undefined,
}));

function drawn(part: ReactNode, version: number): Promise<string> {
  const client = new QueryClient();
  client.setQueryData(modelQuery(undefined).queryKey, { name: 'Consumers', version } as never);
  return rendered(<QueryClientProvider client={client}>{part}</QueryClientProvider>, 'en');
}

/** A draft that was changed, begun from version 4. */
const state = load({ text: '', doc: { ...sampleDoc(), name: 'Default' }, faults: [], revision: 2, base_version: 4, is_changed: true, changed_at: null, changed_by: null });

it('names the model in force, not the one that the draft was begun from', async () => {
  const draft = { state, doc: state.history.present.doc, saved: true } as DraftEditor;
  const shown = await drawn(<EditorHeader draft={draft} effect={null} />, 5);
  expect(shown).toContain('Consumers · version 5 is in force');
  expect(shown).not.toContain('version 4');
});

it('says that a draft rests on an older version, and only then', async () => {
  const shown = await drawn(<OlderNotice state={state} />, 5);
  expect(shown).toContain('The draft rests on version 4; Consumers, version 5, is in force');
  expect(await drawn(<OlderNotice state={state} />, 4)).not.toContain('older-draft');
  expect(await drawn(<OlderNotice state={{ ...state, changed: false }} />, 5)).not.toContain('older-draft');
});

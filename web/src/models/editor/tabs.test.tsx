import { describe, expect, it } from 'vitest';
import type { Draft, ModelDoc } from './types';
import { type Language, LANGUAGES } from '../../i18n';
import en from '../../i18n/en.json';
import { sampleDoc } from './doc/sample.fixture';
import { TABS, type Tab } from './doc/places';
import { EditorContext } from './draft/editorContext';
import { load } from './draft/state';
import type { DraftEditor } from './draft/useDraft';
import { EditorTab } from './EditorTab';
import { rendered } from './render.fixture';

function nothing() {
  return undefined;
}

function editorOf(doc: ModelDoc | null, text: string, faults: Draft['faults']): DraftEditor {
  const draft: Draft = { text, doc, faults, revision: 1, base_version: 1, is_changed: true, changed_at: null, changed_by: null };
  const acts = { edit: nothing, write: nothing, undo: nothing, redo: nothing, retry: nothing, keepMine: nothing, takeTheirs: nothing };
  return { ...acts, restart: () => Promise.resolve(), state: load(draft), doc, text, saved: true };
}

function html(tab: Tab, language: Language, doc: ModelDoc | null, faults: Draft['faults'] = []): Promise<string> {
  const draft = editorOf(doc, 'name = "Sample"\n', faults);
  const editor = doc && { doc, faults, edit: nothing, effect: null, stale: false };
  const shown = <EditorTab tab={tab} draft={draft} onText={nothing} />;
  // oxlint-disable-next-line react/jsx-no-constructed-context-values -- drawn once
  return rendered(<EditorContext.Provider value={editor}>{shown}</EditorContext.Provider>, language);
}

/** Something of the sample model that each tab has to show. */
const SHOWN: Record<Tab, string> = {
  engagement: 'Pricing page',
  fit: 'Decision maker',
  lifecycle: 'MQL',
  plane: 'Best',
  signals: 'Question',
  lists: 'competitors',
  text: 'name = ',
};

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(TABS)('the tab %s shows the model and names everything', async (tab) => {
    const doc = { ...sampleDoc(), signal: [{ key: 'question', name: 'Question', on: 'question' }] };
    const shown = await html(tab, language, doc);
    expect(shown).toContain(SHOWN[tab]);
    expect(shown, 'a key without words').not.toMatch(/\bmodel\.[a-z]+\.[a-zA-Z]/);
  });
});

it('asks no condition of a surge at a company', async () => {
  const surge = { key: 'company_surge', name: 'Surge', detector: 'company_surge' as const, at_least: 10, people: 2, within: '7d', baseline: '28d' };
  const shown = await html('signals', 'en', { ...sampleDoc(), signal: [surge] });
  expect(shown).toMatch(/at least 10.*of 2 people.*within 7d.*against the 28d before/s);
  expect(shown).not.toContain('Interactions that Surge looks at');
});

it('says what to do where the text is no model', async () => {
  expect(await html('fit', 'en', null)).toContain(en.model.unreadable);
  expect(await html('text', 'en', null)).toContain('<textarea');
});

it('says what is wrong with a rule at the rule', async () => {
  const faults = [{ place: 'engagement rule "Demo requested"', message: 'points lie between -10000 and 10000' }];
  expect(await html('engagement', 'en', sampleDoc(), faults)).toContain('Points lie between -10000 and 10000');
  expect(await html('fit', 'en', sampleDoc(), faults)).not.toContain('Points lie between');
});

it('marks the line of a fault in the text', async () => {
  const shown = await html('text', 'en', null, [{ place: 'file', message: 'expected a value', line: 1, column: 5 }]);
  expect(shown).toMatch(/data-fault="true">1</);
  expect(shown).toContain('Expected a value');
});

it('shows beside the name of a shipped rule what it is called in the language', async () => {
  const doc = sampleDoc();
  expect(await html('engagement', 'tr', doc)).toContain('>Fiyat sayfası<');
  expect(await html('engagement', 'en', doc)).not.toContain('>Pricing page<');
});

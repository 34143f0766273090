import { describe, expect, it } from 'vitest';
import { sampleDoc } from '../doc/sample.fixture';
import type { Draft, ModelDoc } from '../types';
import { contentOf, type DraftState, isSaved, load, reduce } from './state';

function draft(patch: Partial<Draft> = {}): Draft {
  return {
    text: 'name = "Sample"',
    doc: sampleDoc(),
    faults: [],
    revision: 3,
    base_version: 1,
    is_changed: false,
    changed_at: null,
    changed_by: null,
    ...patch,
  };
}

function named(state: DraftState, name: string, now = 0): DraftState {
  return reduce(state, { type: 'edit', change: (doc: ModelDoc) => ({ ...doc, name }), key: null, now });
}

describe('saving', () => {
  it('sends the document after an edit, and has the text when the server answers', () => {
    const edited = named(load(draft()), 'New');
    expect(isSaved(edited)).toBe(false);
    expect(contentOf(edited.history.present)).toEqual({ doc: { ...sampleDoc(), name: 'New' } });

    const saved = reduce(edited, { type: 'saved', edition: edited.edition, draft: draft({ revision: 4, text: 'name = "New"', is_changed: true }) });
    expect([isSaved(saved), saved.revision, saved.changed]).toEqual([true, 4, true]);
    expect(saved.history.present).toEqual({ doc: { ...sampleDoc(), name: 'New' }, text: 'name = "New"' });
  });

  it('keeps what was done while the answer was on its way', () => {
    const first = named(load(draft()), 'First');
    const second = named(first, 'Second');
    const saved = reduce(second, { type: 'saved', edition: first.edition, draft: draft({ revision: 4, faults: [{ place: 'name', message: 'old' }] }) });
    expect([isSaved(saved), saved.revision, saved.history.present.doc?.name]).toEqual([false, 4, 'Second']);
    expect(saved.faults).toEqual([]);
  });

  it('takes the document of a text from the server, and none from a text that has a fault', () => {
    const written = reduce(load(draft()), { type: 'write', text: 'name = ', now: 0 });
    expect(contentOf(written.history.present)).toEqual({ text: 'name = ' });
    const faults = [{ place: 'file', message: 'expected a value', line: 1, column: 8 }];
    const saved = reduce(written, { type: 'saved', edition: written.edition, draft: draft({ text: 'name = ', doc: null, faults }) });
    expect([saved.history.present.doc, saved.faults]).toEqual([null, faults]);
    expect(named(saved, 'x')).toBe(saved);
  });
});

describe('undo', () => {
  it('goes back to the exact text that the server had, and is saved again', () => {
    const start = load(draft({ text: '# a comment\nname = "Sample"' }));
    const back = reduce(named(start, 'New'), { type: 'undo' });
    expect(contentOf(back.history.present)).toEqual({ text: '# a comment\nname = "Sample"' });
    expect(isSaved(back)).toBe(false);
    expect(reduce(back, { type: 'redo' }).history.present.doc?.name).toBe('New');
  });

  it('does nothing where there is nothing to undo', () => {
    const start = load(draft());
    expect(reduce(start, { type: 'undo' })).toBe(start);
  });
});

describe('somebody else', () => {
  const theirs = draft({ revision: 7, text: 'name = "Theirs"', doc: { ...sampleDoc(), name: 'Theirs' }, changed_by: 'Ada' });

  it('is followed while nothing is unsaved here', () => {
    const seen = reduce(load(draft()), { type: 'seen', draft: theirs });
    expect([seen.history.present.doc?.name, seen.revision, isSaved(seen)]).toEqual(['Theirs', 7, true]);
  });

  it('is not followed over work of one’s own', () => {
    const edited = named(load(draft()), 'Mine');
    expect(reduce(edited, { type: 'seen', draft: theirs })).toBe(edited);
  });

  it('and one’s own conflict: mine is saved over their revision', () => {
    const conflict = reduce(named(load(draft()), 'Mine'), { type: 'conflict', theirs });
    expect(conflict.theirs).toBe(theirs);
    const mine = reduce(conflict, { type: 'keepMine' });
    expect([mine.revision, mine.theirs, isSaved(mine), mine.history.present.doc?.name]).toEqual([7, null, false, 'Mine']);
  });

  it('and one’s own conflict: theirs is loaded', () => {
    const conflict = reduce(named(load(draft()), 'Mine'), { type: 'conflict', theirs });
    const loaded = reduce(conflict, { type: 'load', draft: theirs });
    expect([loaded.history.present.doc?.name, loaded.theirs, isSaved(loaded)]).toEqual(['Theirs', null, true]);
    expect(loaded.edition).toBeGreaterThan(conflict.edition);
  });
});

it('tells every failure apart, so that each is tried again', () => {
  const once = reduce(load(draft()), { type: 'failed', error: 'No answer', final: false });
  const twice = reduce(once, { type: 'failed', error: 'No answer', final: false });
  expect(twice.failure).toEqual({ error: 'No answer', final: false });
  expect(twice.failure).not.toBe(once.failure);
  expect(reduce(twice, { type: 'retry' }).failure).toBeNull();
});

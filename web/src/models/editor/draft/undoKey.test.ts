import { expect, it } from 'vitest';
import { undoKey } from './useUndoKeys';

function pressed(keys: string) {
  const parts = keys.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Meta'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
}

it.each([
  ['Ctrl+z', 'undo'],
  ['Meta+z', 'undo'],
  ['Ctrl+Shift+Z', 'redo'],
  ['Meta+Shift+z', 'redo'],
  ['Ctrl+y', 'redo'],
  ['z', null],
  ['Shift+Z', null],
  ['Ctrl+Alt+z', null],
  ['Ctrl+Shift+y', null],
  ['Ctrl+a', null],
])('%s is %s', (keys, asked) => {
  expect(undoKey(pressed(keys))).toBe(asked);
});

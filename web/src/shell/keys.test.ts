import { expect, it, vi } from 'vitest';
import { meant, toFilter } from './keys';

const slash = () => undefined;
const pressed = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false, defaultPrevented: false };

it('goes by the character, wherever its key is', () => {
  // On Turkish and Czech keyboards it takes Shift.
  expect(meant({ ...pressed, key: '/' }, { '/': slash })).toBe(slash);
  expect(meant({ ...pressed, key: '7' }, { '/': slash })).toBeUndefined();
  expect(meant({ ...pressed, key: 'toString' }, { '/': slash })).toBeUndefined();
});

it('leaves other commands alone', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing', 'defaultPrevented']) {
    expect(meant({ ...pressed, key: '/', [held]: true }, { '/': slash }), held).toBeUndefined();
  }
});

/** A screen on which something is found by a part of what is asked for. */
const screen = (there: string, found: object) => ({ querySelector: (asked: string) => (asked.includes(there) ? found : null) }) as unknown as Document;

it('leads to the box of a filter and marks what is in it, or to the kind of signals that is chosen', () => {
  const [box, kind] = [{ focus: vi.fn(), select: vi.fn() }, { focus: vi.fn() }];
  toFilter(screen('[role="search"] input', box));
  toFilter(screen('[data-filter] [aria-pressed="true"]', kind));
  toFilter(screen('[nothing]', {}));
  expect([box.focus, box.select, kind.focus].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
});

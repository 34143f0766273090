import { expect, it } from 'vitest';
import { meant } from './keys';

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

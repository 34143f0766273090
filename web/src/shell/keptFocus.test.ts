import { expect, it } from 'vitest';
import { type Course, course } from './useKeptFocus';

const there: Course = { connected: true, disabled: false, waited: false, lost: false, left: false, inPage: true, headed: true };

it('leaves the focus alone as long as something has it', () => {
  expect(course(there)).toBe('stay');
  expect(course({ ...there, connected: false })).toBe('stay');
  // Whoever clicked beside everything wants it nowhere.
  expect(course({ ...there, lost: true })).toBe('stay');
});

it('gives it back to a button that waited for an answer, once it can be pressed again', () => {
  const waiting = { ...there, lost: true, disabled: true, waited: true };
  expect(course(waiting)).toBe('stay');
  expect(course({ ...waiting, disabled: false })).toBe('back');
  expect(course({ ...waiting, disabled: false, inPage: false })).toBe('back');
});

it('goes on in the page when what had it vanished, also while it waited', () => {
  const gone = { ...there, connected: false, lost: true };
  expect(course(gone)).toBe('on');
  expect(course({ ...gone, waited: true })).toBe('on');
  expect(course({ ...gone, inPage: false })).toBe('stay');
});

it('begins at the heading of another page, as soon as that is there', () => {
  const away = { ...there, connected: false, lost: true, left: true };
  expect(course({ ...away, headed: false })).toBe('stay');
  expect(course(away)).toBe('heading');
});

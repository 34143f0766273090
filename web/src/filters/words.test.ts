import { describe, expect, it } from 'vitest';
import { mayBeWords } from './FilterProblem';

describe('what may have been meant as words', () => {
  it.each(['stage design', 'City Bank', 'not acme', 'ada or bob', 'Çelik'])('is %j', (text) => {
    expect(mayBeWords(text)).toBe(true);
  });

  it.each(['titel = "x"', 'count(pages)', 'fit >', '@', ''])('is not %j', (text) => {
    expect(mayBeWords(text)).toBe(false);
  });
});

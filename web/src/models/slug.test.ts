import { expect, test } from 'vitest';
import { slug } from './slug';

test('a key is made of a name in any of the languages', () => {
  expect(slug('Sensors & co')).toBe('sensors_co');
  expect(slug(' Žluťoučké čidlo ')).toBe('zlutoucke_cidlo');
  expect(slug('IŞIKLI İğne ışık')).toBe('isikli_igne_isik');
  expect(slug('!!!')).toBe('');
  expect(slug('a'.repeat(50))).toHaveLength(32);
});

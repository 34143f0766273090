import { useTranslation } from 'react-i18next';
import { expect, it } from 'vitest';
import { rendered } from '../models/editor/render.fixture';
import { useSays } from './useSays';

function Counts({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <p>
      {t('reason.times', { count })} · {t('engagement.capped', { count })} · {t('scores.model', { name: 'M', version: 1246, at: '' })}
    </p>
  );
}

it.each([
  ['en', '2,351 times · 2,351 over the limit'],
  ['tr', '2.351 kez'],
  ['cs', '2 351krát · 2 351 nad limit'],
] as const)('in %s, every count of a message is written as the language does', async (language, words) => {
  const shown = (await rendered(<Counts count={2351} />, language)).replaceAll('\u00a0', ' ');
  expect(shown).toContain(words);
  expect(shown).toContain('1246');
  expect(await rendered(<Counts count={2} />, language)).toMatch(/<p>2\D/);
});

function Limit() {
  return <p>{useSays()({ message: '', code: 'filter_at_most', params: { limit: '100000' } })}</p>;
}

it('writes the limits that the server tells so, too', async () => {
  expect(await rendered(<Limit />, 'en')).toContain('at most 100,000 bytes');
  expect(await rendered(<Limit />, 'tr')).toContain('100.000');
});

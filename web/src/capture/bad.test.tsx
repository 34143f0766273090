import { expect, it } from 'vitest';
import { LANGUAGES } from '../i18n';
import { rendered } from '../models/editor/render.fixture';
import { Received } from './BadEventDrawer';
import type { BadEventDetail } from './types';

const EVENT: BadEventDetail = {
  id: '1',
  call: 'track',
  preview: '{}',
  raw: '{"type":"track"}',
  reason: 'it names nobody: give `userId` or `anonymousId`',
  reasons: [{ message: 'it names nobody: give `userId` or `anonymousId`', code: 'nobody', params: {} }],
  received_at: '2026-03-01T12:00:00Z',
  size: 16,
  source: 'Shop',
};

it('says in each language why an event is bad, beside what came in', async () => {
  const shown = await Promise.all(LANGUAGES.map((language) => rendered(<Received event={EVENT} />, language)));
  const says = { en: 'It names nobody. Give', tr: 'Kimi', cs: 'Nikoho' };
  for (const [index, language] of LANGUAGES.entries()) {
    expect(shown[index]).toContain(says[language]);
    expect(shown[index]).toContain('{&quot;type&quot;:&quot;track&quot;}');
  }
});

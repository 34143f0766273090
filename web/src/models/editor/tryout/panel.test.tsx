import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../api/problem';
import type { Change, TryOut } from '../types';
import { LANGUAGES } from '../../../i18n';
import { sampleDoc } from '../doc/sample.fixture';
import { Changes } from '../publish/Changes';
import { rendered } from '../render.fixture';
import { RuleEffectLine } from '../rules/RuleEffectLine';
import { TryOutBar } from './TryOutBar';
import { TryOutPanel } from './TryOutPanel';
import type { TryState } from './useTryOut';

const RESULT: TryOut = {
  people: 1200,
  interactions: 98_000,
  took_ms: 84,
  as_of: '2026-11-22T12:00:00Z',
  base_version: 4,
  temperature: [
    { key: 'cold', before: 1000, after: 990, gained: 0, lost: 10 },
    { key: 'warm', before: 150, after: 148, gained: 10, lost: 12 },
    { key: 'hot', before: 50, after: 62, gained: 12, lost: 0 },
  ],
  stage: [{ key: 'mql', name: 'MQL', before: 80, after: 97, gained: 20, lost: 3 }],
  index: [{ key: 'best', name: 'Best', before: 8, after: 8, gained: 0, lost: 0 }],
  engagement: { from: 0, step: 10, before: [1000, 200], after: [990, 210] },
  fit: { from: -20, step: 20, before: [10, 1190], after: [10, 1190] },
  disqualified: { before: 7, after: 9 },
  movers: [],
  rules: [],
};

function panel(state: Partial<TryState>) {
  const whole: TryState = { result: null, stale: false, loading: null, error: null, retry: () => undefined, ...state };
  return <TryOutPanel state={whole} doc={sampleDoc()} filter="" onFilter={() => undefined} />;
}

describe.each(LANGUAGES)('the try-out in %s', (language) => {
  it('shows who comes and goes, the hottest first, and names everything', async () => {
    const shown = await rendered(panel({ result: RESULT }), language);
    expect(shown).toMatch(/flow-hot.*\+12.*flow-warm.*\+10.*−12.*flow-cold.*flow-mql.*\+20.*−3/s);
    expect(shown, 'a key without words').not.toMatch(/\bmodel\.[a-z]+\.[a-zA-Z]/);
  });
});

describe('the try-out', () => {
  it('tells how far the history has been read', async () => {
    expect(await rendered(panel({ loading: { read: 500, total: 2000 } }), 'en')).toContain('500 of 2,000 entries');
  });

  it('keeps the last answer beside what is wrong with the model', async () => {
    const error = new ApiError(422, 'The model is faulty', [{ field: 'stage "mql"', message: 'no such field' }]);
    const shown = await rendered(panel({ result: RESULT, error }), 'en');
    expect(shown).toContain('No such field');
    expect(shown).toContain('flow-hot');
  });

  it('says that the server does not answer only while there is nothing else to show', async () => {
    expect(await rendered(panel({ error: new ApiError(0, 'No answer') }), 'en')).toContain('error-state');
  });

  it('has its gist for small screens', async () => {
    const bar = await rendered(<TryOutBar result={RESULT} stale={false} />, 'en');
    expect(bar).toMatch(/Hot.*\+12.*MQL.*\+20/s);
    expect(await rendered(<TryOutBar result={null} stale />, 'en')).not.toContain('try-bar');
  });
});

describe('the effect of a rule', () => {
  const effect = { name: 'Call', kind: 'engagement' as const, people_before: 40, people_after: 40, points_before: 100, points_after: 160 };

  it('is told before and after', async () => {
    const line = await rendered(<RuleEffectLine effect={effect} />, 'en');
    expect(line).toContain('40 people');
    expect(line).toContain('100 → 160 points');
    expect(line).toContain('+60');
  });

  it('says when a rule reaches nobody', async () => {
    expect(await rendered(<RuleEffectLine effect={{ ...effect, people_before: 0, people_after: 0 }} />, 'en')).toContain('Reaches nobody');
  });
});

describe('changes', () => {
  const changes: Change[] = [
    { path: 'engagement rule "Pricing page" / points', what: 'changed', before: '8', after: '14' },
    { path: 'list "competitors" / IceWatch', what: 'added', before: null, after: 'IceWatch' },
  ];

  it('are told in the words of the language', async () => {
    const shown = await rendered(<Changes changes={changes} />, 'cs');
    expect(shown).toContain('Pravidlo zapojení');
    expect(shown).toMatch(/<del>8<\/del><ins>14<\/ins>/);
  });

  it('name an entry of a list once', async () => {
    expect((await rendered(<Changes changes={changes} />, 'en')).match(/IceWatch/g)).toHaveLength(1);
  });

  it('say when there are none', async () => {
    expect(await rendered(<Changes changes={[]} />, 'tr')).toContain('Fark yok');
  });
});

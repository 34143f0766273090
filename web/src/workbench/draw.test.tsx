import { describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../i18n';
import { SuggestionRow } from '../learning/SuggestionRow';
import { rendered } from '../models/editor/render.fixture';
import { AdvicePanel } from './AdvicePanel';
import { AuditPanels } from './AuditPanels';
import { BandsPanel } from './BandsPanel';
import { CriteriaPanel, QualifiedPanel, TemperaturePanel } from './CriteriaPanel';
import { SeriesPanel } from './DriftPanel';
import { ReadingHistory } from './ReadingHistory';
import { SAMPLE } from './sample.fixture';
import { Verdict } from './Verdict';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, params }: { children: string; params: { personId: string } }) => <a href={params.personId}>{children}</a>,
}));

const suggestion = { rule: 'Pricing page', kind: 'engagement', points: 8, suggested: 14, low: 11, high: 17, people: 420, reason: 'raise' } as const;

function line(item: typeof suggestion | (Omit<typeof suggestion, 'suggested' | 'reason'> & { suggested: 8; reason: 'agrees' })) {
  return (
    <table>
      <tbody>
        <SuggestionRow item={item} chosen={false} at={(points) => points / 20} zero={0} onChosen={() => undefined} />
      </tbody>
    </table>
  );
}

const PARTS = [
  <Verdict key="verdict" test={SAMPLE} />,
  <AdvicePanel key="advice" advice={SAMPLE.advice} />,
  <BandsPanel key="bands" bands={SAMPLE.bands} />,
  <CriteriaPanel key="criteria" criteria={SAMPLE.criteria} />,
  <TemperaturePanel key="temperatures" temperatures={SAMPLE.temperatures} />,
  <QualifiedPanel key="qualified" qualified={SAMPLE.qualified} />,
  <AuditPanels key="audits" missed={SAMPLE.missed} wasted={SAMPLE.wasted} />,
  <SeriesPanel key="series" series={SAMPLE.series} />,
  <ReadingHistory key="reading" loading={{ read: 500, total: 2000 }} />,
];

describe.each(LANGUAGES)('a backtest in %s', (language) => {
  it('has words for everything', async () => {
    const all = await Promise.all([...PARTS, line(suggestion)].map((part) => rendered(part, language)));
    for (const shown of all) {
      expect(shown, 'a key without words').not.toMatch(/\b(backtest|suggest)\.[a-zA-Z]/);
      expect(shown, 'a code without words').not.toMatch(/[a-z]_[a-z]+ [a-z_]+=/);
      expect(shown, 'a number without a value').not.toMatch(/NaN|undefined|\{\{/);
    }
  });
});

describe('a backtest', () => {
  it('says how good the ranking is, with its interval, and where a figure is not known', async () => {
    const shown = await rendered(<Verdict test={SAMPLE} />, 'en');
    expect(shown).toContain('A good ranking.');
    expect(shown).toContain('81.3%');
    expect(shown).toContain('0.77 to 0.85');
    expect(shown).toContain('0.79 · –');
  });

  it('shows advice that it has no words for as it came', async () => {
    expect(await rendered(<AdvicePanel advice={['brand_new x=1']} />, 'en')).toContain('brand_new x=1');
    expect(await rendered(<AdvicePanel advice={[]} />, 'en')).not.toContain('brand_new');
  });

  it('names the open bands, and shows no lift where nothing can be said', async () => {
    expect(await rendered(<BandsPanel bands={SAMPLE.bands} />, 'en')).toMatch(/below 20.*20 and more/s);
    const criteria = await rendered(<CriteriaPanel criteria={SAMPLE.criteria} />, 'en');
    expect(criteria).toContain('7×');
    expect(criteria).not.toContain('127×');
  });

  it('leads to the people who were missed and wasted', async () => {
    const shown = await rendered(<AuditPanels missed={SAMPLE.missed} wasted={[]} />, 'en');
    expect(shown).toContain('<a href="m">Person m</a>');
    expect(shown).toContain('Everybody with a high score bought.');
  });
});

describe('a suggestion', () => {
  it('can be accepted where it changes something', async () => {
    expect(await rendered(line(suggestion), 'en')).toMatch(/type="checkbox".*\+8.*\+14/s);
    const same = await rendered(line({ ...suggestion, suggested: 8, reason: 'agrees' }), 'en');
    expect(same).not.toContain('type="checkbox"');
    expect(same).toContain('history agrees');
  });
});

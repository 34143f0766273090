import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Formatters, useFormat } from '../i18n/format';
import { Panel } from '../shared/Panel';
import { readAdvice } from './advice';
import classes from './Backtest.module.css';

/** The numbers of advice as text: shares in per cent, the rest as they are. */
function written(numbers: Record<string, number>, format: Formatters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, name.startsWith('share') ? format.percent(value) : format.exact(value)]),
  );
}

/** What to look at in the model, in words. */
export function AdvicePanel({ advice }: { advice: string[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (advice.length === 0) return null;
  const words = (line: string) => {
    const { code, numbers } = readAdvice(line);
    const key = `backtest.advice.${code}`;
    // The server may learn codes that the catalogues lack, so the compiler cannot know them.
    return i18n.exists(key) ? String(t(key as never, written(numbers, format) as never)) : line;
  };
  return (
    <Panel title={t('backtest.adviceTitle')} testId="backtest-advice">
      <ul className={classes.advice}>
        {advice.map((line) => (
          <li key={line}>
            <IconBulb size={18} stroke={1.8} aria-hidden />
            <span>{words(line)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

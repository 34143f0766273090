import { useTranslation } from 'react-i18next';
import { useWord } from '../../../i18n/useWord';
import type { Flow, TryOut } from '../types';
import { FlowWords } from './FlowWords';
import classes from './TryOut.module.css';

/** Where the try-out is below the rules: its gist stays in view while a slider moves. */
export function TryOutBar({ result, stale }: { result: TryOut | null; stale: boolean }) {
  const { t } = useTranslation();
  const word = useWord();
  if (!result) return null;
  const hot = result.temperature.find(({ key }) => key === 'hot');
  const stages = result.stage.filter(({ key }) => key === 'mql' || key === 'sql');
  const flows: [string, Flow][] = [...(hot ? [[t('temperature.hot'), hot] as [string, Flow]] : []), ...stages.map((flow): [string, Flow] => [word('modelName', flow.name ?? flow.key), flow])];
  return (
    <a href="#tryout" className={classes.bar} data-stale={stale} data-testid="try-bar">
      {flows.map(([name, flow]) => (
        <span key={name} className={classes.barItem}>
          {name} <FlowWords flow={flow} />
        </span>
      ))}
    </a>
  );
}

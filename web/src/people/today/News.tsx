import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { PersonSummary } from '../types';
import classes from './PeopleList.module.css';

/** A signal says what somebody did; that they are newly hot follows from it. */
const signalsFirst = (news: PersonSummary['news']) =>
  news.toSorted((a, b) => Number(b.change === 'signal') - Number(a.change === 'signal'));

/** The most telling change since yesterday, in a few words. */
export function News({ person }: { person: Pick<PersonSummary, 'news' | 'stage'> }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const said = signalsFirst(person.news).map(({ change, signal, at }) => {
    const words = {
      hot: () => t('news.hot'),
      signal: () => word('modelName', signal?.name ?? ''),
      stage: () => t('news.stage', { stage: word('modelName', person.stage.name) }),
      new: () => t('news.new'),
    }[change as 'hot' | 'signal' | 'stage' | 'new']?.();
    return words && at ? `${words} · ${format.ago(at)}` : words;
  });
  const [first, ...rest] = said.filter((words) => words !== undefined);
  if (!first) return null;
  return (
    <div className={classes.news} title={[first, ...rest].join('\n')} data-testid="row-news">
      <IconBolt size={14} stroke={2} aria-hidden />
      <span className={classes.rule}>{first}</span>
    </div>
  );
}

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { TimelineItem } from '../types';
import classes from './Timeline.module.css';

/** A property value as text. */
export function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The properties by name; a client may have sent something else than an object. */
export function entries(properties: unknown): [string, unknown][] {
  if (properties === null || properties === undefined) return [];
  return typeof properties === 'object' && !Array.isArray(properties) ? Object.entries(properties) : [['', properties]];
}

/** What was judged when it came in, where something later showed otherwise. */
function judgedBefore(item: TimelineItem, t: TFunction, word: ReturnType<typeof useWord>): [string, string][] {
  const before = item.captured_verdict;
  if (!before || before === item.verdict) return [];
  return [[t('timeline.judgedBefore'), t('timeline.judgedBeforeText', { before: word('verdict', before), now: word('verdict', item.verdict) })]];
}

/** What an interaction carries: why its verdict, when it arrived, its properties. */
export function TimelineDetails({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const rows: [string, string][] = [
    [t('timeline.verdictWhy'), item.verdict_reasons.map((reason) => word('verdictReason', reason)).join(', ') || '–'],
    ...judgedBefore(item, t, word),
    [t('timeline.received'), format.moment(item.received_at)],
    [t('timeline.messageId'), item.message_id],
    ...item.points.map((point): [string, string] => [
      word('modelName', point.rule),
      point.capped
        ? t('engagement.cappedOne')
        : t('engagement.left', { given: format.signed(point.points), now: format.score(point.now) }),
    ]),
    ...entries(item.properties).map(([key, value]): [string, string] => [key, show(value)]),
  ];
  return (
    <dl className={classes.details}>
      {rows.map(([key, value]) => (
        <div key={key} className={classes.detail}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

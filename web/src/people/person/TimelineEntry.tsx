import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  type Icon,
  IconCalendarEvent,
  IconForms,
  IconMail,
  IconMessageCircle,
  IconPhone,
  IconShoppingCart,
  IconSparkles,
  IconWorld,
} from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { VerdictBadge } from '../../shared/badges';
import type { TimelineItem } from '../types';
import classes from './Timeline.module.css';
import { useAmount } from './useAmount';
import { TimelineDetails } from './TimelineDetails';

const ICONS: Record<string, Icon> = {
  web: IconWorld,
  email: IconMail,
  form: IconForms,
  call: IconPhone,
  chat: IconMessageCircle,
  shop: IconShoppingCart,
  event: IconCalendarEvent,
  other: IconSparkles,
};

/** Source, medium and campaign in one line, as far as they are known. */
export function touchLine(touch: TimelineItem['touch']): string | null {
  if (!touch) return null;
  return [touch.source, touch.medium, touch.campaign].filter(Boolean).join(' / ') || touch.referrer || null;
}

function Points({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  return item.points.map((point) => (
    <span key={point.rule} className={classes.point} data-capped={point.capped} title={point.capped ? t('engagement.cappedOne') : undefined}>
      <b className="rp-number">{format.signed(point.points)}</b> {word('modelName', point.rule)}
    </span>
  ));
}

/** One interaction; opens to its properties. */
export function TimelineEntry({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const Sign = ICONS[item.channel] ?? IconSparkles;
  const amount = useAmount()(item);
  const touch = touchLine(item.touch);
  const channel = word('channel', item.channel);
  return (
    <li className={classes.item} data-verdict={item.verdict} data-testid="timeline-item">
      <span className={classes.icon} title={channel}>
        <Sign size={18} stroke={1.8} aria-label={channel} role="img" />
      </span>
      <div className={classes.content}>
        <UnstyledButton className={classes.head} onClick={toggle} aria-expanded={opened} aria-controls={id}>
          <span className={classes.kind}>{word('interaction', item.kind)}</span>
          {item.label && <span className={classes.label}>{item.label}</span>}
          {amount && <span className={classes.amount}>{amount}</span>}
        </UnstyledButton>
        {(item.path || touch) && (
          <div className={classes.meta}>
            {item.path && <code className={classes.path}>{item.path}</code>}
            {touch && <span>{t('timeline.from', { source: touch })}</span>}
          </div>
        )}
        {item.points.length > 0 && (
          <div className={classes.pointsLine}>
            <Points item={item} />
          </div>
        )}
        <Collapse expanded={opened} id={id}>
          {opened && <TimelineDetails item={item} />}
        </Collapse>
      </div>
      <div className={classes.side}>
        <time dateTime={item.at} title={format.moment(item.at)}>
          {format.clock(item.at)}
        </time>
        <VerdictBadge value={item.verdict} reasons={item.verdict_reasons} />
      </div>
    </li>
  );
}

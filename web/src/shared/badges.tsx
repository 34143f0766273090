import { VisuallyHidden } from '@mantine/core';
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Kind, Temperature } from '../api/types';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { useThresholds } from '../models/useThresholds';
import classes from './badges.module.css';

/** Readiness to buy, in colour and in words. */
export function TemperatureBadge({ value }: { value: Temperature }) {
  const { t } = useTranslation();
  return (
    <span className={`${classes.badge} ${classes[value]}`} data-temperature={value}>
      <span className={classes.dot} aria-hidden />
      {t(`temperature.${value}`)}
    </span>
  );
}

/** Interest, lead or customer. */
export function KindBadge({ value }: { value: Kind }) {
  const { t } = useTranslation();
  return <span className={`${classes.badge} ${value === 'customer' ? classes.good : classes.plain}`}>{t(`kind.${value}`)}</span>;
}

/** A quiet badge with any text. */
export function PlainBadge({ children }: { children: string }) {
  return <span className={`${classes.badge} ${classes.plain}`}>{children}</span>;
}

/** Why a person is out. */
export function DisqualifiedBadge({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const words = t('person.disqualified', { reason: word('disqualify', reason) });
  return (
    <span className={`${classes.badge} ${classes.hot}`} title={words}>
      <span className={classes.text}>{words}</span>
    </span>
  );
}

const VERDICT_CLASS: Record<string, string | undefined> = {
  human: classes.quiet,
  machine: classes.cold,
  unknown: classes.plain,
};

/** Whether an interaction came from a human, with the reasons on hover. */
export function VerdictBadge({ value, reasons }: { value: string; reasons: string[] }) {
  const word = useWord();
  return (
    <span className={`${classes.badge} ${VERDICT_CLASS[value]}`} title={reasons.map((reason) => word('verdictReason', reason)).join('\n') || undefined}>
      {word('verdict', value)}
    </span>
  );
}

/** Below this change a day nobody would call it movement. */
const STILL = 0.05;

/** Days without an interaction after which nobody heats up any more, whatever the days before were like. */
const SILENT = 7;
const DAY_MS = 86_400_000;

/** Whole days since the last interaction, where there was one. */
function daysSince(last: string | null | undefined, at: string | undefined): number | null {
  return last ? Math.floor(((at ? Date.parse(at) : Date.now()) - Date.parse(last)) / DAY_MS) : null;
}

interface VelocityProps {
  value: number;
  /** The last human interaction. */
  last: string | null | undefined;
  /** The moment that it is about; now when left out. */
  at?: string;
  /** Whether what is seen says that it is a change a day, where nothing beside it does. */
  withUnit?: boolean;
}

/** The direction of engagement, with the change a day. */
export function Velocity({ value, last, at, withUnit }: VelocityProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const silent = daysSince(last, at);
  const isSilent = value > STILL && silent !== null && silent >= SILENT;
  const direction = isSilent ? 'flat' : value > STILL ? 'up' : value < -STILL ? 'down' : 'flat';
  const Arrow = { up: IconArrowUpRight, down: IconArrowDownRight, flat: IconArrowRight }[direction];
  const amount = withUnit ? t('velocity.perDay', { value: format.signed(value) }) : format.signed(value);
  const words = isSilent ? t('velocity.quiet', { count: silent }) : t(`velocity.${direction}`, { value: format.signed(value) });
  return (
    <span className={`${classes.velocity} ${classes[direction]}`} title={words}>
      <Arrow size={16} stroke={2.2} aria-hidden />
      <span aria-hidden className="rp-number">
        {direction === 'flat' ? '' : amount}
      </span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}

interface ScoreBarProps {
  dimension: 'engagement' | 'fit';
  value: number;
  /** The value that fills the bar. */
  full: number;
}

/** A score as a thin bar with its number. Its name is seen where no heading above says it; the list's styles know where. */
export function ScoreBar({ dimension, value, full }: ScoreBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const thresholds = useThresholds();
  const share = full > 0 ? Math.min(1, Math.max(0, value / full)) : 0;
  return (
    <div className={classes.bar} data-bar title={`${t(`dimension.${dimension}`)}: ${format.score(value, thresholds)}`}>
      <span className={classes.label} aria-hidden data-bar-label>
        {t(`dimension.${dimension}`)}
      </span>
      <div className={classes.track} aria-hidden>
        <div className={`${classes.fill} ${classes[dimension]}`} style={{ width: `${share * 100}%` }} />
      </div>
      <span className={`${classes.value} rp-number`}>
        <VisuallyHidden>{t(`dimension.${dimension}`)} </VisuallyHidden>
        {format.roundScore(value, thresholds)}
      </span>
    </div>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter(Boolean);
  const letters = [words[0]?.[0], words.length > 1 ? words.at(-1)?.[0] : undefined];
  return letters.join('').toLocaleUpperCase();
}

interface AvatarProps {
  name: string | null;
  temperature: Temperature;
  size?: number;
}

/** Initials on the colour of the temperature; a dot for who has no name yet. */
export function PersonAvatar({ name, temperature, size = 42 }: AvatarProps) {
  const style = { width: size, height: size, fontSize: size * 0.36 };
  return (
    <span className={`${classes.avatar} ${classes[temperature]}`} style={style} aria-hidden>
      {name ? initials(name) : <span className={classes.dot} />}
    </span>
  );
}

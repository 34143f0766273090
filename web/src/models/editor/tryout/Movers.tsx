import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Temperature } from '../../../api/types';
import { useFormat } from '../../../i18n/format';
import { useWord } from '../../../i18n/useWord';
import { TemperatureBadge } from '../../../shared/badges';
import { usePersonName } from '../../../shared/usePersonName';
import type { Mover, Turn } from '../types';
import classes from './TryOut.module.css';

/** Rules named for one mover. */
const NAMED = 3;

function Scores({ label, turn }: { label: string; turn: Turn }) {
  const format = useFormat();
  const change = Math.floor(turn.after) - Math.floor(turn.before);
  if (change === 0) return null;
  return (
    <span className={classes.turn}>
      {label} {format.roundScore(turn.before)} → <b>{format.roundScore(turn.after)}</b>
    </span>
  );
}

function Why({ why }: { why: Mover['why'] }) {
  const format = useFormat();
  const word = useWord();
  const strongest = why.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)).slice(0, NAMED);
  return (
    <ul className={classes.why}>
      {strongest.map((part) => (
        <li key={`${part.kind}${part.rule}`} data-minus={part.after < part.before}>
          {word('modelName', part.rule)} <b>{format.signed(part.after - part.before)}</b>
        </li>
      ))}
    </ul>
  );
}

/** The people that move most, and why. */
export function Movers({ movers, stageName }: { movers: readonly Mover[]; stageName: (key: string) => string }) {
  const { t } = useTranslation();
  const nameOf = usePersonName();
  if (movers.length === 0) return <p className={classes.nobody}>{t('model.try.nobodyMoves')}</p>;
  return (
    <ol className={classes.movers}>
      {movers.map((mover) => (
        <li key={mover.person.id} data-testid="mover">
          <div className={classes.moverHead}>
            <Link to="/people/$personId" params={{ personId: mover.person.id }} className={classes.moverName}>
              {nameOf(mover.person)}
            </Link>
            {mover.temperature.before !== mover.temperature.after && <TemperatureBadge value={mover.temperature.after as Temperature} />}
          </div>
          {mover.person.company && <div className={classes.company}>{mover.person.company}</div>}
          <div className={classes.turns}>
            <Scores label={t('dimension.engagement')} turn={mover.engagement} />
            <Scores label={t('dimension.fit')} turn={mover.fit} />
            {mover.stage.before !== mover.stage.after && (
              <span className={classes.turn}>
                {stageName(mover.stage.before)} → <b>{stageName(mover.stage.after)}</b>
              </span>
            )}
          </div>
          <Why why={mover.why} />
        </li>
      ))}
    </ol>
  );
}

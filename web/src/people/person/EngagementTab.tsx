import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { EngagementRule } from '../types';
import classes from './Scores.module.css';

function Contributions({ rule }: { rule: EngagementRule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const hidden = rule.count + rule.capped - rule.contributions.length;
  return (
    <>
      <ul className={classes.contributions}>
        {rule.contributions.map((item) => (
          <li key={item.seq} className={classes.contribution} data-capped={item.capped} data-testid="contribution">
            <time dateTime={item.at} className={classes.when}>
              {format.moment(item.at)}
            </time>
            <span className={classes.what}>
              {word('interaction', item.kind)}
              {item.label && <span className={classes.dim}> · {item.label}</span>}
            </span>
            <span className={`${classes.worth} rp-number`}>
              {item.capped ? t('engagement.cappedOne') : t('engagement.left', { given: format.signed(item.points), now: format.score(item.now) })}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className={classes.more}>{t('engagement.older', { count: hidden, value: format.whole(hidden) })}</p>}
    </>
  );
}

function Rule({ rule, most }: { rule: EngagementRule; most: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const share = (value: number) => `${Math.min(100, (Math.abs(value) / most) * 100)}%`;
  return (
    <li className={classes.rule}>
      <UnstyledButton
        className={classes.ruleHead}
        onClick={toggle}
        aria-expanded={opened}
        aria-controls={id}
        data-testid="engagement-rule"
      >
        <IconChevronRight size={16} className={classes.chevron} aria-hidden />
        <span className={classes.ruleName}>
          {word('modelName', rule.rule)}
          <span className={classes.ruleFacts}>
            {t('reason.times', { count: rule.count })} · {word('decay', rule.decay)}
            {rule.capped > 0 && ` · ${t('engagement.capped', { count: rule.capped })}`}
          </span>
        </span>
        <span className={classes.meter} title={t('engagement.left', { given: format.signed(rule.given), now: format.score(rule.now) })}>
          <span className={classes.given} style={{ width: share(rule.given) }} />
          <span className={classes.now} style={{ width: share(rule.now) }} />
        </span>
        <span className={`${classes.points} rp-number`}>{format.signed(rule.now)}</span>
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        {opened && <Contributions rule={rule} />}
      </Collapse>
    </li>
  );
}

/** Rules shown before one asks for the rest. */
const SHOWN = 6;

/** Every engagement rule that gave points, with what is left of them now. */
export function EngagementTab({ rules }: { rules: EngagementRule[] }) {
  const { t } = useTranslation();
  const [all, showAll] = useDisclosure(false);
  if (rules.length === 0) return <p className={classes.nothing}>{t('engagement.none')}</p>;
  // One or two more are shown at once rather than behind a button.
  const shown = all || rules.length <= SHOWN + 2 ? rules : rules.slice(0, SHOWN);
  const most = Math.max(1, ...rules.map((rule) => Math.abs(rule.given)));
  return (
    <>
      <p className={classes.intro}>{t('engagement.intro')}</p>
      <ul className={classes.rules}>
        {shown.map((rule) => (
          <Rule key={rule.rule} rule={rule} most={most} />
        ))}
      </ul>
      {shown.length < rules.length && (
        <Button variant="subtle" size="compact-sm" mt={4} mb="sm" onClick={showAll.open} data-testid="more-rules">
          {t('engagement.more', { count: rules.length - shown.length })}
        </Button>
      )}
    </>
  );
}

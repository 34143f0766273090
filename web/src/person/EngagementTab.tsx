import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngagementRule } from '../api/types';
import { useFormat } from '../i18n/format';
import classes from './Scores.module.css';

function Contributions({ rule }: { rule: EngagementRule }) {
  const { t } = useTranslation();
  const format = useFormat();
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
              {item.kind}
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
          {rule.rule}
          <span className={classes.ruleFacts}>
            {t('reason.times', { count: rule.count })} · {t(`decay.${rule.decay}`)}
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

/** Every engagement rule that gave points, with what is left of them now. */
export function EngagementTab({ rules }: { rules: EngagementRule[] }) {
  const { t } = useTranslation();
  if (rules.length === 0) return <p className={classes.nothing}>{t('engagement.none')}</p>;
  const most = Math.max(1, ...rules.map((rule) => Math.abs(rule.given)));
  return (
    <>
      <p className={classes.intro}>{t('engagement.intro')}</p>
      <ul className={classes.rules}>
        {rules.map((rule) => (
          <Rule key={rule.rule} rule={rule} most={most} />
        ))}
      </ul>
    </>
  );
}

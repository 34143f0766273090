import { ActionIcon, Group } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconAlertHexagon, IconChartDots3, IconHistoryToggle, IconKey, IconLogout, IconSparkles, IconStack2, IconSunHigh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../access/signin/mutations';
import { isAdministrator } from '../api/session';
import type { User } from '../api/types';
import { useFormat } from '../i18n/format';
import { overviewQuery } from '../people/queries';
import { Logo } from '../shared/Logo';
import { Lag } from './Lag';
import { LanguageSwitch } from './LanguageSwitch';
import { SchemeSwitch } from './SchemeSwitch';
import { Shortcuts } from './Shortcuts';
import classes from './Shell.module.css';

function Links({ user }: { user: User }) {
  const { t } = useTranslation();
  const format = useFormat();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { data } = useQuery(overviewQuery(undefined));
  const bad = (data?.bad_events ?? 0) + (data?.set_aside ?? 0);
  return (
    <nav aria-label={t('nav.label')} className={classes.links}>
      <Link to="/" className={classes.link} activeOptions={{ exact: true, includeSearch: false }}>
        <IconSunHigh size={20} stroke={1.8} aria-hidden />
        {t('nav.today')}
      </Link>
      <Link to="/map" className={classes.link} activeOptions={{ includeSearch: false }}>
        <IconChartDots3 size={20} stroke={1.8} aria-hidden />
        {t('nav.map')}
      </Link>
      <Link to="/signals" className={classes.link} activeOptions={{ includeSearch: false }}>
        <IconSparkles size={20} stroke={1.8} aria-hidden />
        {t('signals.title')}
      </Link>
      <Link
        to="/model"
        className={classes.link}
        activeOptions={{ exact: true, includeSearch: false }}
        // The versions are reached from the editor only.
        data-status={path === '/model/versions' ? 'active' : undefined}
      >
        <IconAdjustmentsHorizontal size={20} stroke={1.8} aria-hidden />
        {t('nav.model')}
      </Link>
      <Link
        to="/model/backtest"
        className={classes.link}
        activeOptions={{ includeSearch: false }}
        // The suggested points are another side of the same page.
        data-status={path === '/model/suggestions' ? 'active' : undefined}
      >
        <IconHistoryToggle size={20} stroke={1.8} aria-hidden />
        {t('backtest.title')}
      </Link>
      <Link to="/bad-events" className={classes.link}>
        <IconAlertHexagon size={20} stroke={1.8} aria-hidden />
        {t('nav.badEvents')}
        {bad > 0 && <span className={classes.count}>{format.compact(bad)}</span>}
      </Link>
      <Link to="/keys" className={classes.link}>
        <IconKey size={20} stroke={1.8} aria-hidden />
        {t('keys.title')}
      </Link>
      {isAdministrator(user) && (
        <Link to="/jobs" className={classes.link} activeOptions={{ includeSearch: false }}>
          <IconStack2 size={20} stroke={1.8} aria-hidden />
          {t('jobs.title')}
        </Link>
      )}
    </nav>
  );
}

/** The side of the application: where one can go, and the settings of this device. */
export function Navigation({ user, live, onFind }: { user: User; live: boolean; onFind: () => void }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <>
      <div className={classes.brand}>
        <Logo />
        <span className={classes.wordmark}>Ripen</span>
      </div>
      <Shortcuts onOpen={onFind} />
      <Links user={user} />
      <div className={classes.foot}>
        <Lag live={live} />
        <Group justify="space-between" wrap="nowrap">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
        <div className={classes.user}>
          <div className={classes.who}>
            <div className={classes.name}>{user.name}</div>
            <div className={classes.small}>{user.email}</div>
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            loading={signOut.isPending}
            onClick={() => signOut.mutate()}
            aria-label={t('nav.signOut')}
            title={t('nav.signOut')}
            data-testid="sign-out"
          >
            <IconLogout size={19} stroke={1.8} />
          </ActionIcon>
        </div>
      </div>
    </>
  );
}

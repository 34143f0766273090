import { Burger } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/types';
import { Logo } from '../shared/Logo';
import { Announcer } from './Announcer';
import { useLive } from './live/live';
import { Navigation } from './Navigation';
import classes from './Shell.module.css';
import { useKeptFocus } from './useKeptFocus';

/** The frame of the application: navigation beside the page, behind a burger on small screens. */
export function Shell({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const live = useLive(session.live);
  const path = useRouterState({ select: (state) => state.location.pathname });

  const burger = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLElement>(null);
  const page = useRef<HTMLElement>(null);

  const settle = useCallback(() => {
    close();
    // The closed menu of a small screen is invisible and would lose the focus; beside the page it stays.
    const isMenu = burger.current?.checkVisibility() ?? false;
    if (isMenu && menu.current?.contains(document.activeElement)) page.current?.focus({ preventScroll: true });
  }, [close]);
  useEffect(settle, [path, settle]);
  const dismiss = () => {
    close();
    burger.current?.focus();
  };
  useHotkeys(opened ? [['Escape', dismiss]] : [], []);
  useKeptFocus();

  return (
    <>
      <a href="#main" className="rp-skip">
        {t('nav.skip')}
      </a>
      <header className={classes.header}>
        <Burger
          ref={burger}
          opened={opened}
          onClick={toggle}
          size="sm"
          aria-label={t('nav.menu')}
          aria-expanded={opened}
          aria-controls="navigation"
          data-testid="burger"
        />
        <Logo size={26} />
        <span className={classes.wordmark}>Ripen</span>
      </header>
      <aside ref={menu} id="navigation" className={classes.navbar} data-opened={opened} aria-label={t('nav.side')}>
        <Navigation user={session.user} live={live} onFind={close} />
      </aside>
      <main ref={page} id="main" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Outlet />
        </div>
      </main>
      <Announcer />
    </>
  );
}

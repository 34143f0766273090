import { Button } from '@mantine/core';
import { IconPlant2, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { useErrorWords } from '../i18n/useSays';
import { Coded } from './Coded';
import classes from './states.module.css';

interface EmptyProps {
  title: string;
  text?: string;
  icon?: ReactNode;
  action?: ReactNode;
  /** True when this is all the page says: its title is then the heading of the page. */
  page?: boolean;
}

/** Nothing to show, and what that means. */
export function EmptyState({ title, text, icon, action, page }: EmptyProps) {
  const Title = page ? 'h1' : 'div';
  return (
    <div className={classes.state} data-testid="empty-state">
      <div className={classes.icon} aria-hidden>
        {icon ?? <IconPlant2 size={28} stroke={1.6} />}
      </div>
      <Title className={classes.title}>{title}</Title>
      {text && <div className={classes.text}>{text}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}

interface ErrorProps extends Pick<EmptyProps, 'page'> {
  error: unknown;
  onRetry?: () => void;
}

/** Something failed: what the server said, and a way to try again. */
export function ErrorState({ error, onRetry, page }: ErrorProps) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const known = error instanceof ApiError ? error : null;
  const title = known?.status === 0 ? t('error.offline') : known?.status === 404 ? t('error.notFound') : t('error.title');
  const words = { 0: t('error.offlineText'), 404: t('error.notFoundText') }[known?.status ?? -1];
  const text = words ?? errorWords(error);
  const Title = page ? 'h1' : 'div';
  return (
    <div className={classes.state} role="alert" data-testid="error-state">
      <div className={`${classes.icon} ${classes.failed}`} aria-hidden>
        <IconPlugConnectedX size={28} stroke={1.6} />
      </div>
      <Title className={classes.title}>{title}</Title>
      <div className={classes.text}>
        <Coded text={text} />
      </div>
      {known?.status === 404 && (
        <Button className={classes.action} component={Link} to="/" variant="default">
          {t('error.toToday')}
        </Button>
      )}
      {onRetry && known?.status !== 404 && (
        <Button className={classes.action} variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

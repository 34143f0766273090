import { Button } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Missing, tryNow } from './retry';
import classes from './states.module.css';

/** Stands where a part of the application should be whose code could not be fetched. */
export function MissingPart({ why }: { why: Missing }) {
  const { t } = useTranslation();
  const Icon = why === 'outdated' ? IconRefresh : IconPlugConnectedX;
  return (
    <div className={classes.state} role="alert" data-testid="missing-part" data-why={why}>
      <div className={`${classes.icon} ${why === 'outdated' ? '' : classes.failed}`} aria-hidden>
        <Icon size={28} stroke={1.6} />
      </div>
      <div className={classes.title}>{t(`missing.${why}`)}</div>
      <div className={classes.text}>{t(`missing.${why}Text`)}</div>
      {why === 'offline' ? (
        <Button className={classes.action} variant="default" onClick={tryNow}>
          {t('common.retry')}
        </Button>
      ) : (
        <Button className={classes.action} onClick={() => window.location.reload()} data-testid="reload">
          {t('missing.reload')}
        </Button>
      )}
    </div>
  );
}

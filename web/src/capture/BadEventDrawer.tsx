import { Button, CopyButton, Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useReason } from '../i18n/useSays';
import { Coded } from '../shared/Coded';
import { ErrorState } from '../shared/states';
import classes from './Bad.module.css';
import { badEventQuery } from './queries';
import type { BadEventDetail } from './types';

/** The reason in the words of the list, where the event came from, and its bytes. */
export function Received({ event }: { event: BadEventDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  return (
    <>
      <div className={classes.reason}>
        <Coded text={reason(event.reasons)} />
      </div>
      <div className={classes.facts}>
        <span>{format.moment(event.received_at)}</span>
        <span>{event.source}</span>
        <span>{format.bytes(event.size)}</span>
        <CopyButton value={event.raw}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {copied ? t('bad.copied') : t('bad.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard */}
      <pre className={classes.raw} tabIndex={0} aria-label={t('bad.raw')} data-testid="bad-event-raw">
        {event.raw}
      </pre>
    </>
  );
}

function Raw({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useQuery(badEventQuery(id));
  if (isPending) return <Skeleton height={240} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Received event={data} />;
}

/** The bytes of one bad event as they came. */
export function BadEventDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('bad.raw')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {id !== null && <Raw id={id} />}
    </Drawer>
  );
}

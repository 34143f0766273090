import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useReason } from '../i18n/useSays';
import { Ago } from '../shared/Ago';
import { Coded } from '../shared/Coded';
import classes from './Bad.module.css';
import type { BadEvent } from './types';

interface BadEventRowProps {
  event: BadEvent;
  replaying: boolean;
  onShow: () => void;
  onReplay: () => void;
}

/** One bad event: the reason first, then where it came from and how it begins. */
export function BadEventRow({ event, replaying, onShow, onReplay }: BadEventRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  return (
    <li className={classes.row} data-testid="bad-event-row" data-bad-event={event.id}>
      <div className={classes.what}>
        <div className={classes.reason}>
          <Coded text={reason(event.reasons)} />
        </div>
        <div className={classes.facts}>
          <Ago at={event.received_at} />
          <span>{event.source}</span>
          <span>{format.bytes(event.size)}</span>
          {event.message_id && <span className={classes.id}>{event.message_id}</span>}
        </div>
        <code className={classes.preview}>{event.preview}</code>
      </div>
      <Group gap="xs" wrap="nowrap" className={classes.actions}>
        <Button variant="default" size="sm" onClick={onShow} data-testid="show-raw">
          {t('bad.show')}
        </Button>
        <Button variant="default" size="sm" loading={replaying} onClick={onReplay} data-testid="replay">
          {t('bad.replay')}
        </Button>
      </Group>
    </li>
  );
}

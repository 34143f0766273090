import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { draftQuery } from '../../models/editor/queries';
import { useModelKey } from '../../models/modelKey';
import { modelQuery } from '../../models/queries';
import type { Start } from '../../models/types';

interface AskStartProps {
  start: Start;
  /** How many are scored again; unknown while the server has not told. */
  people: number | undefined;
  busy: boolean;
  onConfirm: () => void;
  /** Has it score everybody beside the model in force, where that can be offered. */
  onTry?: () => void;
  onCancel: () => void;
}

/** Says what happens to the scores and to the draft before another model scores people that there are. */
export function AskStart({ start, people, busy, onConfirm, onTry, onCancel }: AskStartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useModelKey();
  const { data: inForce } = useQuery(modelQuery(model));
  const { data: draft } = useQuery(draftQuery(model));
  const cancel = useRef<HTMLButtonElement>(null);
  // The card that was chosen is gone, and the focus with it.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <Alert color="amber" title={t('start.ask.title', { start: t(`start.of.${start}`) })} data-testid="start-ask">
      <p>
        {people !== undefined && t('start.ask.people', { count: people, value: format.whole(people) })}{' '}
        {inForce && t('start.ask.kept', { version: format.whole(inForce.version) })}
      </p>
      {draft?.is_changed && <p>{t('start.ask.draft')}</p>}
      <Group gap="sm">
        <Button ref={cancel} variant="default" onClick={onCancel} data-testid="start-cancel">
          {t('model.cancel')}
        </Button>
        {onTry && (
          <Button variant="default" onClick={onTry} data-testid="start-try">
            {t('start.ask.try')}
          </Button>
        )}
        <Button loading={busy} onClick={onConfirm} data-testid="start-confirm">
          {t('start.ask.confirm')}
        </Button>
      </Group>
    </Alert>
  );
}

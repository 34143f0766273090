import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { DraftEditor } from './useDraft';

/** Somebody else has changed the draft in the meantime: one of both goes on. */
export function ConflictNotice({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { theirs } = draft.state;
  if (!theirs) return null;
  const who = theirs.changed_by ?? t('model.conflict.somebody');
  return (
    <Alert color="amber" mb="md" role="alert" title={t('model.conflict.title', { who })} data-testid="conflict">
      <p style={{ margin: '0 0 12px' }}>{t('model.conflict.text', { ago: theirs.changed_at ? format.ago(theirs.changed_at) : '' })}</p>
      <Group gap="sm">
        <Button size="xs" onClick={draft.takeTheirs} data-testid="take-theirs">
          {t('model.conflict.theirs')}
        </Button>
        <Button size="xs" variant="default" onClick={draft.keepMine} data-testid="keep-mine">
          {t('model.conflict.mine')}
        </Button>
      </Group>
    </Alert>
  );
}

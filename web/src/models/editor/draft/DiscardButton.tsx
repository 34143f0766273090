import { Alert, Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../../i18n/useSays';
import { deleteDraft } from '../mutations';
import type { DraftEditor } from './useDraft';
import { useModelKey } from '../../modelKey';

/** Throws the draft away, after asking, and goes on from the model in force. */
export function DiscardButton({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const model = useModelKey();
  const [asking, setAsking] = useState(false);
  const discard = useMutation({
    mutationFn: () => deleteDraft(model),
    onSuccess: async () => {
      await draft.restart();
      setAsking(false);
    },
  });
  return (
    <>
      <Button size="sm" variant="default" disabled={!draft.state.changed || !draft.saved} onClick={() => setAsking(true)} data-testid="discard">
        {t('model.discard.open')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('model.discard.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <p>{t('model.discard.text')}</p>
        {discard.error && (
          <Alert color="ripe" role="alert" mb="md">
            {errorWords(discard.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('model.cancel')}
          </Button>
          <Button color="ripe" loading={discard.isPending} onClick={() => discard.mutate()} data-testid="discard-confirm">
            {t('model.discard.confirm')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

import { Alert, Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { useErrorWords } from '../../../i18n/useSays';
import { rollBack } from '../mutations';
import classes from './Versions.module.css';
import { useModelKey } from '../../modelKey';

interface RollBackDialogProps {
  version: number;
  opened: boolean;
  onClose: () => void;
}

/** Asks before an old version is put in force again. */
export function RollBackDialog({ version, opened, onClose }: RollBackDialogProps) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const format = useFormat();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const model = useModelKey();
  const back = useMutation({
    mutationFn: () => rollBack(version),
    onSuccess: async (published) => {
      onClose();
      await cache.invalidateQueries({ queryKey: ['model'] });
      await navigate({ to: '/model/versions', search: { model, version: published.version } });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('model.rollBack.title', { version: format.whole(version) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={classes.ask}>{t('model.rollBack.text')}</p>
      {back.error && (
        <Alert color="ripe" role="alert" mb="md">
          {t('model.rollBack.failed', { message: errorWords(back.error) })}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('model.cancel')}
        </Button>
        <Button loading={back.isPending} onClick={() => back.mutate()} data-testid="roll-back-confirm">
          {t('model.rollBack.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}

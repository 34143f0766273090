import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useWord } from '../i18n/useWord';
import { Failure } from './Failure';
import { retireModel } from './mutations';
import type { ModelItem } from './types';

interface RetireDialogProps {
  model: ModelItem;
  opened: boolean;
  onClose: () => void;
  onRetired: () => void;
}

/** Asks before a model scores nobody any more. */
export function RetireDialog({ model, opened, onClose, onRetired }: RetireDialogProps) {
  const { t } = useTranslation();
  const word = useWord();
  const cache = useQueryClient();
  const retire = useMutation({
    mutationFn: () => retireModel(model.key),
    onSuccess: async () => {
      // Away first: the page of a retired model has nothing to ask for.
      onRetired();
      await cache.invalidateQueries({ queryKey: ['model', 'list'] });
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('models.retireTitle', { name: word('modelName', model.name) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Text size="sm" mb="md">
        {t('models.retireText')}
      </Text>
      <Failure error={retire.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('model.cancel')}
        </Button>
        <Button color="ripe" loading={retire.isPending} onClick={() => retire.mutate()} data-testid="model-retire-confirm">
          {t('models.retireConfirm')}
        </Button>
      </Group>
    </Modal>
  );
}

import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWord } from '../i18n/useWord';
import { Failure } from './Failure';
import { renameModel } from './mutations';
import type { ModelItem } from './types';

interface RenameDialogProps {
  model: ModelItem;
  opened: boolean;
  onClose: () => void;
}

/** Asks for another name of a model; its key stays. */
export function RenameDialog({ model, opened, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const word = useWord();
  const cache = useQueryClient();
  const [name, setName] = useState(model.name);
  const rename = useMutation({
    mutationFn: () => renameModel(model.key, name),
    onSuccess: async () => {
      onClose();
      await cache.invalidateQueries({ queryKey: ['model'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('models.renameTitle', { name: word('modelName', model.name) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Failure error={rename.error} />
        <TextInput label={t('models.name')} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} maxLength={100} required data-autofocus data-testid="model-new-name" />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('model.cancel')}
          </Button>
          <Button type="submit" loading={rename.isPending} disabled={!name.trim()} data-testid="model-rename-confirm">
            {t('models.renameConfirm')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './Failure';
import { createModel } from './mutations';
import { slug } from './slug';
import { type Start, STARTS } from './types';

interface CreateDialogProps {
  /** The shipped model that it begins with unless another is chosen; a copy of the one in force when empty. */
  begin: Start | '';
  opened: boolean;
  onClose: () => void;
  onCreated: (key: string) => void;
}

/** Asks for name and key of a new model; the key follows the name until it is written itself. */
export function CreateDialog({ begin, opened, onClose, onCreated }: CreateDialogProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [own, setOwn] = useState<string | null>(null);
  const [start, setStart] = useState<string>(begin);
  const key = own ?? slug(name);
  const create = useMutation({
    mutationFn: () => createModel({ key, name, start: start || undefined }),
    onSuccess: async (model) => {
      await cache.invalidateQueries({ queryKey: ['model'] });
      setName('');
      setOwn(null);
      onCreated(model.key);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('models.createTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Text size="sm" mb="md">
          {t('models.createText')}
        </Text>
        <Failure error={create.error} />
        <TextInput label={t('models.name')} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} maxLength={100} required data-autofocus data-testid="model-name" />
        <TextInput
          label={t('models.key')}
          description={t('models.keyHow')}
          value={key}
          onChange={({ currentTarget }) => setOwn(currentTarget.value)}
          pattern="[a-z0-9_]{1,32}"
          maxLength={32}
          required
          mt="sm"
          data-testid="model-key"
        />
        <NativeSelect
          label={t('start.copyOf')}
          value={start}
          onChange={({ currentTarget }) => setStart(currentTarget.value)}
          data={[{ value: '', label: t('start.current') }, ...STARTS.map((value) => ({ value, label: t(`start.of.${value}`) }))]}
          mt="sm"
          data-testid="model-begin"
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('model.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!name.trim() || !key} data-testid="model-create-confirm">
            {t('models.createConfirm')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

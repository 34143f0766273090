import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/useSays';
import { useRevokeKey } from './mutations';
import type { KeyItem } from './types';

/** Asks before a key lets nothing in any more. */
export function RevokeDialog({ item, onClose }: { item: KeyItem | null; onClose: () => void }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const revoke = useRevokeKey();
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <Modal opened={item !== null} onClose={close} title={t('keys.revokeTitle', { name: item?.name ?? '' })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Text size="sm" mb="md">
        {t('keys.revokeText')}
      </Text>
      {revoke.error && (
        <Alert color="ripe" role="alert" mb="md">
          {errorWords(revoke.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('model.cancel')}
        </Button>
        <Button color="ripe" loading={revoke.isPending} onClick={() => item && revoke.mutate(item.id, { onSuccess: close })} data-testid="key-revoke-confirm">
          {t('keys.revoke')}
        </Button>
      </Group>
    </Modal>
  );
}

import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StartChoice } from '../start/StartChoice';

/** Puts a model to start with in force in place of the one there is. */
export function StartDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('start.model')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Text size="sm" mb="md">
        {t('start.inPlace')}
      </Text>
      <StartChoice onChosen={onClose} />
    </Modal>
  );
}

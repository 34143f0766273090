import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StartChoice } from '../shell/start/StartChoice';
import type { Start } from './types';

interface StartDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Has one score beside the model there is. */
  onTry: (start: Start) => void;
}

/** Puts a model to start with in force in place of the one there is. */
export function StartDialog({ opened, onClose, onTry }: StartDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('start.model')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Text size="sm" mb="md">
        {t('start.inPlace')}
      </Text>
      <StartChoice onChosen={onClose} onTry={onTry} />
    </Modal>
  );
}

import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../../i18n/useSays';
import { Coded } from '../../../shared/Coded';
import type { DraftEditor } from './useDraft';

/** The draft could not be stored: why, and another attempt. */
export function SaveFailure({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const { failure } = draft.state;
  if (!failure) return null;
  return (
    <Alert color="ripe" mb="md" role="alert" title={t('model.save.title')} data-testid="save-failure">
      <Group gap="md">
        <Coded text={errorWords(failure.error)} />
        <Button size="xs" variant="default" onClick={draft.retry}>
          {t('common.retry')}
        </Button>
      </Group>
    </Alert>
  );
}

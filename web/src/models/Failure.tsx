import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { useErrorWords, useSays } from '../i18n/useSays';
import { Coded } from '../shared/Coded';

/** Why something could not be done with a model. */
export function Failure({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  const says = useSays();
  const errorWords = useErrorWords();
  if (!error) return null;
  const fields = error instanceof ApiError ? error.fields.map(says) : [];
  return (
    <Alert color="ripe" role="alert" mb="md" title={t('models.failed')}>
      {(fields.length > 0 ? fields : [errorWords(error)]).map((message) => (
        <div key={message}>
          <Coded text={message} />
        </div>
      ))}
    </Alert>
  );
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { useErrorWords } from '../i18n/useSays';

/** Why a job could not be changed: what is so with it by now, where that is the reason. */
export function useJobFault(): (action: 'retry' | 'callOff', error: unknown) => string {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  return useCallback(
    (action, error) => {
      const status = error instanceof ApiError ? error.status : undefined;
      if (status === 409) return t(`jobs.conflict.${action}`);
      if (status === 404) return t('jobs.gone');
      return errorWords(error);
    },
    [errorWords, t],
  );
}

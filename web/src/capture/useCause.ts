import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSays } from '../i18n/useSays';
import type { BadEventGroup } from './types';

/** Parameters that are the same for all: what there may be at most. */
const SAME = new Set(['limit']);

/** What bad events have in common: the sentence of their cause, with a gap where they differ. */
export function useCause(): (group: BadEventGroup) => string {
  const { t } = useTranslation();
  const says = useSays();
  return useCallback(
    ({ cause, newest }) => {
      const told = newest.reasons.find((one) => one.code === cause);
      if (!told) return t('bad.otherCause');
      const { character: _, ...params } = told.params ?? {};
      const gaps = Object.entries(params).map(([name, value]) => [name, SAME.has(name) ? value : '…']);
      return says({ ...told, params: Object.fromEntries(gaps) });
    },
    [says, t],
  );
}

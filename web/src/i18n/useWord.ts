import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Groups of the catalogues that put keys of the server into words. */
export type WordGroup =
  | 'backtest.verdict'
  | 'builder.op'
  | 'cards.status'
  | 'channel'
  | 'decay'
  | 'disqualify'
  | 'filterField'
  | 'filterKind'
  | 'identifiers.kind'
  | 'interaction'
  | 'jobs.name'
  | 'jobs.queue'
  | 'kind'
  | 'merges.became'
  | 'merges.evidence'
  | 'model.field'
  | 'model.path'
  | 'modelName'
  | 'probability.name'
  | 'probability.value'
  | 'profile.field'
  | 'suggest.reason'
  | 'temperature'
  | 'verdict'
  | 'pageRole'
  | 'verdictReason';

/** Puts a key of the server into words; a key the catalogues do not know is shown as it is. */
export function useWord(): (group: WordGroup, key: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (group, key) => {
      const full = `${group}.${key}`;
      // The server may learn keys that the catalogues lack, so the compiler cannot know them.
      return i18n.exists(full) ? t(full as never) : key;
    },
    [t, i18n],
  );
}

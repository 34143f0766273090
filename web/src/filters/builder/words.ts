import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { modelQuery } from '../../models/queries';
import type { FieldInfo, FieldType } from '../types';
import { useWord, type WordGroup } from '../../i18n/useWord';
import { opKey } from './operators';
import { useModelKey } from '../../models/modelKey';

/** Where the values of a type have words. */
const GROUPS: Partial<Record<FieldType, WordGroup>> = {
  temperature: 'temperature',
  channel: 'channel',
  verdict: 'verdict',
  page_role: 'pageRole',
};

/** Puts the names that filters are made of into words; what has none is shown as it is written. */
export function useFilterWords() {
  const { t } = useTranslation();
  const word = useWord();
  const { data: model } = useQuery(modelQuery(useModelKey()));
  const kind = useCallback(
    (name: string) => {
      const known = word('filterKind', name);
      return known === name ? word('interaction', name) : known;
    },
    [word],
  );
  const field = useCallback(
    (name: string) => {
      const own = /^(?:profile|property)\.(.+)$/.exec(name)?.[1];
      if (own) return own.replaceAll(/^"|"$/g, '');
      const key = name.replaceAll('.', '_');
      const known = word('filterField', key);
      return known === key ? name : known;
    },
    [word],
  );
  const value = useCallback(
    (info: FieldInfo, given: string) => {
      if (info.name === 'stage' || info.name === 'company.stage') return word('modelName', model?.stages.find(({ key }) => key === given)?.name ?? given);
      if (info.name === 'index') return word('modelName', model?.areas.find(({ key }) => key === given)?.name ?? given);
      if (info.name === 'nurture') return word('modelName', given);
      if (info.type === 'kind') {
        const known = word('kind', given);
        return known === given ? kind(given) : known;
      }
      const group = GROUPS[info.type];
      return group ? word(group, given) : given;
    },
    [model, word, kind],
  );
  const operator = useCallback((op: string, type: FieldType) => word('builder.op', opKey(op, type)), [word]);
  return { t, field, value, kind, operator };
}

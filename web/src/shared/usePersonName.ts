import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

interface Nameable {
  id: string;
  name?: string | null;
  email?: string | null;
}

/** What to call a person on screen, whatever is known of them. */
export function usePersonName(): (person: Nameable) => string {
  const { t } = useTranslation();
  return useCallback(
    (person) => person.name || person.email || t('person.anonymous', { id: person.id }),
    [t],
  );
}

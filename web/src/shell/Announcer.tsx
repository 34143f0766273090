import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnnounced } from '../shared/announce';

/** Where screen readers hear what was done; always there, or they would not listen. */
export function Announcer() {
  const { t } = useTranslation();
  const said = useAnnounced();
  return (
    <VisuallyHidden role="status" data-testid="announcer">
      {said && <span key={said.nth}>{t(`announce.${said.what}`)}</span>}
    </VisuallyHidden>
  );
}

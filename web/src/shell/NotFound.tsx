import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../shared/states';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      page
      title={t('error.noPage')}
      text={t('error.noPageText')}
      action={
        <Button component={Link} to="/" variant="default">
          {t('error.toToday')}
        </Button>
      }
    />
  );
}

import { Alert } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyText } from '../../shared/CopyText';
import classes from './Keys.module.css';
import { serverSnippet, websiteSnippet } from './snippets';
import type { CreatedKey } from './types';

/** A key that was just made, and what to do with it. */
export function NewKey({ made }: { made: CreatedKey }) {
  const { t } = useTranslation();
  const server = window.location.origin;
  const snippet = made.kind === 'browser' ? websiteSnippet : serverSnippet;
  return (
    <Alert color="leaf" role="status" icon={<IconKey size={18} aria-hidden />} title={t('keys.made', { name: made.name })} data-testid="new-key">
      <p className={classes.words}>{t('keys.once')}</p>
      <CopyText text={made.write_key} label={t('keys.key')} />
      <p className={classes.words}>{t(`keys.how.${made.kind}`)}</p>
      <CopyText text={snippet(server, made.write_key)} label={t(`keys.snippet.${made.kind}`)} />
    </Alert>
  );
}

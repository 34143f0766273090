import { Button, Skeleton } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../shared/Ago';
import { PageHeader } from '../../shared/PageHeader';
import { Panel } from '../../shared/Panel';
import { EmptyState, ErrorState } from '../../shared/states';
import { KeyForm } from './KeyForm';
import classes from './Keys.module.css';
import { NewKey } from './NewKey';
import { keysQuery } from './queries';
import { RevokeDialog } from './RevokeDialog';
import type { CreatedKey, KeyItem } from './types';

function Row({ item, onRevoke }: { item: KeyItem; onRevoke: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row} data-testid="key-row" data-revoked={item.revoked_at != null}>
      <div className={classes.what}>
        <div className={classes.name}>{item.name}</div>
        <div className={classes.facts}>
          <span>{t(`keys.kind.${item.kind}`)}</span>
          <code>{item.write_key_hint}…</code>
          <span>
            {t('keys.created')} <Ago at={item.created_at} />
          </span>
          {item.revoked_at && (
            <span className={classes.revoked}>
              {t('keys.revoked')} <Ago at={item.revoked_at} />
            </span>
          )}
        </div>
      </div>
      {!item.revoked_at && (
        <Button variant="default" size="sm" className={classes.revoke} onClick={onRevoke} data-testid="key-revoke">
          {t('keys.revoke')}
        </Button>
      )}
    </li>
  );
}

/** What sources send interactions with: made, listed, revoked. */
export function KeysPage() {
  const { t } = useTranslation();
  const keys = useQuery(keysQuery);
  const [made, setMade] = useState<CreatedKey | null>(null);
  const [revoking, setRevoking] = useState<KeyItem | null>(null);
  return (
    <>
      <PageHeader title={t('keys.title')} lead={t('keys.lead')} />
      <div className={classes.page}>
        <Panel title={t('keys.new')}>
          <KeyForm onMade={setMade} />
          {made && <NewKey made={made} />}
        </Panel>
        {keys.isPending && <Skeleton height={200} radius="lg" />}
        {keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
        {keys.data?.length === 0 && <EmptyState icon={<IconKey size={28} stroke={1.6} />} title={t('keys.none')} text={t('keys.noneText')} />}
        {keys.data && keys.data.length > 0 && (
          <ul className={classes.list} aria-label={t('keys.title')} data-testid="keys">
            {keys.data.map((item) => (
              <Row key={item.id} item={item} onRevoke={() => setRevoking(item)} />
            ))}
          </ul>
        )}
      </div>
      <RevokeDialog item={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

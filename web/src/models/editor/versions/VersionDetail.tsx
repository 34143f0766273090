import { Button, Group, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diffQuery, versionQuery } from '../queries';
import type { Version } from '../types';
import { useFormat } from '../../../i18n/format';
import { ErrorState } from '../../../shared/states';
import { Changes } from '../publish/Changes';
import { RollBackDialog } from './RollBackDialog';
import { RIPEN } from './VersionList';
import classes from './Versions.module.css';
import { useModelKey } from '../../modelKey';

interface VersionDetailProps {
  version: Version;
  items: readonly Version[];
  /** What it is compared with: a version, or the draft. */
  against: string | undefined;
  onAgainst: (against: string) => void;
}

/** The version before, which one wants to compare with most. */
function before(items: readonly Version[], version: number): string {
  const earlier = items.filter((item) => item.version < version).map((item) => item.version);
  return earlier.length > 0 ? String(Math.max(...earlier)) : 'draft';
}

function Difference({ from, to }: { from: string; to: string }) {
  const { data, error, isPending, refetch } = useQuery(diffQuery(useModelKey(), from, to));
  if (isPending) return <Skeleton height={160} radius="md" />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Changes changes={data} />;
}

function ModelText({ version }: { version: number }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(versionQuery(version));
  if (isPending) return <Skeleton height={320} radius="md" />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard
    <pre className={classes.text} tabIndex={0} aria-label={t('model.text.label')}>
      {data.text}
    </pre>
  );
}

/** One version: what differs, its text, and rolling back to it. */
export function VersionDetail({ version, items, against, onAgainst }: VersionDetailProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [view, setView] = useState<'changes' | 'text'>('changes');
  const [asking, setAsking] = useState(false);
  const other = against ?? before(items, version.version);
  const self = String(version.version);
  // Changes read from the older to the newer; the draft is newest.
  const forward = other === 'draft' || Number(other) > version.version;
  const [from, to] = forward ? [self, other] : [other, self];
  const nameOf = (number: number) => t('model.versions.version', { version: format.whole(number) });
  return (
    <section className={classes.detail} aria-label={nameOf(version.version)} data-testid="version-detail">
      <div className={classes.head}>
        <h2 className={classes.title}>{nameOf(version.version)}</h2>
        {!version.in_force && (
          <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setAsking(true)} data-testid="roll-back">
            {t('model.versions.rollBack')}
          </Button>
        )}
      </div>
      <p className={classes.facts}>
        {format.moment(version.published_at)}
        {version.published_by && ` · ${version.published_by === RIPEN ? t('model.versions.byRipen') : version.published_by}`}
      </p>
      {version.note && <p className={classes.noteFull}>{version.note}</p>}
      <Group gap="sm" mb="md" align="end">
        <SegmentedControl
          size="xs"
          aria-label={t('model.versions.view')}
          value={view}
          onChange={(value) => setView(value as 'changes' | 'text')}
          data={[
            { value: 'changes', label: t('model.versions.changes') },
            { value: 'text', label: t('model.versions.text') },
          ]}
        />
        {view === 'changes' && (
          <NativeSelect
            size="xs"
            aria-label={t('model.versions.against')}
            value={other}
            onChange={({ currentTarget }) => onAgainst(currentTarget.value)}
            data={[
              { value: 'draft', label: t('model.versions.toDraft') },
              ...items
                .filter((item) => item.version !== version.version)
                .map((item) => ({
                  value: String(item.version),
                  label: t(item.version < version.version ? 'model.versions.since' : 'model.versions.until', { version: format.whole(item.version) }),
                })),
            ]}
            data-testid="against"
          />
        )}
      </Group>
      {view === 'changes' ? <Difference from={from} to={to} /> : <ModelText version={version.version} />}
      <RollBackDialog version={version.version} opened={asking} onClose={() => setAsking(false)} />
    </section>
  );
}

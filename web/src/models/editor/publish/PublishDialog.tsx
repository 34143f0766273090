import { Alert, Button, Group, Modal, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publishDraft } from '../mutations';
import { diffQuery } from '../queries';
import type { TryOut } from '../types';
import { ApiError } from '../../../api/problem';
import { useErrorWords, useSays } from '../../../i18n/useSays';
import { useWord } from '../../../i18n/useWord';
import { Coded } from '../../../shared/Coded';
import { ErrorState } from '../../../shared/states';
import { FlowWords } from '../tryout/FlowWords';
import { FaultPlace } from '../draft/FaultPlace';
import { Changes } from './Changes';
import classes from './Publish.module.css';
import { useModelKey } from '../../modelKey';

interface PublishDialogProps {
  opened: boolean;
  onClose: () => void;
  revision: number;
  /** The version in force, which the draft is compared with and replaces. */
  inForce: number;
  effect: TryOut | null;
  /** After the draft was published as a version. */
  onPublished: (version: number) => void;
}

function Failure({ error }: { error: Error }) {
  const { t } = useTranslation();
  const says = useSays();
  const errorWords = useErrorWords();
  const fields = error instanceof ApiError ? error.fields : [];
  return (
    <Alert color="ripe" role="alert" mb="md" title={t('model.publish.failed')}>
      {fields.length === 0 && <Coded text={errorWords(error)} />}
      {fields.map((field) => (
        <div key={`${field.field}${field.message}`}>
          <FaultPlace place={field.field} />: <Coded text={says(field)} />
        </div>
      ))}
    </Alert>
  );
}

/** What publishing would do to people, in one line each. */
function Effect({ effect }: { effect: TryOut }) {
  const { t } = useTranslation();
  const word = useWord();
  const hot = effect.temperature.find(({ key }) => key === 'hot');
  const turned = effect.stage.filter(({ gained, lost }) => gained > 0 || lost > 0);
  return (
    <div className={classes.effect}>
      {hot && (
        <span>
          {t('temperature.hot')} <FlowWords flow={hot} />
        </span>
      )}
      {turned.map((flow) => (
        <span key={flow.key}>
          {word('modelName', flow.name ?? flow.key)} <FlowWords flow={flow} />
        </span>
      ))}
    </div>
  );
}

function Content({ onClose, revision, inForce, effect, onPublished }: Omit<PublishDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const model = useModelKey();
  const [note, setNote] = useState('');
  const diff = useQuery(diffQuery(model, String(inForce), 'draft'));
  const publish = useMutation({
    mutationFn: () => publishDraft(model, { revision, base_version: inForce, note: note.trim() || undefined }),
    onSuccess: async ({ version }) => {
      onPublished(version);
      await cache.invalidateQueries({ queryKey: ['model'] });
    },
  });
  return (
    <>
      {publish.error && <Failure error={publish.error} />}
      <h3 className={classes.heading}>{t('model.publish.changes')}</h3>
      {diff.isPending && <Skeleton height={120} radius="md" />}
      {diff.isError && <ErrorState error={diff.error} onRetry={() => void diff.refetch()} />}
      {diff.data && <Changes changes={diff.data} />}
      {effect && (
        <>
          <h3 className={classes.heading}>{t('model.publish.effect')}</h3>
          <Effect effect={effect} />
        </>
      )}
      <Textarea
        label={t('model.publish.note')}
        description={t('model.publish.noteHow')}
        autosize
        minRows={2}
        maxRows={5}
        mt="md"
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        data-own-undo
        data-testid="publish-note"
      />
      <p className={classes.hint}>{t('model.publish.what')}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('model.cancel')}
        </Button>
        <Button loading={publish.isPending} onClick={() => publish.mutate()} data-testid="publish-confirm">
          {t('model.publish.confirm')}
        </Button>
      </Group>
    </>
  );
}

/** Looks over the changes once more, and puts them in force. */
export function PublishDialog({ opened, onClose, ...content }: PublishDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('model.publish.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Content onClose={onClose} {...content} />
    </Modal>
  );
}

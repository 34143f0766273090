import '@mantine/core/styles/Modal.css';
import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isFinal } from '../api/problem';
import { useWord } from '../i18n/useWord';
import { isBeingChanged, useCallOffJob } from './mutations';
import type { Job } from './types';
import { useJobFault } from './useJobFault';

interface CallOffProps {
  job: Job;
  /** Why it could not be called off. */
  error: unknown;
  pending: boolean;
  onClose: () => void;
  onCallOff: () => void;
}

/** What calling a job off means, and what came of it. */
export function CallOff({ job, error, pending, onClose, onCallOff }: CallOffProps) {
  const { t } = useTranslation();
  const fault = useJobFault();
  // Asking for it again would be refused again.
  const over = isFinal(error);
  return (
    <>
      {error ? (
        <Alert color="ripe" role="alert" mb="md" data-testid="call-off-failed">
          {fault('callOff', error)}
        </Alert>
      ) : (
        <>
          <Text size="sm" mb="xs">
            {t(`jobs.callOffText.${job.state === 'running' ? 'running' : 'waiting'}`)}
          </Text>
          <Text size="sm" mb="md">
            {t('jobs.callOffAfter')}
          </Text>
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {over ? t('common.close') : t('jobs.keep')}
        </Button>
        {!over && (
          <Button color="ripe" loading={pending} onClick={onCallOff} data-testid="call-off-confirm">
            {t('jobs.callOff')}
          </Button>
        )}
      </Group>
    </>
  );
}

/** Puts the focus on the kind of list that is shown, where the row that it was in is gone. */
function takeFocus(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-filter] [aria-pressed="true"]')?.focus();
}

interface CallOffDialogProps {
  opened: boolean;
  /** The job that it is about; still so while the dialog fades away. */
  job: Job | null;
  onClose: () => void;
}

/** Asks before a job is called off. */
export function CallOffDialog({ opened, job, onClose }: CallOffDialogProps) {
  const { t } = useTranslation();
  const word = useWord();
  const cache = useQueryClient();
  const callOff = useCallOffJob();
  const end = () => {
    callOff.reset();
    takeFocus();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={end}
      title={job && t('jobs.callOffTitle', { name: word('jobs.name', job.name) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {job && (
        <CallOff
          job={job}
          error={callOff.error}
          pending={callOff.isPending || callOff.isSuccess}
          onClose={onClose}
          onCallOff={() => isBeingChanged(cache, job.id) || callOff.mutate(job.id, { onSuccess: onClose })}
        />
      )}
    </Modal>
  );
}

import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconHistory, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelQuery } from '../queries';
import type { TryOut } from './types';
import { useFormat } from '../../i18n/format';
import { useModelKey } from '../modelKey';
import { ModelPicker } from '../ModelPicker';
import { ModelsMenu } from '../ModelsMenu';
import { PageHeader } from '../../shared/PageHeader';
import { DiscardButton } from './draft/DiscardButton';
import type { DraftEditor } from './draft/useDraft';
import classes from './Model.module.css';
import { useErrorWords } from '../../i18n/useSays';
import { useWord } from '../../i18n/useWord';
import { PublishDialog } from './publish/PublishDialog';

/** Whether the server has what is on screen. */
function SaveState({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const { failure, changed, theirs } = draft.state;
  const state = failure || theirs ? 'failed' : !draft.saved ? 'saving' : changed ? 'saved' : 'same';
  return (
    <span className={classes.save} data-state={state} role="status" title={failure ? errorWords(failure.error) : undefined} data-testid="save-state">
      {t(`model.save.${state}`)}
    </span>
  );
}

function History({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation();
  const { past, future } = draft.state.history;
  return (
    <ActionIcon.Group>
      <ActionIcon variant="default" size={34} onClick={draft.undo} disabled={past.length === 0} aria-label={t('model.undo')} title={`${t('model.undo')} (Ctrl+Z)`} data-testid="undo">
        <IconArrowBackUp size={18} stroke={1.8} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={34}
        onClick={draft.redo}
        disabled={future.length === 0}
        aria-label={t('model.redo')}
        title={`${t('model.redo')} (Ctrl+Shift+Z)`}
        data-testid="redo"
      >
        <IconArrowForwardUp size={18} stroke={1.8} />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

/** The name of the model, its state, and everything that is done with the whole of it. */
export function EditorHeader({ draft, effect }: { draft: DraftEditor; effect: TryOut | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const [publishing, setPublishing] = useState(false);
  const [published, setPublished] = useState<number | null>(null);
  const model = useModelKey();
  const navigate = useNavigate();
  const { state } = draft;
  const ready = draft.saved && state.changed && state.faults.length === 0 && !state.theirs;
  // The draft may bear another name, and rest on an older version.
  const { data: inForce } = useQuery(modelQuery(model));
  const basis = inForce && t('model.basis', { name: word('modelName', inForce.name), version: format.whole(inForce.version) });
  const isNews = published !== null && published === inForce?.version && !state.changed;
  return (
    <>
      <PageHeader
        title={t('model.title')}
        lead={isNews ? t('model.published', { version: format.whole(published) }) : (basis ?? t('model.lead'))}
        aside={
          <div className={classes.actions}>
            <SaveState draft={draft} />
            <History draft={draft} />
            <ModelPicker onModel={(next) => void navigate({ to: '/model', search: { model: next } })} />
            <ModelsMenu />
            <Button renderRoot={(props) => <Link {...props} to="/model/versions" search={{ model }} />} size="sm" variant="default" leftSection={<IconHistory size={17} aria-hidden />}>
              {t('model.versions.title')}
            </Button>
            <DiscardButton draft={draft} />
            <Button size="sm" leftSection={<IconSend size={16} aria-hidden />} disabled={!ready} onClick={() => setPublishing(true)} data-testid="publish">
              {t('model.publish.open')}
            </Button>
          </div>
        }
      />
      <PublishDialog
        opened={publishing}
        onClose={() => setPublishing(false)}
        revision={state.revision}
        inForce={inForce?.version ?? state.baseVersion}
        effect={effect}
        onPublished={(version) => {
          setPublishing(false);
          setPublished(version);
          void draft.restart();
        }}
      />
    </>
  );
}

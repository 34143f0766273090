import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../shared/states';
import type { Tab } from './doc/places';
import type { DraftEditor } from './draft/useDraft';
import { LifecycleTab } from './lifecycle/LifecycleTab';
import { ListsTab } from './lists/ListsTab';
import classes from './Model.module.css';
import { PlaneTab } from './plane/PlaneTab';
import { Grades } from './rules/Grades';
import { Groups } from './rules/Groups';
import { HalfLives } from './rules/HalfLives';
import { RulesTab } from './rules/RulesTab';
import { SignalsTab } from './signals/SignalsTab';
import { TextTab } from './text/TextTab';

interface EditorTabProps {
  tab: Tab;
  draft: DraftEditor;
  onText: () => void;
}

/** What one tab of the editor shows. */
export function EditorTab({ tab, draft, onText }: EditorTabProps) {
  const { t } = useTranslation();
  if (tab === 'text') return <TextTab text={draft.text} faults={draft.state.faults} onWrite={draft.write} />;
  if (!draft.doc) {
    return (
      <EmptyState
        title={t('model.unreadable')}
        text={t('model.unreadableText')}
        action={
          <Button variant="default" onClick={onText}>
            {t('model.toText')}
          </Button>
        }
      />
    );
  }
  switch (tab) {
    case 'engagement':
      return (
        <div className={classes.sections}>
          <HalfLives />
          <RulesTab kind="engagement" />
          <Groups />
        </div>
      );
    case 'fit':
      return (
        <div className={classes.sections}>
          <RulesTab kind="fit" />
          <Grades />
        </div>
      );
    case 'lifecycle':
      return <LifecycleTab />;
    case 'plane':
      return <PlaneTab />;
    case 'signals':
      return <SignalsTab />;
    case 'lists':
      return <ListsTab />;
  }
}

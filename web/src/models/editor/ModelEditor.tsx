import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelKey } from '../modelKey';
import { modelQuery } from '../queries';
import { TABS, type Tab, tabOf } from './doc/places';
import { ConflictNotice } from './draft/ConflictNotice';
import { EditorContext } from './draft/editorContext';
import { FaultNotice } from './draft/FaultNotice';
import { OlderNotice } from './draft/OlderNotice';
import { SaveFailure } from './draft/SaveFailure';
import { contentOf } from './draft/state';
import { useDraft } from './draft/useDraft';
import { useUndoKeys } from './draft/useUndoKeys';
import { EditorHeader } from './EditorHeader';
import { EditorTab } from './EditorTab';
import classes from './Model.module.css';
import { Rescoring } from './publish/Rescoring';
import { TryOutBar } from './tryout/TryOutBar';
import { TryOutPanel } from './tryout/TryOutPanel';
import { useTryOut } from './tryout/useTryOut';
import type { Draft } from './types';

const route = getRouteApi('/model');

/** The editor with its try-out beside it. */
export function ModelEditor({ initial }: { initial: Draft }) {
  const { t } = useTranslation();
  const { tab = TABS[0] } = route.useSearch();
  const navigate = route.useNavigate();
  const draft = useDraft(initial);
  const { state, doc, edit } = draft;
  useUndoKeys(draft.undo, draft.redo);

  const mount = useId();
  const [filter, setFilter] = useState('');
  const { present } = state.history;
  const content = useMemo(() => contentOf(present), [present]);
  const { data: inForce } = useQuery(modelQuery(useModelKey()));
  const tryOut = useTryOut(`${mount} ${state.edition} ${inForce?.version ?? state.baseVersion}`, content, filter);

  const { result, stale } = tryOut;
  const { faults } = state;
  const editor = useMemo(
    () => doc && { doc, faults, edit, effect: result, stale },
    [doc, faults, edit, result, stale],
  );
  const goTo = (next: Tab) => void navigate({ search: (search) => ({ ...search, tab: next === TABS[0] ? undefined : next }), replace: true });

  return (
    <>
      <EditorHeader draft={draft} effect={result} />
      <Rescoring />
      <SaveFailure draft={draft} />
      <ConflictNotice draft={draft} />
      <OlderNotice state={state} />
      <FaultNotice faults={faults} saved={draft.saved} onShow={(fault) => goTo(doc ? tabOf(fault.place) : 'text')} />
      <div className={classes.editor}>
        <div className={classes.work}>
          <Tabs value={tab} onChange={(next) => next && goTo(next as Tab)} keepMounted={false}>
            <Tabs.List className={classes.tabs}>
              {TABS.map((name) => (
                <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>
                  {t(`model.tab.${name}`)}
                  {faults.some((fault) => tabOf(fault.place) === name) && <span className={classes.faultDot} role="img" aria-label={t('model.fault.here')} />}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {TABS.map((name) => (
              <Tabs.Panel key={name} value={name} pt="md">
                <EditorContext.Provider value={editor}>
                  <EditorTab tab={name} draft={draft} onText={() => goTo('text')} />
                </EditorContext.Provider>
              </Tabs.Panel>
            ))}
          </Tabs>
          <TryOutBar result={result} stale={stale} />
        </div>
        <aside className={classes.aside} aria-label={t('model.try.title')}>
          <TryOutPanel state={tryOut} doc={doc} filter={filter} onFilter={setFilter} />
        </aside>
      </div>
    </>
  );
}

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newStage, removeStage } from '../doc/changes';
import { moved, patched, replaced } from '../doc/edit';
import { faultsOf } from '../doc/places';
import { useEditor } from '../draft/editorContext';
import { Row } from '../rules/Row';
import rows from '../rules/Rules.module.css';
import { useReorder } from '../rules/useReorder';
import type { Stage } from '../types';
import { StageDrawer } from './StageDrawer';
import { StageRow } from './StageRow';

/** The stages in their order, each with the gate that leads into it. */
export function LifecycleTab() {
  const { t } = useTranslation();
  const { doc, faults, edit, effect, stale } = useEditor();
  const [opened, setOpened] = useState<number | null>(null);
  const stages = doc.stage;
  const reorder = useReorder(stages.length, (from, to) => edit((doc) => ({ ...doc, stage: moved(doc.stage, from, to) })));
  const patch = (index: number, changes: Partial<Stage>, field: string) =>
    edit((doc) => ({ ...doc, stage: doc.stage.map((stage, place) => (place === index ? patched(stage, changes) : stage)) }), `stage.${index}.${field}`);
  const shown = opened === null ? null : (stages[opened] ?? null);

  return (
    <section aria-label={t('model.tab.lifecycle')}>
      <div className={rows.toolbar}>
        <span className={rows.count}>{t('model.stage.lead')}</span>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => edit((doc) => ({ ...doc, stage: [...doc.stage, newStage(doc, t('model.stage.new'))] }))}
        >
          {t('model.stage.add')}
        </Button>
      </div>
      <ol className={rows.rows}>
        {stages.map((stage, index) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- names are being typed in
            key={index}
            name={stage.name}
            index={index}
            testId="stage-row"
            reorder={reorder.acts}
            mark={reorder.mark(index)}
            menu={{
              onOptions: () => setOpened(index),
              onUp: index > 0 ? () => reorder.acts.move(index, index - 1) : undefined,
              onDown: index < stages.length - 1 ? () => reorder.acts.move(index, index + 1) : undefined,
              onDelete: stages.length > 1 ? () => edit((doc) => removeStage(doc, index)) : undefined,
            }}
          >
            <StageRow
              stage={stage}
              stages={stages}
              first={index === 0}
              flow={effect?.stage.find(({ key }) => key === stage.key)}
              stale={stale}
              faults={[...faultsOf(faults, 'lifecycle', stage.key), ...faultsOf(faults, 'lifecycle', stage.name)]}
              onPatch={(changes, field) => patch(index, changes, field)}
              onOptions={() => setOpened(index)}
            />
          </Row>
        ))}
      </ol>
      <StageDrawer
        stage={shown}
        stages={stages}
        onPatch={(changes, field) => opened !== null && patch(opened, changes, field)}
        onRename={(key) =>
          opened !== null &&
          edit((doc) => {
            const old = doc.stage[opened];
            return old ? { ...doc, stage: replaced(renamed(doc.stage, old.key, key), opened, { ...old, key }) } : doc;
          }, `stage.${opened}.key`)
        }
        onClose={() => setOpened(null)}
      />
    </section>
  );
}

/** The gates of the stages with a key written as another. */
function renamed(stages: readonly Stage[], from: string, to: string): Stage[] {
  const other = (key: string) => (key === from ? to : key);
  return stages.map((stage) =>
    patched(stage, { from: stage.from?.map(other), leave_to: stage.leave_to === undefined ? undefined : other(stage.leave_to) }),
  );
}

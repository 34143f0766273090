import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filterFieldsQuery } from '../queries';
import type { FilterOf } from '../types';
import { useFormat } from '../../i18n/format';
import { ErrorState } from '../../shared/states';
import { FilterProblem } from '../FilterProblem';
import classes from './Builder.module.css';
import { type Editor, EditorContext } from './editor';
import { totalWords } from '../total';
import { GroupEditor } from './GroupEditor';
import { KindSelect } from './MeasureParts';
import { useBuilder } from './useBuilder';
import { useModelKey } from '../../models/modelKey';

interface FilterBuilderProps {
  /** What the filter is about. */
  of: FilterOf;
  /** The filter as text; it may change from outside while the builder is open. */
  value: string;
  onChange: (filter: string) => void;
  /** False where the text beside the builder says itself what is wrong with it. */
  showFault?: boolean;
}

/** Edits a filter condition by condition: the same thing as its text, whichever is changed. */
export default function FilterBuilder({ of, value, onChange, showFault = true }: FilterBuilderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemId = useId();
  const fields = useQuery(filterFieldsQuery(useModelKey()));
  const { tree, fresh, faults, failure, fault, unknown, total, counting, setKind, change, add, duplicate } = useBuilder({ of, value, onChange });
  const editor = useMemo<Editor | null>(
    () => (fields.data ? { fields: fields.data, faults, fresh, change, add, duplicate } : null),
    [fields.data, faults, fresh, change, add, duplicate],
  );

  const told = fault ?? unknown;
  if (fields.isError) return <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />;
  if (!tree && !fault && failure) return <ErrorState error={failure} />;
  return (
    <section className={classes.builder} aria-label={t('builder.title')} data-testid="filter-builder">
      {told && showFault && <FilterProblem id={problemId} filter={told.text} problem={{ ...told, field: 'filter', length: 1 }} />}
      {fault && <p className={classes.hint}>{t('builder.unreadable')}</p>}
      {!tree && !fault && <Skeleton height={88} />}
      {editor && tree && (
        <EditorContext value={editor}>
          <div className={classes.tree} data-stale={fault !== null} inert={fault !== null}>
            {tree.kind !== null && (
              <div className={classes.which}>
                <span className={classes.word}>{t('builder.every')}</span>
                <KindSelect kind={tree.kind} onKind={setKind} />
                {tree.root.items.length > 0 && <span className={classes.word}>{t('builder.whereWord')}</span>}
              </div>
            )}
            <GroupEditor group={tree.root} of={of} />
          </div>
        </EditorContext>
      )}
      {tree && failure != null && <ErrorState error={failure} />}
      {/* A name that there is not would find nobody, which says nothing about the people. */}
      {total && !told && (
        <p className={classes.total} aria-live="polite" data-stale={counting} data-testid="builder-total">
          {totalWords(total, t, format)}
        </p>
      )}
    </section>
  );
}

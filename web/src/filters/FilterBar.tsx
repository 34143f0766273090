import { ActionIcon, Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconArrowBackUp, IconFilter, IconHelp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../api/problem';
import { sessionQuery } from '../api/session';
import { type Sort, SORTS } from '../people/types';
import { FilterHelp } from './FilterHelp';
import { FilterProblem } from './FilterProblem';
import { LazyFilterBuilder } from './LazyFilterBuilder';
import classes from './FilterBar.module.css';
import { mine, PRESETS, type Preset, presetsIn } from './presets';
import type { Section } from '../people/today/sections';
import { useDraft } from './useDraft';

/** The usual filters of a section, or of a screen without any, and one's own people. */
function usePresets(section: Section | undefined): [Preset | 'mine', string][] {
  const { data: session } = useQuery(sessionQuery);
  const user = session?.user;
  const usual = presetsIn(section).map((key): [Preset, string] => [key, PRESETS[key]]);
  return user ? [...usual, ['mine', mine(user.email)]] : usual;
}

interface FilterBarProps {
  filter: string;
  /** The section of the screen, where it has some: what they show is no filter to choose as well. */
  section?: Section;
  /** The order of the list; absent where order means nothing. */
  sort?: Sort;
  problem: FieldProblem | null;
  /** How many people the filter finds, in words. */
  total: string | null;
  /** Whether that is the number of the filter before, while this one is waited for. */
  stale?: boolean;
  onFilter: (filter: string) => void;
  onSort?: (sort: Sort) => void;
}

function Presets({ filter, section, onFilter }: Pick<FilterBarProps, 'filter' | 'section' | 'onFilter'>) {
  const { t } = useTranslation();
  return (
    <div className={classes.presets} role="group" aria-label={t('filter.presets')}>
      {usePresets(section).map(([key, preset]) => {
        const active = filter === preset;
        return (
          <button
            key={key}
            type="button"
            className={classes.preset}
            aria-pressed={active}
            onClick={() => onFilter(active ? '' : preset)}
            data-testid={`preset-${key}`}
          >
            {t(`preset.${key}`)}
          </button>
        );
      })}
    </div>
  );
}

function Order({ sort, onSort }: { sort: Sort | undefined; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      size="sm"
      aria-label={t('sort.label')}
      value={sort}
      onChange={(event) => onSort(event.currentTarget.value as Sort)}
      data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
      data-testid="sort"
    />
  );
}

interface BoxProps extends Pick<FilterBarProps, 'filter' | 'problem' | 'onFilter'> {
  draft: string;
  onDraft: (draft: string) => void;
  problemId: string;
  helpId: string;
  helping: boolean;
  onHelp: () => void;
  builderId: string;
  building: boolean;
  onBuild: () => void;
}

/** Escape gives the keyboard back to the page, whose keys move through the list. */
function leave(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.blur();
}

/** The text of the filter, used when it is submitted. */
function Box({ filter, draft, onDraft, problem, onFilter, problemId, helpId, helping, onHelp, builderId, building, onBuild }: BoxProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFilter(draft.trim());
  };
  const clear = () => {
    onDraft('');
    onFilter('');
  };
  const tools = (
    <span className={classes.tools}>
      {draft && <CloseButton aria-label={t('filter.clear')} onClick={clear} size="sm" data-testid="filter-clear" />}
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={onHelp}
        aria-label={t('filter.help')}
        aria-expanded={helping}
        aria-controls={helpId}
        data-testid="filter-help"
      >
        <IconHelp size={19} stroke={1.8} />
      </ActionIcon>
    </span>
  );
  return (
    // On phones the button comes with something to use: the keyboard has one as well.
    <form onSubmit={submit} className={classes.form} role="search" data-changed={draft.trim() !== filter}>
      <TextInput
        className={classes.input}
        classNames={{ input: classes.text }}
        size="md"
        value={draft}
        onChange={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={leave}
        placeholder={t('filter.placeholder')}
        aria-label={t('filter.label')}
        aria-describedby={problem ? problemId : undefined}
        error={problem !== null}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        leftSection={<IconFilter size={18} stroke={1.8} aria-hidden />}
        rightSection={tools}
        rightSectionWidth={draft ? 72 : 44}
        data-testid="filter-box"
      />
      <Button
        size="md"
        variant="default"
        className={classes.build}
        aria-label={t('builder.open')}
        leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.8} aria-hidden />}
        onClick={onBuild}
        aria-expanded={building}
        aria-controls={builderId}
        data-testid="filter-build"
      >
        <span className={classes.buildName}>{t('builder.open')}</span>
      </Button>
      <Button
        type="submit"
        size="md"
        variant={building ? 'filled' : 'default'}
        data-testid="filter-apply"
        className={classes.apply}
      >
        {t('filter.apply')}
      </Button>
    </form>
  );
}

/** The filter box, its presets and the order of the list. */
export function FilterBar({ filter, section, sort, problem, total, stale, onFilter, onSort }: FilterBarProps) {
  const [helping, help] = useDisclosure(false);
  const [building, build] = useDisclosure(false);
  const { draft, write, build: setBuilt, undo } = useDraft(filter);
  const problemId = useId();
  const helpId = useId();
  const builderId = useId();
  const { t } = useTranslation();
  useHotkeys(helping ? [['Escape', help.close]] : [], []);
  const use = (example: string) => {
    help.close();
    onFilter(example);
  };
  return (
    <div className={classes.bar}>
      <Box
        filter={filter}
        draft={draft}
        onDraft={write}
        problem={problem}
        onFilter={onFilter}
        problemId={problemId}
        helpId={helpId}
        helping={helping || problem !== null}
        onHelp={help.toggle}
        builderId={builderId}
        building={building}
        onBuild={build.toggle}
      />
      {problem && <FilterProblem id={problemId} filter={filter} problem={problem} onFilter={onFilter} />}
      {(helping || problem) && <FilterHelp id={helpId} onUse={use} />}
      {building && (
        <div id={builderId} className={classes.builder}>
          <LazyFilterBuilder of="people" value={draft} onChange={setBuilt} showFault={problem === null} />
          <div className={classes.show}>
            {draft.trim() !== filter && (
              <Button onClick={() => onFilter(draft.trim())} data-testid="builder-show">
                {t('builder.show')}
              </Button>
            )}
            {undo && (
              <Button variant="default" leftSection={<IconArrowBackUp size={17} aria-hidden />} onClick={undo} title="Ctrl+Z" data-testid="builder-undo">
                {t('builder.undo')}
              </Button>
            )}
          </div>
        </div>
      )}
      <div className={classes.second}>
        <Presets filter={filter} section={section} onFilter={onFilter} />
        <div className={classes.order}>
          <span className={classes.total} aria-live="polite" data-stale={stale} data-testid="people-total">
            {total}
          </span>
          {onSort && <Order sort={sort} onSort={onSort} />}
        </div>
      </div>
    </div>
  );
}

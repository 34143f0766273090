import '@mantine/core/styles/Modal.css';
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterProblem } from '../api/problem';
import { sessionQuery } from '../api/session';
import { searchFor } from '../filters/searchFor';
import { findQuery } from '../people/queries';
import { usePersonName } from '../shared/usePersonName';
import { fits } from './fits';
import classes from './Palette.module.css';
import { PaletteNotice } from './PaletteNotice';
import { foundAs, modelOf, PARTS, type SCREENS, screensOf } from './screens';

/** How long somebody has to have stopped typing before people are looked for. */
const PAUSE_MS = 150;

interface Choice {
  id: string;
  words: string;
  /** Other words that it is found by. */
  also?: string;
  note?: string;
  act: () => void;
}

interface Found {
  choices: Choice[];
  waiting: boolean;
  /** Why people could not be looked for. */
  error: unknown;
  retry: () => void;
}

/** The parts of screens that are found by their names, and those by the names of their screens too; of the model on screen. */
function useParts(typed: string, onClose: () => void): Record<'named' | 'meant', Choice[]> {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const model = useRouterState({ select: ({ location }) => modelOf(location) });
  const found = (as: 'named' | 'meant') =>
    PARTS.filter(({ label, of }) => foundAs(t(label), t(of), typed, i18n.language) === as).map(({ to, search, label, of }): Choice => {
      const act = () => {
        onClose();
        void navigate({ to, search: { model, ...search } });
      };
      return { id: label.replaceAll('.', '-'), words: t(label), note: t(of), act };
    });
  return { named: found('named'), meant: found('meant') };
}

function useChoices(typed: string, onClose: () => void, onHelp: () => void): Found {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const name = usePersonName();
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const found = useQuery(findQuery(text));
  const parts = useParts(typed, onClose);
  const { data: session } = useQuery(sessionQuery);
  const go = (to: (typeof SCREENS)[number]['to']) => () => {
    onClose();
    void navigate({ to });
  };
  const screens = screensOf(session?.user).map(({ to, label, also }): Choice => ({ id: `to-${to}`, words: t(label), also: t(also), act: go(to) }));
  const help: Choice = { id: 'help', words: t('shortcuts.title'), note: '?', act: onHelp };
  const people = searchFor(text) ? (found.data?.items ?? []) : [];
  const persons = people.map(
    (person): Choice => ({
      id: `person-${person.id}`,
      words: name(person),
      note: person.company ?? (person.name ? (person.email ?? undefined) : undefined),
      act: () => {
        onClose();
        void navigate({ to: '/people/$personId', params: { personId: person.id }, search: {} });
      },
    }),
  );
  const places = [...screens, help];
  const named = places.filter(({ words }) => fits(words, typed, i18n.language));
  // After the people: many a name begins like one of these words.
  const meant = places.filter((place) => !named.includes(place) && fits(`${place.words} ${place.also ?? ''}`, typed, i18n.language));
  const waiting = typed.trim() !== text || found.isFetching;
  // A text that the server refuses finds nobody: there is no use in asking again.
  const error = waiting || filterProblem(found.error) ? null : found.error;
  return { choices: [...named, ...parts.named, ...persons, ...meant, ...parts.meant], waiting, error, retry: () => void found.refetch() };
}

interface PaletteProps {
  onClose: () => void;
  onHelp: () => void;
}

/** Goes to a screen or a person by a few letters of the name. */
function PaletteBody({ onClose, onHelp }: PaletteProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const { choices, waiting, error, retry } = useChoices(typed, onClose, onHelp);
  const chosen = choices[Math.min(at, choices.length - 1)];
  const optionId = (choice: Choice) => `${list}-${choice.id}`;
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) setAt((before) => (Math.min(before, choices.length - 1) + step + choices.length) % choices.length);
    else if (event.key === 'Enter') chosen?.act();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.8} aria-hidden />}
        role="combobox"
        aria-label={t('palette.placeholder')}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={chosen && optionId(chosen)}
        spellCheck={false}
        autoComplete="off"
        data-testid="palette-box"
      />
      <div id={list} role="listbox" aria-label={t('palette.title')} aria-busy={waiting} className={classes.choices}>
        {choices.map((choice) => (
          // The keyboard stays in the box, which tells of the choice.
          <div
            key={choice.id}
            id={optionId(choice)}
            role="option"
            tabIndex={-1}
            aria-selected={choice === chosen}
            className={classes.choice}
            onClick={choice.act}
            onKeyDown={undefined}
            data-testid="palette-choice"
          >
            <span className={classes.words}>{choice.words}</span>
            {choice.note && <span className={classes.note}>{choice.note}</span>}
          </div>
        ))}
      </div>
      <PaletteNotice error={error} nothing={choices.length === 0 && !waiting} onRetry={retry} />
    </>
  );
}

/** The palette in its dialog; Escape closes it, and the focus goes back to where it was. */
export default function Palette(props: PaletteProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened onClose={props.onClose} padding="xs" yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content radius="lg" aria-label={t('palette.title')} data-testid="palette">
        <Modal.Body>
          <PaletteBody {...props} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

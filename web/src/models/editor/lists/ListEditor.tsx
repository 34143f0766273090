import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconSearch, IconSortAscendingLetters, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { removed } from '../doc/edit';
import { addEntries, readEntries, searched, sortedEntries } from './entries';
import { Entries } from './Entries';
import classes from './Lists.module.css';

interface ListEditorProps {
  name: string;
  entries: readonly string[];
  onRename: (name: string) => void;
  onChange: (entries: string[]) => void;
  onDelete: () => void;
}

/** Adds pasted entries, many at once. */
function Adding({ entries, onChange }: Pick<ListEditorProps, 'entries' | 'onChange'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [report, setReport] = useState<string | null>(null);
  const read = readEntries(text);
  const add = () => {
    const { entries: next, added, repeated } = addEntries(entries, read);
    if (added > 0) onChange(next);
    setText('');
    setReport(
      repeated > 0
        ? t('model.list.addedRepeated', { count: added, value: format.whole(added), repeated: format.whole(repeated) })
        : t('model.list.added', { count: added, value: format.whole(added) }),
    );
  };
  return (
    <div className={classes.adding}>
      <Textarea
        size="xs"
        label={t('model.list.paste')}
        placeholder={t('model.list.pasteHow')}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        spellCheck={false}
        data-own-undo
        data-testid="list-paste"
      />
      <div className={classes.addLine}>
        <Button size="xs" onClick={add} disabled={read.length === 0} data-testid="list-add">
          {read.length === 0 ? t('model.list.paste') : t('model.list.addEntries', { count: read.length, value: format.whole(read.length) })}
        </Button>
        <span className={classes.report} role="status">
          {report}
        </span>
      </div>
    </div>
  );
}

/** One named list: its entries searched, sorted, added and removed. */
export function ListEditor({ name, entries, onRename, onChange, onDelete }: ListEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, setSearch] = useState('');
  const found = useMemo(() => searched(entries, search), [entries, search]);
  return (
    <div className={classes.editor}>
      <div className={classes.head}>
        <TextInput size="xs" label={t('model.list.name')} className={classes.grow} value={name} onChange={({ currentTarget }) => onRename(currentTarget.value)} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSortAscendingLetters size={15} aria-hidden />}
          onClick={() => onChange(sortedEntries(entries))}
          disabled={entries.length < 2}
        >
          {t('model.list.sort')}
        </Button>
        <ActionIcon variant="default" size={30} onClick={onDelete} aria-label={t('model.row.deleteOf', { name })}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <Adding entries={entries} onChange={onChange} />
      <TextInput
        size="xs"
        aria-label={t('model.list.search')}
        placeholder={t('model.list.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        data-own-undo
      />
      <p className={classes.total} aria-live="polite" data-testid="list-count">
        {search
          ? t('model.list.found', { count: found.length, value: format.whole(found.length), total: format.whole(entries.length) })
          : t('model.list.count', { count: entries.length, value: format.whole(entries.length) })}
      </p>
      <Entries found={found} onRemove={(index) => onChange(removed(entries, index))} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { EmptyState } from '../../../shared/states';
import { renameList, withList, withoutList } from '../doc/changes';
import { uniqueName } from '../doc/edit';
import { useEditor } from '../draft/editorContext';
import { ListEditor } from './ListEditor';
import classes from './Lists.module.css';

/** The named lists that conditions can refer to. */
export function ListsTab() {
  const { t } = useTranslation();
  const format = useFormat();
  const { doc, edit } = useEditor();
  const names = Object.keys(doc.lists);
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = wanted !== null && names.includes(wanted) ? wanted : (names[0] ?? null);
  const add = () => {
    const name = uniqueName(t('model.list.new'), names);
    edit((doc) => withList(doc, name, []));
    setWanted(name);
  };
  const rename = (to: string) => {
    if (chosen === null || to === '' || names.includes(to)) return;
    edit((doc) => renameList(doc, chosen, to), `list.${names.indexOf(chosen)}.name`);
    setWanted(to);
  };
  const button = (
    <Button size="xs" variant="light" leftSection={<IconPlus size={15} aria-hidden />} onClick={add} data-testid="add-list">
      {t('model.list.add')}
    </Button>
  );
  if (chosen === null) return <EmptyState title={t('model.list.none')} text={t('model.list.noneText')} action={button} />;
  return (
    <section aria-label={t('model.tab.lists')} className={classes.lists}>
      <div className={classes.names}>
        {names.map((name) => (
          <button key={name} type="button" className={classes.listName} aria-pressed={name === chosen} onClick={() => setWanted(name)}>
            <span className={classes.ellipsis}>{name}</span>
            <span className={classes.count}>{format.compact(doc.lists[name]?.length ?? 0)}</span>
          </button>
        ))}
        {button}
      </div>
      <ListEditor
        key={names.indexOf(chosen)}
        name={chosen}
        entries={doc.lists[chosen] ?? []}
        onRename={rename}
        onChange={(entries) => edit((doc) => withList(doc, chosen, entries))}
        onDelete={() => edit((doc) => withoutList(doc, chosen))}
      />
    </section>
  );
}

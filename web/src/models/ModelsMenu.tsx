import { Button, Menu } from '@mantine/core';
import { IconArchive, IconPencil, IconPlayerPlay, IconPlus, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateDialog } from './CreateDialog';
import { useModelKey } from './modelKey';
import { modelsQuery } from './queries';
import { RenameDialog } from './RenameDialog';
import { RetireDialog } from './RetireDialog';
import { StartDialog } from './StartDialog';
import type { Start } from './types';

/** What is done with models as a whole: another one, another name, the end of one. */
export function ModelsMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const key = useModelKey();
  const { data = [] } = useQuery(modelsQuery);
  const [open, setOpen] = useState<'create' | 'rename' | 'retire' | 'start' | null>(null);
  const [begin, setBegin] = useState<Start | ''>('');
  const close = () => setOpen(null);
  const create = (start: Start | '') => {
    setBegin(start);
    setOpen('create');
  };
  const shown = data.find((model) => (key === undefined ? model.is_primary : model.key === key));
  const goTo = (model: string | undefined) => {
    close();
    void navigate({ to: '/model', search: { model } });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="sm" variant="default" leftSection={<IconStack2 size={17} aria-hidden />} data-testid="models-menu">
            {t('models.manage')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => create('')} data-testid="model-create">
            {t('models.create')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} disabled={!shown} onClick={() => setOpen('rename')} data-testid="model-rename">
            {t('models.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setOpen('start')} data-testid="model-start">
            {t('start.again')}
          </Menu.Item>
          {shown && !shown.is_primary && (
            <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => setOpen('retire')} data-testid="model-retire">
              {t('models.retire')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <CreateDialog key={begin} begin={begin} opened={open === 'create'} onClose={close} onCreated={goTo} />
      <StartDialog opened={open === 'start'} onClose={close} onTry={create} />
      {shown && <RenameDialog key={shown.name} model={shown} opened={open === 'rename'} onClose={close} />}
      {shown && <RetireDialog model={shown} opened={open === 'retire'} onClose={close} onRetired={() => goTo(undefined)} />}
    </>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFilter, useKeys } from './keys';
import classes from './Shell.module.css';

const Palette = lazy(() => import('./Palette'));
const KeysHelp = lazy(() => import('./KeysHelp'));

/** Opens the palette and the help about keys, and listens to the keys that do so everywhere. */
export function Shortcuts({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'palette' | 'help' | null>(null);
  const close = () => setShown(null);
  const open = () => {
    onOpen();
    setShown('palette');
  };
  // Also out of a field: it types nothing.
  useHotkeys([['mod+K', () => setShown('palette')]], []);
  useKeys({ '/': () => toFilter(document), '?': () => setShown('help') });
  return (
    <>
      <UnstyledButton className={classes.find} onClick={open} aria-keyshortcuts="Control+K" data-testid="palette-open">
        <IconSearch size={18} stroke={1.8} aria-hidden />
        {t('palette.open')}
      </UnstyledButton>
      <Suspense>
        {shown === 'palette' && <Palette onClose={close} onHelp={() => setShown('help')} />}
        {shown === 'help' && <KeysHelp onClose={close} />}
      </Suspense>
    </>
  );
}

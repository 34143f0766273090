import '@mantine/core/styles/Kbd.css';
import '@mantine/core/styles/Modal.css';
import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Palette.module.css';

const COMMAND = /Mac|iPhone|iPad/u.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** What each key does, with the key of its words. */
const KEYS = [
  { keys: [COMMAND, 'K'], does: 'shortcuts.palette' },
  { keys: ['/'], does: 'shortcuts.filter' },
  { keys: ['j', 'k'], does: 'shortcuts.rows' },
  { keys: ['Enter'], does: 'shortcuts.open' },
  { keys: ['Esc'], does: 'shortcuts.close' },
  { keys: ['Esc'], does: 'shortcuts.back' },
  { keys: ['?'], does: 'shortcuts.help' },
] as const;

/** The keys and what they do. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shortcuts.title')}
      radius="lg"
      closeButtonProps={{ 'aria-label': t('shortcuts.dismiss') }}
      data-testid="keys-help"
    >
      <dl className={classes.keys}>
        {KEYS.map(({ keys, does }) => (
          <div key={does} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

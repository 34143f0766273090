import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './CopyText.module.css';

/** A text to be taken elsewhere as it is, and the button that copies it. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard();
  return (
    <div className={classes.copy}>
      <pre className={classes.text} data-testid="copy-text">
        {text}
      </pre>
      {/* Without HTTPS a browser lets nobody copy but by hand. */}
      {window.isSecureContext && (
        <Button
          size="xs"
          variant="default"
          leftSection={clipboard.copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          aria-label={`${clipboard.copied ? t('common.copied') : t('common.copy')}: ${label}`}
          onClick={() => clipboard.copy(text)}
        >
          {clipboard.copied ? t('common.copied') : t('common.copy')}
        </Button>
      )}
    </div>
  );
}

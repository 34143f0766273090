import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../i18n/useSays';
import classes from './Palette.module.css';

interface PaletteNoticeProps {
  /** Why people could not be looked for. */
  error: unknown;
  /** Whether there is nothing to choose, now that all has come. */
  nothing: boolean;
  onRetry: () => void;
}

/** What the palette says beside its choices: that it could not look for people, or that there is nothing. */
export function PaletteNotice({ error, nothing, onRetry }: PaletteNoticeProps) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  if (error)
    return (
      <div className={classes.failed} role="alert" data-testid="palette-failed">
        <span>
          {t('palette.failed')} {errorWords(error)}
        </span>
        <Button size="compact-sm" variant="default" onClick={onRetry} data-testid="palette-retry">
          {t('common.retry')}
        </Button>
      </div>
    );
  if (!nothing) return null;
  return (
    <p className={classes.nothing} role="status">
      {t('palette.nothing')}
    </p>
  );
}

import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../draft/editorContext';
import { DECAYS } from '../types';
import classes from './Settings.module.css';

/** How long points of each decay class take to be worth half. */
export function HalfLives() {
  const { t } = useTranslation();
  const { doc, edit } = useEditor();
  return (
    <div className={classes.strip} role="group" aria-label={t('model.halfLife.title')}>
      <span className={classes.stripTitle}>{t('model.halfLife.title')}</span>
      {DECAYS.map((decay) => (
        <TextInput
          key={decay}
          size="xs"
          className={classes.span}
          label={t(`model.decay.${decay}`)}
          value={doc.half_life[decay]}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            edit((doc) => ({ ...doc, half_life: { ...doc.half_life, [decay]: value } }), `half_life.${decay}`);
          }}
          spellCheck={false}
        />
      ))}
      <span className={classes.note}>{t('model.halfLife.note')}</span>
    </div>
  );
}

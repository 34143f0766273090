import { useTranslation } from 'react-i18next';
import classes from './FilterBar.module.css';
import { EXAMPLES } from './presets';

interface FilterHelpProps {
  id: string;
  onUse: (filter: string) => void;
}

/** Examples of the filter language; choosing one uses it. */
export function FilterHelp({ id, onUse }: FilterHelpProps) {
  const { t } = useTranslation();
  return (
    <section id={id} className={classes.help} aria-label={t('filter.help')} data-testid="filter-examples">
      <p className={classes.helpTitle}>{t('filter.examples')}</p>
      {EXAMPLES.map((example) => (
        <button key={example} type="button" className={classes.example} onClick={() => onUse(example)}>
          {example}
        </button>
      ))}
    </section>
  );
}

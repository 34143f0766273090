import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './Sections.module.css';
import { SECTIONS, sectionOf, type TodaySearch, withSection } from './sections';

/** Leads from one section of Today to another; filter and order stay. */
export function Sections({ search }: { search: TodaySearch }) {
  const { t } = useTranslation();
  const shown = sectionOf(search);
  return (
    <nav className={classes.sections} aria-label={t('today.sections')} data-testid="sections">
      {SECTIONS.map((section) => (
        <Link
          key={section}
          to="/"
          search={withSection(search, section)}
          resetScroll={false}
          className={classes.section}
          activeOptions={{ exact: true }}
          data-shown={section === shown}
          data-testid={`section-${section}`}
        >
          {t(`section.${section}`)}
        </Link>
      ))}
    </nav>
  );
}

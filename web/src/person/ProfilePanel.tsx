import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../api/types';
import { useFormat } from '../i18n/format';
import { Panel } from '../shared/Panel';
import classes from './Side.module.css';

/** Fields with a name in the catalogues; the others are shown by their key. */
const KNOWN = ['name', 'first_name', 'last_name', 'email', 'phone', 'company', 'title', 'industry', 'website', 'city', 'country'] as const;
type Known = (typeof KNOWN)[number];

function isKnown(field: string): field is Known {
  return (KNOWN as readonly string[]).includes(field);
}

/** What is known of the person, each with the day it was learnt. */
export function ProfilePanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('profile.title')} testId="profile">
      {person.profile.length === 0 && <p className={classes.nothing}>{t('profile.empty')}</p>}
      <dl className={classes.fields}>
        {person.profile.map(({ field, value, at }) => (
          <div key={field} className={classes.field} title={t('profile.learnt', { at: format.moment(at) })}>
            <dt>{isKnown(field) ? t(`profile.field.${field}`) : field.replaceAll('_', ' ')}</dt>
            <dd>{field === 'country' ? format.country(value) : value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

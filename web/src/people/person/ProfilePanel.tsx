import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { Panel } from '../../shared/Panel';
import type { PersonDetail } from '../types';
import classes from './Side.module.css';

/** Fields every profile may have, in the order they are shown; the person's own fields follow. */
const STANDARD = ['name', 'title', 'company', 'industry', 'employees', 'email', 'phone', 'city', 'country', 'language'];

/** Fields with a name in every language: the standard ones and those that capture adds. */
const NAMED = new Set([
  ...STANDARD,
  'email_2',
  'email_3',
  'email_4',
  'email_5',
  'email_unusable',
  'phone_2',
  'phone_3',
  'phone_4',
  'phone_extension',
  'phone_unusable',
]);

type Field = PersonDetail['profile'][number];

/** The fields in the order they are shown. */
export function ordered(profile: Field[]): Field[] {
  const place = ({ field }: Field) => {
    const at = STANDARD.indexOf(field);
    return at === -1 ? STANDARD.length : at;
  };
  return profile.toSorted((one, other) => place(one) - place(other));
}

/** What is known of the person. */
export function ProfilePanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const show = ({ field, value }: Field) => {
    if (field === 'country') return format.country(value);
    return field === 'language' ? format.language(value) : value;
  };
  return (
    <Panel now title={t('profile.title')} testId="profile">
      {person.profile.length === 0 && <p className={classes.nothing}>{t('profile.empty')}</p>}
      <dl className={classes.fields}>
        {ordered(person.profile).map((known) => (
          <div key={known.field} className={classes.field}>
            <dt>{NAMED.has(known.field) ? word('profile.field', known.field) : known.field.replaceAll('_', ' ')}</dt>
            <dd>{show(known)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

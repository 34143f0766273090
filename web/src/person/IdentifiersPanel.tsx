import { IconCookie, IconMail, IconPhone, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../api/types';
import { useFormat } from '../i18n/format';
import { Panel } from '../shared/Panel';
import classes from './Side.module.css';

const ICONS = { anonymous_id: IconCookie, user_id: IconUserCheck, email: IconMail, phone: IconPhone };

/** By what the person is recognised, and the evidence for each link. */
export function IdentifiersPanel({ identifiers }: { identifiers: PersonDetail['identifiers'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('identifiers.title')} aside={format.whole(identifiers.length)} testId="identifiers">
      {identifiers.length === 0 && <p className={classes.nothing}>{t('identifiers.empty')}</p>}
      <ul className={classes.list}>
        {identifiers.map((identifier) => {
          const Icon = ICONS[identifier.kind] ?? IconUserCheck;
          return (
            <li key={identifier.id} className={classes.entry} data-testid="identifier">
              <Icon size={18} stroke={1.8} className={classes.entryIcon} aria-hidden />
              <div className={classes.entryBody}>
                <div className={classes.entryTitle}>{identifier.value}</div>
                <div className={classes.dim}>
                  {t(`identifiers.kind.${identifier.kind}`)} · {format.day(identifier.linked_at)}
                </div>
                <div className={classes.dim}>{identifier.evidence}</div>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

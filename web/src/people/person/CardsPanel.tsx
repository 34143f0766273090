import { IconBuildingStore, IconId } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { modelQuery } from '../../models/queries';
import { Panel } from '../../shared/Panel';
import type { PersonDetail } from '../types';
import classes from './Side.module.css';

interface CardProps {
  icon: ReactNode;
  title: string;
  lines: (string | null)[];
  testId: string;
}

function Card({ icon, title, lines, testId }: CardProps) {
  return (
    <li className={classes.entry} data-testid={testId}>
      <span className={classes.entryIcon}>{icon}</span>
      <div className={classes.entryBody}>
        <div className={classes.entryTitle}>{title}</div>
        {lines.map(
          (line) =>
            line && (
              <div key={line} className={classes.dim}>
                {line}
              </div>
            ),
        )}
      </div>
    </li>
  );
}

/** The name of a stage of the primary model in use, which cards follow; a stage of an earlier one is shown by its key. */
function useStageName(): (key: string) => string {
  const word = useWord();
  const { data } = useQuery(modelQuery(undefined));
  return (key) => word('modelName', data?.stages.find((stage) => stage.key === key)?.name ?? key);
}

/** The lead card and the customer card: two records, linked. */
export function CardsPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const stageName = useStageName();
  const { lead, customer } = person;
  return (
    <Panel now title={t('cards.title')} testId="cards">
      {!lead && !customer && <p className={classes.nothing}>{t('cards.none')}</p>}
      <ul className={classes.list}>
        {customer && (
          <Card
            testId="customer-card"
            icon={<IconBuildingStore size={18} stroke={1.8} aria-hidden />}
            title={t('cards.customer')}
            lines={[
              t('cards.since', { at: format.day(customer.opened_at) }),
              t('cards.reason', { stage: stageName(customer.reason) }),
              customer.lead_id ? t('cards.fromLead') : null,
            ]}
          />
        )}
        {lead && (
          <Card
            testId="lead-card"
            icon={<IconId size={18} stroke={1.8} aria-hidden />}
            title={t('cards.lead', { status: word('cards.status', lead.status) })}
            lines={[
              t('cards.opened', { at: format.day(lead.opened_at) }),
              lead.closed_at ? t('cards.closed', { at: format.day(lead.closed_at) }) : null,
              lead.source ? t('cards.source', { source: lead.source }) : null,
            ]}
          />
        )}
      </ul>
    </Panel>
  );
}

import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Ago } from '../shared/Ago';
import { usePersonName } from '../shared/usePersonName';
import { SignalIcon } from './SignalIcon';
import classes from './Signals.module.css';
import type { Evidence, SignalEvent } from './types';

function EvidenceList({ evidence, count }: { evidence: Evidence[]; count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const name = usePersonName();
  const more = count - evidence.length;
  return (
    <>
      <ul className={classes.evidence}>
        {evidence.map((item) => (
          <li key={item.seq} data-testid="evidence">
            <time dateTime={item.at} className={classes.dim}>
              {format.moment(item.at)}
            </time>
            <span>
              {word('interaction', item.kind)}
              {item.label && <span className={classes.dim}> · {item.label}</span>}
            </span>
            {item.person && (
              <Link to="/people/$personId" params={{ personId: item.person.id }} className={classes.giver}>
                {name(item.person)}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={classes.more}>{t('signals.more', { count: more, value: format.whole(more) })}</p>}
    </>
  );
}

interface SignalEntryProps {
  signal: SignalEvent;
  /** Whose it is, where that is not clear from the page. */
  who?: ReactNode;
  /** Its place in a list that keys go through, from 0. */
  row?: number;
}

/** One buying signal; opened, it shows the interactions it rests on. */
export function SignalEntry({ signal, who, row }: SignalEntryProps) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <li className={classes.entry} data-testid="signal" data-signal={signal.key} data-row={row}>
      <span className={classes.icon}>
        <SignalIcon signal={signal.key} />
      </span>
      <div className={classes.body}>
        <div className={classes.title}>
          <span className={classes.name}>{word('modelName', signal.name)}</span>
          {who}
        </div>
        <div className={classes.facts}>
          <Ago at={signal.at} />
          {signal.company && (
            <span data-testid="signal-company">
              {t('signals.company')} · {t('signals.people', { count: signal.company.people })} · {t('signals.usual', { value: format.tenth(signal.company.usual) })}
            </span>
          )}
          {signal.evidence.length > 0 && (
            <UnstyledButton className={classes.toggle} onClick={toggle} aria-expanded={opened} aria-controls={id} data-testid="signal-evidence">
              {t('signals.evidence', { count: signal.count })}
              <IconChevronRight size={14} className={classes.chevron} aria-hidden />
            </UnstyledButton>
          )}
        </div>
        <Collapse expanded={opened} id={id}>
          {opened && <EvidenceList evidence={signal.evidence} count={signal.count} />}
        </Collapse>
      </div>
    </li>
  );
}

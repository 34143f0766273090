import { Button } from '@mantine/core';
import { type Icon, IconCookie, IconMail, IconPhone, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useErrorWords } from '../../i18n/useSays';
import { useWord } from '../../i18n/useWord';
import { identifierPage } from '../../identity/queries';
import { LoadMore } from '../../shared/LoadMore';
import { Panel } from '../../shared/Panel';
import type { PersonDetail } from '../types';
import classes from './Side.module.css';
import { useRest } from './useRest';

const ICONS: Record<string, Icon> = { anonymous_id: IconCookie, user_id: IconUserCheck, email: IconMail, phone: IconPhone };

/** Identifiers that are shown before somebody asks for all. */
const SHOWN = 12;

/** By what the person is recognised, and the evidence for each link. */
export function IdentifiersPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const [all, setAll] = useState(false);
  const { id, identifiers: first, identifiers_next: from } = person;
  const { items: identifiers, error, ...rest } = useRest('identifiers', { id, first, from, page: identifierPage });
  const format = useFormat();
  const word = useWord();
  return (
    <Panel now title={t('identifiers.title')} aside={format.whole(person.identifier_count)} testId="identifiers">
      {identifiers.length === 0 && <p className={classes.nothing}>{t('identifiers.empty')}</p>}
      <ul className={classes.list}>
        {identifiers.slice(0, all ? undefined : SHOWN).map((identifier) => {
          const Sign = ICONS[identifier.kind] ?? IconUserCheck;
          return (
            <li key={`${identifier.kind}:${identifier.value}`} className={classes.entry} data-testid="identifier">
              <Sign size={18} stroke={1.8} className={classes.entryIcon} aria-hidden />
              <div className={classes.entryBody}>
                <div className={classes.entryTitle}>{identifier.value}</div>
                <div className={classes.dim}>
                  {word('identifiers.kind', identifier.kind)} · {format.day(identifier.linked_at)}
                </div>
                <div className={classes.dim}>
                  {identifier.shared && t('identifiers.shared')}
                  {!identifier.shared &&
                    (identifier.evidence === identifier.kind
                      ? t('identifiers.own')
                      : t('identifiers.together', { kind: word('identifiers.kind', identifier.evidence) }))}
                </div>
                {identifier.meant && <div className={classes.hint}>{t('identifiers.meant', { address: identifier.meant })}</div>}
              </div>
            </li>
          );
        })}
      </ul>
      {error && (
        <div role="alert" className={classes.failure}>
          {errorWords(error)}
        </div>
      )}
      {!all && identifiers.length > SHOWN && (
        <Button size="compact-sm" variant="subtle" mt="sm" onClick={() => setAll(true)} data-testid="all-identifiers">
          {t('merges.more', { count: person.identifier_count - SHOWN })}
        </Button>
      )}
      {all && <LoadMore {...rest} />}
    </Panel>
  );
}

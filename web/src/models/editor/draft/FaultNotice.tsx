import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../types';
import { useSays } from '../../../i18n/useSays';
import { Coded } from '../../../shared/Coded';
import { FaultPlace } from './FaultPlace';
import classes from '../Model.module.css';

/** Faults that are listed; the rest are counted. */
const SHOWN = 4;

interface FaultNoticeProps {
  faults: readonly Fault[];
  saved: boolean;
  onShow: (fault: Fault) => void;
}

/** What keeps the draft from being published; each leads to where it is mended. */
export function FaultNotice({ faults, saved, onShow }: FaultNoticeProps) {
  const { t } = useTranslation();
  const says = useSays();
  if (faults.length === 0) return null;
  return (
    <section className={classes.faults} data-stale={!saved} aria-label={t('model.fault.title', { count: faults.length })} data-testid="faults">
      <h2 className={classes.faultsTitle}>
        <IconAlertCircle size={18} aria-hidden />
        {t('model.fault.title', { count: faults.length })}
      </h2>
      <ul>
        {faults.slice(0, SHOWN).map((fault) => (
          <li key={`${fault.place}${fault.message}`}>
            <button type="button" onClick={() => onShow(fault)}>
              <b>
                <FaultPlace place={fault.place} />
              </b> <Coded text={says(fault)} />
            </button>
          </li>
        ))}
      </ul>
      {faults.length > SHOWN && <p>{t('model.fault.more', { count: faults.length - SHOWN })}</p>}
    </section>
  );
}

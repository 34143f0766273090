import { CopyButton, Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../types';
import { useSays } from '../../../i18n/useSays';
import { FaultPlace } from '../draft/FaultPlace';
import { Coded } from '../../../shared/Coded';
import { changedAt, placeOf } from './caret';
import classes from './Text.module.css';

interface TextTabProps {
  text: string;
  faults: readonly Fault[];
  onWrite: (text: string) => void;
}

/** Pixels of a line; also in the style sheet. */
const LINE = 20;

function Gutter({ lines, faulty }: { lines: number; faulty: ReadonlySet<number> }) {
  return (
    <div className={classes.gutter} aria-hidden>
      {Array.from({ length: lines }, (_, nth) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its number
        <div key={nth} data-fault={faulty.has(nth + 1) || undefined}>
          {nth + 1}
        </div>
      ))}
    </div>
  );
}

interface FaultListProps {
  faults: readonly Fault[];
  onShow: (fault: Fault) => void;
}

function FaultList({ faults, onShow }: FaultListProps) {
  const { t } = useTranslation();
  const says = useSays();
  if (faults.length === 0) return null;
  return (
    <ul className={classes.faults} role="alert" data-testid="text-faults">
      {faults.map((fault) => (
        <li key={`${fault.place}${fault.message}`}>
          <button type="button" className={classes.fault} onClick={() => onShow(fault)} disabled={fault.line == null}>
            <span className={classes.place}>{fault.line == null ? <FaultPlace place={fault.place} /> : t('model.text.line', { line: fault.line })}</span>
            <Coded text={says(fault)} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The model as its text, with the faults at their lines. */
export function TextTab({ text, faults, onWrite }: TextTabProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useRef(text);
  const lines = useMemo(() => text.split('\n').length, [text]);
  const faulty = useMemo(() => new Set(faults.flatMap(({ line }) => (line == null ? [] : [line]))), [faults]);

  useLayoutEffect(() => {
    // A text that comes from elsewhere (undo, the server) would throw the caret to the end.
    if (typed.current !== text && document.activeElement === area.current) {
      const at = changedAt(typed.current, text);
      area.current?.setSelectionRange(at, at);
    }
    typed.current = text;
  }, [text]);

  const show = ({ line, column }: Fault) => {
    if (line == null || !area.current) return;
    const at = placeOf(text, line, column ?? 1);
    area.current.focus();
    area.current.setSelectionRange(at, at);
    area.current.scrollIntoView({ block: 'nearest' });
    area.current.parentElement?.parentElement?.scrollTo({ top: Math.max(0, (line - 6) * LINE) });
  };
  const first = useRef(true);
  useEffect(() => {
    // Whoever opens the text of a faulty model looks for the fault.
    const fault = faults.find(({ line }) => line != null);
    if (first.current && fault?.line != null) area.current?.parentElement?.parentElement?.scrollTo({ top: (fault.line - 6) * LINE });
    first.current = false;
  }, [faults]);

  return (
    <section aria-label={t('model.tab.text')}>
      <div className={classes.bar}>
        <span>{t('model.text.lead')}</span>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {copied ? t('bad.copied') : t('bad.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <FaultList faults={faults} onShow={show} />
      <div className={classes.scroll}>
        <div className={classes.paper}>
          <Gutter lines={lines} faulty={faulty} />
          <textarea
            ref={area}
            className={classes.text}
            style={{ height: (lines + 1) * LINE }}
            aria-label={t('model.text.label')}
            value={text}
            onChange={({ currentTarget }) => {
              typed.current = currentTarget.value;
              onWrite(currentTarget.value);
            }}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            data-testid="model-text"
          />
        </div>
      </div>
    </section>
  );
}

import { Alert, Button, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateKey } from '../../access/keys/mutations';
import { keysQuery } from '../../access/keys/queries';
import type { CreatedKey, KeyKind } from '../../access/keys/types';
import { useErrorWords } from '../../i18n/useSays';
import { NewKey } from '../../access/keys/NewKey';
import { overviewQuery } from '../../people/queries';
import { CopyText } from '../../shared/CopyText';
import { StartChoice } from './StartChoice';
import classes from './Start.module.css';
import { useChosen } from './useChosen';

/** The folder has to be filled in: as it stands, a shell refuses the line instead of filling another database. */
const IMPORT = 'ripen import people customers.csv --data-dir <data-dir> --dry-run\nripen import people customers.csv --data-dir <data-dir>';

interface StepProps {
  title: string;
  text: string;
  /** Whether it is done, by what the server knows. */
  done: boolean;
  name: string;
  children?: ReactNode;
}

function Step({ title, text, done, name, children }: StepProps) {
  const { t } = useTranslation();
  return (
    <li className={classes.step} data-done={done} data-testid={`step-${name}`}>
      <span className={classes.tick} aria-hidden>
        {done && <IconCheck size={16} stroke={2.6} />}
      </span>
      <div className={classes.body}>
        <h2 className={classes.title}>
          {title}
          <span className={classes.state}>{done ? t('start.done') : t('start.open')}</span>
        </h2>
        <p className={classes.text}>{text}</p>
        {children}
      </div>
    </li>
  );
}

function KeyStep({ done }: { done: boolean }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const [made, setMade] = useState<CreatedKey | null>(null);
  const create = useCreateKey();
  const make = (kind: KeyKind) => create.mutate({ name: t(`keys.kind.${kind}`), kind }, { onSuccess: setMade });
  return (
    <Step name="key" title={t('start.key')} text={t('start.keyText')} done={done}>
      {create.error && (
        <Alert color="ripe" role="alert" mb="sm">
          {errorWords(create.error)}
        </Alert>
      )}
      <Group gap="sm" mb={made ? 'md' : 0}>
        {(['browser', 'server'] as const).map((kind) => (
          <Button key={kind} variant={done ? 'default' : 'filled'} loading={create.isPending && create.variables.kind === kind} onClick={() => make(kind)} data-testid={`make-${kind}`}>
            {t(`start.make.${kind}`)}
          </Button>
        ))}
      </Group>
      {made && <NewKey made={made} />}
    </Step>
  );
}

function Elsewhere() {
  const { t } = useTranslation();
  return (
    <div className={classes.elsewhere}>
      <section>
        <h2 className={classes.title}>{t('start.file')}</h2>
        <p className={classes.text}>{t('start.fileText')}</p>
        <CopyText label={t('start.file')} text={IMPORT} />
      </section>
      <section>
        <h2 className={classes.title}>{t('start.sample')}</h2>
        <p className={classes.text}>{t('start.sampleText')}</p>
        <CopyText label={t('start.sample')} text="ripen demo --listen 127.0.0.1:7800" />
      </section>
    </div>
  );
}

/** The way from an empty installation to the first person; the steps tick themselves as data comes. */
export function FirstSteps({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { data: overview } = useQuery(overviewQuery(undefined));
  const { data: keys = [] } = useQuery(keysQuery);
  const chosen = useChosen();
  const arrived = (overview?.people ?? 0) > 0;
  const bad = (overview?.bad_events ?? 0) > 0;
  return (
    <section aria-label={t('start.title')} className={classes.steps} data-testid="first-steps">
      <ol className={classes.list}>
        <Step name="model" title={t('start.model')} text={t('start.modelText')} done={chosen}>
          <StartChoice chosen={chosen} />
        </Step>
        <KeyStep done={keys.some((key) => !key.revoked_at)} />
        <Step name="data" title={arrived ? t('start.arrived') : t('start.wait')} text={arrived ? t('start.arrivedText') : t('start.waitText')} done={arrived}>
          {!arrived && bad && (
            <Alert color="amber" mb="sm">
              {t('start.bad')} <Link to="/bad-events">{t('nav.badEvents')}</Link>
            </Alert>
          )}
          {arrived && (
            <Button onClick={onDone} data-testid="steps-done">
              {t('start.goOn')}
            </Button>
          )}
        </Step>
      </ol>
      {!arrived && <Elsewhere />}
    </section>
  );
}

import { Alert } from '@mantine/core';
import { IconBuildingSkyscraper, IconShoppingCart, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/useSays';
import { useModelKey } from '../../models/modelKey';
import { useStart } from '../../models/mutations';
import { startQuery } from '../../models/queries';
import { type Start, STARTS } from '../../models/types';
import { overviewQuery } from '../../people/queries';
import { AskStart } from './AskStart';
import classes from './Start.module.css';

const ICONS = { business: IconBuildingSkyscraper, consumer: IconUsers, shop: IconShoppingCart };

interface CardsProps {
  pressed: Start | null;
  disabled: boolean;
  onChoose: (start: Start) => void;
}

function Cards({ pressed, disabled, onChoose }: CardsProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.choice} role="group" aria-label={t('start.model')}>
      {STARTS.map((key) => {
        const Icon = ICONS[key];
        return (
          <button key={key} type="button" className={classes.start} aria-pressed={pressed === key} disabled={disabled} onClick={() => onChoose(key)} data-testid={`start-${key}`}>
            <span className={classes.startName}>
              <Icon size={19} stroke={1.8} aria-hidden />
              {t(`start.of.${key}`)}
            </span>
            <span className={classes.startMeans}>{t(`start.means.${key}`)}</span>
          </button>
        );
      })}
    </div>
  );
}

interface StartChoiceProps {
  /** False while nobody has chosen what is in force: then no card is marked. */
  chosen?: boolean;
  /** After one was put in force, or the one in force was chosen. */
  onChosen?: () => void;
  onTry?: (start: Start) => void;
}

/** The models that a business can start with; choosing one puts it in force, once that was asked where there are people. */
export function StartChoice({ chosen = true, onChosen, onTry }: StartChoiceProps) {
  const errorWords = useErrorWords();
  const model = useModelKey();
  const { data: inForce } = useQuery(startQuery(model));
  const { data: overview } = useQuery(overviewQuery(undefined));
  const [asked, setAsked] = useState<Start | null>(null);
  const start = useStart(model);
  const put = (key: Start) => start.mutate(key, { onSuccess: onChosen, onSettled: () => setAsked(null) });
  const choose = (key: Start) => {
    if (key === inForce && chosen) onChosen?.();
    // To choose what is in force changes no score, but everybody sees that it was chosen.
    else if (key === inForce || overview?.people === 0) put(key);
    else setAsked(key);
  };
  return (
    <>
      {start.error && (
        <Alert color="ripe" role="alert" mb="sm">
          {errorWords(start.error)}
        </Alert>
      )}
      {asked ? (
        <AskStart
          start={asked}
          people={overview?.people}
          busy={start.isPending}
          onConfirm={() => put(asked)}
          onTry={onTry && (() => onTry(asked))}
          onCancel={() => setAsked(null)}
        />
      ) : (
        <Cards pressed={chosen ? (inForce ?? null) : null} disabled={start.isPending} onChoose={choose} />
      )}
    </>
  );
}

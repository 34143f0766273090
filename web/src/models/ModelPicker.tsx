import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useWord } from '../i18n/useWord';
import { useModelKey } from './modelKey';
import { activeModels, modelsQuery } from './queries';

/** Chooses the model that the page is about; nothing where there is only one. */
export function ModelPicker({ onModel }: { onModel: (model: string | undefined) => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const model = useModelKey();
  const { data = [] } = useQuery(modelsQuery);
  const active = activeModels(data);
  const primary = active.find(({ is_primary }) => is_primary);
  if (!primary || (active.length < 2 && model === undefined)) return null;
  const options = active.map(({ key, name, is_primary }) => ({
    value: key,
    label: is_primary ? t('models.primary', { name: word('modelName', name) }) : word('modelName', name),
  }));
  // An address may name a model that is retired by now.
  const chosen = model ?? primary.key;
  if (!active.some(({ key }) => key === chosen)) options.push({ value: chosen, label: chosen });
  return (
    <NativeSelect
      aria-label={t('models.label')}
      value={chosen}
      onChange={({ currentTarget }) => onModel(currentTarget.value === primary.key ? undefined : currentTarget.value)}
      data={options}
      data-testid="model-picker"
    />
  );
}

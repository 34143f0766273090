import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Temperature } from '../../../api/types';
import { Panel } from '../../../shared/Panel';
import { moved, patched, removed, replaced } from '../doc/edit';
import { useEditor } from '../draft/editorContext';
import { NumberField } from '../fields/NumberField';
import { RuleMenu } from '../rules/RuleMenu';
import type { TemperatureBounds } from '../types';
import { AreaRow } from './AreaRow';
import { type Edge, EDGES } from './geometry';
import { type Drawn, Plane } from './Plane';
import classes from './Plane.module.css';
import { BASE_AREAS, temperatureAreas, withTemperatureEdge } from './temperature';
import { useBounds } from './useBounds';
import { usePeople } from './usePeople';

const TEMPERATURES: readonly Temperature[] = ['cold', 'warm', 'hot'];
const COLOR: Record<Temperature, string> = { cold: 'var(--rp-cold-soft)', warm: 'var(--rp-warm-soft)', hot: 'var(--rp-hot-soft)' };

/** Which edges of an area can be moved: the first covers the plane, warm and hot begin at a bound. */
function edgesOf(index: number): readonly Edge[] {
  if (index === 0) return [];
  return index < BASE_AREAS ? ['engagement_from'] : EDGES;
}

/** Cold, warm and hot on the plane, with exceptions drawn over them. */
export function TemperaturePlane() {
  const { t } = useTranslation();
  const { doc, edit, effect } = useEditor();
  const people = usePeople();
  const [selected, setSelected] = useState(2);
  const areas = temperatureAreas(doc.temperature).map(
    (area, index): Drawn => Object.assign(area, { id: String(index), name: t(`temperature.${area.temperature}`), color: COLOR[area.temperature] }),
  );
  const bounds = useBounds(temperatureAreas(doc.temperature), people);
  const change = (next: (bounds: TemperatureBounds) => TemperatureBounds, key?: string) =>
    edit((doc) => ({ ...doc, temperature: next(doc.temperature) }), key);
  const setEdge = (index: number, edge: Edge, value: number | undefined) => {
    setSelected(index);
    change((bounds) => withTemperatureEdge(bounds, index, edge, value), `temperature.${index}.${edge}`);
  };
  const regions = doc.temperature.region ?? [];
  const setRegions = (next: typeof regions) => change((bounds) => patched(bounds, { region: next.length > 0 ? next : undefined }));

  return (
    <Panel title={t('model.temperature.title')} aside={t('model.temperature.lead')}>
      <Plane areas={areas} bounds={bounds} people={people} selected={selected} onSelect={setSelected} onEdge={setEdge} label={t('model.temperature.plane')} />
      <ol className={classes.rows}>
        {areas.map((area, index) => {
          const nth = index - BASE_AREAS;
          const region = regions[nth];
          return (
            <AreaRow
              key={area.id}
              area={area}
              edges={edgesOf(index)}
              optional={index >= BASE_AREAS}
              selected={selected === index}
              onSelect={() => setSelected(index)}
              onEdge={(edge, value) => setEdge(index, edge, value)}
              flow={index < BASE_AREAS ? effect?.temperature.find(({ key }) => key === TEMPERATURES[index]) : undefined}
              menu={
                region && (
                  <RuleMenu
                    name={area.name}
                    onUp={nth > 0 ? () => setRegions(moved(regions, nth, nth - 1)) : undefined}
                    onDown={nth < regions.length - 1 ? () => setRegions(moved(regions, nth, nth + 1)) : undefined}
                    onDelete={() => setRegions(removed(regions, nth))}
                  />
                )
              }
            >
              {region ? (
                <NativeSelect
                  size="xs"
                  aria-label={t('model.temperature.of')}
                  data={TEMPERATURES.map((value) => ({ value, label: t(`temperature.${value}`) }))}
                  value={region.temperature}
                  onChange={({ currentTarget }) =>
                    setRegions(replaced(regions, nth, { ...region, temperature: currentTarget.value as Temperature }))
                  }
                />
              ) : (
                area.name
              )}
            </AreaRow>
          );
        })}
      </ol>
      <NumberField
        className={classes.nurture}
        labelled
        optional
        label={t('model.temperature.nurture')}
        placeholder={String(2 * doc.temperature.hot_from)}
        value={doc.temperature.nurture_hot_from}
        onChange={(nurture_hot_from) => change((bounds) => patched(bounds, { nurture_hot_from }), 'temperature.nurture')}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          setRegions([...regions, { temperature: 'cold', fit_below: 0 }]);
          setSelected(areas.length);
        }}
      >
        {t('model.temperature.add')}
      </Button>
    </Panel>
  );
}

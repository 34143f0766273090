import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../../i18n/useWord';
import { Panel } from '../../../shared/Panel';
import { keyFrom, moved, removed, replaced, uniqueName } from '../doc/edit';
import { useEditor } from '../draft/editorContext';
import { RuleMenu } from '../rules/RuleMenu';
import type { IndexArea } from '../types';
import { AreaRow } from './AreaRow';
import { type Edge, EDGES, withEdge } from './geometry';
import { type Drawn, Plane } from './Plane';
import classes from './Plane.module.css';
import { useBounds } from './useBounds';
import { usePeople } from './usePeople';

/** Later areas look riper. */
function colorOf(index: number, count: number): string {
  const strength = count < 2 ? 0 : Math.round((index / (count - 1)) * 34);
  return `color-mix(in srgb, var(--mantine-color-leaf-6) ${strength}%, var(--rp-sunken))`;
}

/** The named areas of the score index on the plane. */
export function IndexPlane() {
  const { t } = useTranslation();
  const { doc, edit, effect } = useEditor();
  const word = useWord();
  const people = usePeople();
  const areas = doc.index;
  const [selected, setSelected] = useState(areas.length - 1);
  const bounds = useBounds(doc.index, people);
  const drawn = areas.map(({ key, ...area }, index): Drawn => ({ ...area, name: word('modelName', area.name), id: `${index} ${key}`, color: colorOf(index, areas.length) }));
  const change = (next: (areas: IndexArea[]) => IndexArea[], key?: string) => edit((doc) => ({ ...doc, index: next(doc.index) }), key);
  const setEdge = (index: number, edge: Edge, value: number | undefined) => {
    setSelected(index);
    change((all) => all.map((area, place) => (place === index ? withEdge(area, edge, value) : area)), `index.${index}.${edge}`);
  };
  const add = () => {
    const name = uniqueName(t('model.index.new'), areas.map((area) => area.name));
    const key = keyFrom(name, areas.map((area) => area.key));
    change((all) => [...all, { key, name, fit_from: 20, engagement_from: 50 }]);
    setSelected(areas.length);
  };

  return (
    <Panel title={t('model.index.title')} aside={t('model.index.lead')}>
      <Plane areas={drawn} bounds={bounds} people={people} selected={selected} onSelect={setSelected} onEdge={setEdge} label={t('model.index.plane')} />
      <ol className={classes.rows}>
        {areas.map((area, index) => (
          <AreaRow
            // oxlint-disable-next-line react/no-array-index-key -- names and keys are being typed in
            key={index}
            area={drawn[index] as Drawn}
            edges={index === 0 ? [] : EDGES}
            optional
            selected={selected === index}
            onSelect={() => setSelected(index)}
            onEdge={(edge, value) => setEdge(index, edge, value)}
            flow={effect?.index.find(({ key }) => key === area.key)}
            menu={
              <RuleMenu
                name={area.name}
                onUp={index > 1 ? () => change((all) => moved(all, index, index - 1)) : undefined}
                onDown={index > 0 && index < areas.length - 1 ? () => change((all) => moved(all, index, index + 1)) : undefined}
                onDelete={index > 0 ? () => change((all) => removed(all, index)) : undefined}
              />
            }
          >
            <TextInput
              size="xs"
              aria-label={t('model.index.name')}
              value={area.name}
              onChange={({ currentTarget }) => {
                const { value } = currentTarget;
                change((all) => replaced(all, index, { ...area, name: value }), `index.${index}.name`);
              }}
            />
          </AreaRow>
        ))}
      </ol>
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t('model.index.add')}
      </Button>
    </Panel>
  );
}

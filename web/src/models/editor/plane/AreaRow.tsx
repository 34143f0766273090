import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { NumberField } from '../fields/NumberField';
import type { Flow } from '../types';
import { type Edge, EDGES } from './geometry';
import type { Drawn } from './Plane';
import classes from './Plane.module.css';

interface AreaRowProps {
  area: Drawn;
  /** Edges that can be given in numbers. */
  edges: readonly Edge[];
  selected: boolean;
  onSelect: () => void;
  onEdge: (edge: Edge, value: number | undefined) => void;
  /** True where an edge can be left open. */
  optional: boolean;
  flow?: Flow;
  /** The fields of the name, or the name. */
  children: ReactNode;
  menu?: ReactNode;
}

/** One area in numbers: its edges, and how many people lie in it. */
export function AreaRow({ area, edges, selected, onSelect, onEdge, optional, flow, children, menu }: AreaRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={classes.row} data-selected={selected} data-testid="area-row">
      <button
        type="button"
        className={classes.swatch}
        style={{ background: area.color }}
        aria-pressed={selected}
        aria-label={t('model.edge.choose', { name: area.name })}
        onClick={onSelect}
      />
      <div className={classes.rowName}>{children}</div>
      <div className={classes.edges}>
        {EDGES.filter((edge) => edges.includes(edge)).map((edge) => (
          <NumberField
            key={edge}
            labelled
            label={t(`model.edge.${edge}`)}
            optional={optional}
            placeholder={t('model.edge.open')}
            value={area[edge]}
            onChange={(value) => onEdge(edge, value)}
          />
        ))}
        {edges.length === 0 && <span className={classes.whole}>{t('model.edge.whole')}</span>}
      </div>
      <span className={classes.flow}>
        {flow && (flow.before === flow.after ? format.compact(flow.after) : `${format.compact(flow.before)} → ${format.compact(flow.after)}`)}
      </span>
      <span className={classes.rowMenu}>{menu}</span>
    </li>
  );
}

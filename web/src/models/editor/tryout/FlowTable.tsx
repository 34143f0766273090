import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { Flow } from '../types';
import { FlowWords } from './FlowWords';
import classes from './TryOut.module.css';

interface FlowTableProps {
  title: string;
  flows: readonly Flow[];
  nameOf: (flow: Flow) => string;
}

/** How many people are in each class now, how many would be, and who comes and goes. */
export function FlowTable({ title, flows, nameOf }: FlowTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={classes.flows}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('model.try.now')}</th>
          <th scope="col">{t('model.try.would')}</th>
          <th scope="col">{t('model.try.change')}</th>
        </tr>
      </thead>
      <tbody>
        {flows.map((flow) => (
          <tr key={flow.key} data-testid={`flow-${flow.key}`}>
            <th scope="row">{nameOf(flow)}</th>
            <td>{format.compact(flow.before)}</td>
            <td className={classes.after}>{format.compact(flow.after)}</td>
            <td>
              <FlowWords flow={flow} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

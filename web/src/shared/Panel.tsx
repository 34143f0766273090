import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  testId?: string;
}

/** A titled section on a card. */
export function Panel({ title, aside, children, testId }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id} data-testid={testId}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside != null && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

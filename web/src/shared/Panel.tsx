import { type ReactNode, useId } from 'react';
import { NowTag } from './NowTag';
import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  testId?: string;
  /** That it shows what is so now, also where the page is about a day of the past. */
  now?: boolean;
}

/** A titled section on a card. */
export function Panel({ title, aside, children, testId, now }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id} data-testid={testId}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
          {now && <NowTag />}
        </h2>
        {aside != null && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

import { type ReactNode, useEffect } from 'react';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  lead?: string;
  aside?: ReactNode;
}

/** The heading of a page; also names the browser tab. */
export function PageHeader({ title, lead, aside }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Ripen`;
  }, [title]);
  return (
    <header className={classes.header}>
      <div>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {aside}
    </header>
  );
}

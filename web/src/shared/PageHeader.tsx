import { type ReactNode, useEffect } from 'react';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  lead?: string;
  aside?: ReactNode;
  /** Whether what is below is worth more room than the heading: the lead stands beside the title, on phones not at all. */
  tight?: boolean;
}

/** The heading of a page; also names the browser tab. */
export function PageHeader({ title, lead, aside, tight }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Ripen`;
  }, [title]);
  return (
    <header className={classes.header} data-tight={tight}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {aside}
    </header>
  );
}

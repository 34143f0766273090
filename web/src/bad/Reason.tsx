import { createElement, Fragment } from 'react';
import classes from './Bad.module.css';

/** The reason of a bad event, with what stands between backticks set as code. */
export function Reason({ text }: { text: string }) {
  const parts = text.split('`').map((part, place) => (place % 2 === 1 ? <code>{part}</code> : part));
  return <div className={classes.reason}>{createElement(Fragment, null, ...parts)}</div>;
}

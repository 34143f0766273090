import classes from './Coded.module.css';

/** Code between backticks, or text up to the next backtick; a lonely backtick is text. */
const PARTS = /`([^`]+)`|[^`]+|`/g;

/** The server writes messages to be put after a colon; on their own they begin as a sentence does. */
function begin(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A message of the server, with what stands between backticks set as code. */
export function Coded({ text }: { text: string }) {
  return (
    <span className={classes.coded}>
      {[...text.matchAll(PARTS)].map(({ 0: part, 1: code, index }) =>
        code === undefined ? <span key={index}>{index === 0 ? begin(part) : part}</span> : <code key={index}>{code}</code>,
      )}
    </span>
  );
}

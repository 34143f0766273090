import { useFormat } from '../i18n/format';

/** An instant as time passed, with the full date on hover. */
export function Ago({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.moment(at)}>
      {format.ago(at)}
    </time>
  );
}

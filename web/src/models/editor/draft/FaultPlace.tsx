import { useWord } from '../../../i18n/useWord';
import { readPath } from '../publish/path';

/** Where a fault is, in words: the part of the model, its name and the field. */
export function FaultPlace({ place }: { place: string }) {
  const word = useWord();
  const { what, name, field } = readPath(place);
  return (
    <>
      {word('model.path', what)}
      {name && ` “${name}”`}
      {field && ` · ${word('model.field', field)}`}
    </>
  );
}

import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePersonName } from '../../shared/usePersonName';
import { personQuery } from '../queries';

/** A way to another person, by their name as soon as it is known here. */
export function Other({ id, name }: { id: string; name?: string | null }) {
  const nameOf = usePersonName();
  const known = useQuery({ ...personQuery(id), enabled: !name });
  return (
    <Anchor component={Link} to={`/people/${id}`} inherit underline="always">
      {nameOf({ id, name: name ?? known.data?.name, email: known.data?.email })}
    </Anchor>
  );
}

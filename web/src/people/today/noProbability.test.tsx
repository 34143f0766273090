import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import { overviewQuery, personQuery } from '../queries';
import { NoProbability } from './NoProbability';

function drawn(days: number | null, missing: object | null): Promise<string> {
  const client = new QueryClient();
  client.setQueryData(overviewQuery(undefined).queryKey, { probability_days: days } as never);
  client.setQueryData(personQuery('7').queryKey, { probability_missing_part: missing } as never);
  return rendered(
    <QueryClientProvider client={client}>
      <NoProbability first="7" />
    </QueryClientProvider>,
    'en',
  );
}

it('says why nobody is in order of probability, as the server tells it', async () => {
  const told = await drawn(null, { message: '', code: 'probability_learning' });
  expect(told).toContain('Nobody has a probability yet');
  expect(told).toContain('It is being learned from who became a customer; the first time');
  expect(await drawn(null, null)).toContain('It is learned from who became a customer');
});

it('says nothing where probabilities are told', async () => {
  expect(await drawn(30, null)).not.toContain('no-probability');
});

/** What is asked about the write keys. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

/** All write keys, newest first, revoked ones among them. */
export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/keys', { signal }))).items,
});

import createClient from 'openapi-fetch';
import { ApiError, toApiError } from './problem';
import type { paths } from './schema';

/** The typed client. The header marks requests made by this application (CSRF guard). */
export const api = createClient<paths>({
  credentials: 'same-origin',
  headers: { 'X-Ripen-Request': '1' },
});

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Awaits a call and returns its body, or throws an {@link ApiError}. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'No answer from the server');
  }
  if (!outcome.response.ok) throw toApiError(outcome.response, outcome.error);
  return outcome.data as T;
}

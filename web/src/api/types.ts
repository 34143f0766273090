import type { paths } from './schema';

/** The JSON body of a successful answer of one route. */
export type Answer<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** A person on a list. */
type Person = Answer<'/api/v1/people', 'get'>['items'][number];

export type Session = Answer<'/api/v1/session', 'get'>;
export type User = Session['user'];
export type Temperature = Person['temperature'];
export type Kind = Person['kind'];

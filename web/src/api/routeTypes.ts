import type { components } from './schema';

interface Params {
  query?: unknown;
  path?: unknown;
}

interface Json<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

interface Refused {
  headers: Record<string, unknown>;
  content: { 'application/problem+json': components['schemas']['Problem'] };
}

/** A route that is read: its parameters and its answer, as the generated types describe them. */
export interface Read<P extends Params, Answer> {
  parameters: { query?: P['query']; path?: P['path']; header?: never; cookie?: never };
  requestBody?: never;
  responses: { 200: Json<Answer>; default: Refused };
}

/** A route that takes a body. An answer of 202 is one of the forms of `Answer`. */
export interface Write<Body, Answer> {
  parameters: { query?: never; path?: never; header?: never; cookie?: never };
  requestBody: { content: { 'application/json': Body } };
  responses: { 200: Json<Answer>; default: Refused };
}

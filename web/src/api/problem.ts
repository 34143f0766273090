import type { Message } from './message';

/** One field of a request the server could not accept. */
export interface FieldProblem extends Message {
  field: string;
  /** Where in the field the problem starts and how long it is, when the server can tell. */
  offset?: number | null;
  length?: number | null;
}

/** A failed answer: an RFC 9457 problem, or no answer at all (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly fields: FieldProblem[];
  /** Seconds to wait before trying again, when the server says so. */
  readonly retryAfter: number | null;
  /** Which sentence the message is, and what is filled in. */
  readonly code: string | null;
  readonly params: Record<string, string>;
  /** Whether it was no answer of Ripen's: something on the way to it gave it, and its words are of no language here. */
  readonly isForeign: boolean;

  constructor(
    status: number,
    message: string,
    fields: FieldProblem[] = [],
    retryAfter: number | null = null,
    said: Omit<Message, 'message'> = {},
    isForeign = false,
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.fields = fields;
    this.retryAfter = retryAfter;
    this.code = said.code ?? null;
    this.params = said.params ?? {};
    this.isForeign = isForeign;
  }
}

/** Reads a problem document; anything else is not from Ripen. */
export function toApiError(response: Response, body: unknown): ApiError {
  const wait = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  if (typeof body === 'object' && body !== null) {
    const problem = body as Omit<Message, 'message'> & { title?: string; detail?: string | null; errors?: FieldProblem[] };
    const message = problem.detail ?? problem.title;
    if (message) return new ApiError(response.status, message, problem.errors ?? [], retryAfter, problem);
  }
  return new ApiError(response.status, response.statusText, [], retryAfter, {}, true);
}

/** The problem the server has with the filter text, if that is what failed. */
export function filterProblem(error: unknown): FieldProblem | null {
  if (!(error instanceof ApiError) || error.status !== 400) return null;
  return error.fields.find((field) => field.field === 'filter') ?? null;
}

/** True when asking again cannot help: the server understood and refused. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

/**
 * The HTTP interface of the server, in the shape `npm run api` generates from
 * its OpenAPI document.
 */
export interface paths {
  '/api/v1/session': {
    get: operations['session_get'];
    post: operations['session_create'];
    delete: operations['session_delete'];
  };
  '/api/v1/people': { get: operations['people_list'] };
  '/api/v1/people/{id}': { get: operations['person_get'] };
  '/api/v1/people/{id}/timeline': { get: operations['person_timeline'] };
  '/api/v1/people/{id}/explanation': { get: operations['person_explanation'] };
  '/api/v1/people/{id}/history': { get: operations['person_history'] };
  '/api/v1/merges/{id}/undo': { post: operations['merge_undo'] };
  '/api/v1/map': { get: operations['map_get'] };
  '/api/v1/bad-events': { get: operations['bad_events_list'] };
  '/api/v1/bad-events/{id}': { get: operations['bad_event_get'] };
  '/api/v1/bad-events/replay': { post: operations['bad_events_replay'] };
  '/api/v1/overview': { get: operations['overview_get'] };
}

type Json<T> = { headers: { [name: string]: unknown }; content: { 'application/json': T } };
type Failure = {
  headers: { [name: string]: unknown };
  content: { 'application/problem+json': components['schemas']['Problem'] };
};
type NoContent = { headers: { [name: string]: unknown }; content?: never };
type Id = { query?: never; header?: never; path: { id: string }; cookie?: never };
type None = { query?: never; header?: never; path?: never; cookie?: never };
type Page = { query?: { cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never };
type S = components['schemas'];

export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string | null;
      errors?: { field: string; message: string; offset?: number | null; length?: number | null }[];
    };
    User: { id: string; email: string; name: string; role: string };
    Named: { key: string; name: string };
    Reason: {
      rule: string;
      dimension: 'engagement' | 'fit';
      points: number;
      count: number;
      last_at?: string | null;
    };
    PersonSummary: {
      id: string;
      name?: string | null;
      email?: string | null;
      company?: string | null;
      title?: string | null;
      country?: string | null;
      kind: 'interest' | 'lead' | 'customer';
      stage: S['Named'];
      fit: number;
      engagement: number;
      temperature: 'cold' | 'warm' | 'hot';
      index: S['Named'];
      velocity: number;
      last_touch?: string | null;
      created_at: string;
      disqualified?: string | null;
      reasons: S['Reason'][];
    };
    PeoplePage: {
      items: S['PersonSummary'][];
      next_cursor?: string | null;
      total: { value: number; exact: boolean };
      as_of: string;
    };
    ProfileField: { field: string; value: string; at: string };
    Identifier: {
      id: string;
      kind: 'anonymous_id' | 'user_id' | 'email' | 'phone';
      value: string;
      linked_at: string;
      evidence: string;
    };
    LeadCard: { id: string; opened_at: string; closed_at?: string | null; status: string; source?: string | null };
    CustomerCard: { id: string; opened_at: string; lead_id?: string | null; reason: string };
    Merge: { id: string; at: string; other_person_id: string; evidence: string; undone_at?: string | null };
    SuggestedMerge: { person_id: string; name?: string | null; evidence: string; at: string };
    PersonDetail: S['PersonSummary'] & {
      profile: S['ProfileField'][];
      identifiers: S['Identifier'][];
      lead?: S['LeadCard'] | null;
      customer?: S['CustomerCard'] | null;
      interactions: number;
      merges: S['Merge'][];
      suggested_merges: S['SuggestedMerge'][];
      merged_into?: string | null;
    };
    Touch: {
      source?: string | null;
      medium?: string | null;
      campaign?: string | null;
      content?: string | null;
      term?: string | null;
      referrer?: string | null;
    };
    TimelineItem: {
      seq: number;
      message_id: string;
      at: string;
      received_at: string;
      kind: string;
      channel: 'web' | 'email' | 'form' | 'call' | 'chat' | 'shop' | 'event' | 'other';
      verdict: 'human' | 'machine' | 'unknown';
      verdict_reasons: string[];
      label?: string | null;
      path?: string | null;
      amount?: number | null;
      currency?: string | null;
      touch?: S['Touch'] | null;
      points: { rule: string; points: number; now: number }[];
      properties: { [key: string]: unknown };
    };
    TimelinePage: { items: S['TimelineItem'][]; next_cursor?: string | null };
    Contribution: {
      seq: number;
      at: string;
      kind: string;
      label?: string | null;
      points: number;
      now: number;
      capped: boolean;
    };
    EngagementRule: {
      rule: string;
      decay: 'fast' | 'normal' | 'slow';
      given: number;
      now: number;
      count: number;
      capped: number;
      contributions: S['Contribution'][];
    };
    FitRule: { rule: string; condition: string; points: number; disqualify?: string | null };
    Transition: { from?: S['Named'] | null; to: S['Named']; at: string; gate: string };
    Explanation: {
      at: string;
      model: { id: string; name: string; version: number };
      engagement: { value: number; rules: S['EngagementRule'][] };
      fit: { value: number; rules: S['FitRule'][] };
      lifecycle: { stage: S['Named']; entered_at?: string | null; transitions: S['Transition'][] };
      temperature: { value: 'cold' | 'warm' | 'hot'; why: string };
      index: S['Named'];
      velocity: number;
    };
    History: { points: { at: string; engagement: number; fit: number }[] };
    MapArea: {
      key: string;
      name: string;
      fit_from: number;
      engagement_from: number;
      fit_to?: number | null;
      engagement_to?: number | null;
    };
    MapStage: {
      key: string;
      name: string;
      count: number;
      sampled: boolean;
      points: (string | number)[][];
    };
    LifecycleMap: { as_of: string; stages: S['MapStage'][]; areas: S['MapArea'][]; engagement_scale: number };
    BadEvent: {
      id: string;
      received_at: string;
      source: string;
      reason: string;
      message_id?: string | null;
      size: number;
      preview: string;
    };
    BadEventPage: { items: S['BadEvent'][]; next_cursor?: string | null; total: number };
    BadEventDetail: S['BadEvent'] & { raw: string };
    ReplayReport: { replayed: number; fixed: number; still_bad: number };
    Overview: {
      people: number;
      interests: number;
      leads: number;
      customers: number;
      hot: number;
      warm: number;
      interactions: number;
      interactions_last_hour: number;
      bad_events: number;
      projection_lag_ms: number;
      projection_behind: number;
      model: { id: string; name: string; version: number };
    };
  };
}

export interface operations {
  session_get: { parameters: None; requestBody?: never; responses: { 200: Json<{ user: S['User'] }>; 401: Failure } };
  session_create: {
    parameters: None;
    requestBody: { content: { 'application/json': { email: string; password: string } } };
    responses: { 200: Json<{ user: S['User'] }>; 401: Failure; 429: Failure };
  };
  session_delete: { parameters: None; requestBody?: never; responses: { 204: NoContent; 401: Failure } };
  people_list: {
    parameters: {
      query?: { filter?: string; sort?: string; cursor?: string; limit?: number };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: { 200: Json<S['PeoplePage']>; 400: Failure };
  };
  person_get: { parameters: Id; requestBody?: never; responses: { 200: Json<S['PersonDetail']>; 404: Failure } };
  person_timeline: {
    parameters: { query?: { cursor?: string; limit?: number }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 200: Json<S['TimelinePage']>; 404: Failure };
  };
  person_explanation: {
    parameters: { query?: { at?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 200: Json<S['Explanation']>; 404: Failure };
  };
  person_history: {
    parameters: { query?: { days?: number }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 200: Json<S['History']>; 404: Failure };
  };
  merge_undo: {
    parameters: Id;
    requestBody?: never;
    responses: { 200: Json<{ person_ids: string[] }>; 404: Failure };
  };
  map_get: {
    parameters: { query?: { filter?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: { 200: Json<S['LifecycleMap']>; 400: Failure };
  };
  bad_events_list: {
    parameters: Page;
    requestBody?: never;
    responses: { 200: Json<S['BadEventPage']>; 401: Failure };
  };
  bad_event_get: { parameters: Id; requestBody?: never; responses: { 200: Json<S['BadEventDetail']>; 404: Failure } };
  bad_events_replay: {
    parameters: None;
    requestBody: { content: { 'application/json': { ids?: string[] } } };
    responses: { 200: Json<S['ReplayReport']>; 401: Failure };
  };
  overview_get: { parameters: None; requestBody?: never; responses: { 200: Json<S['Overview']>; 401: Failure } };
}

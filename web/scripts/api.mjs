// Writes the types of the API from the server's document.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const DOCUMENT = new URL('../../docs/openapi.json', import.meta.url);
const TYPES = new URL('../src/api/schema.d.ts', import.meta.url);

const document = JSON.parse(await readFile(DOCUMENT, 'utf8'));
for (const path of Object.values(document.paths)) {
  // The client calls by path: without names, each operation is written where it is used.
  for (const operation of Object.values(path)) delete operation.operationId;
}

await writeFile(TYPES, COMMENT_HEADER + astToString(await openapiTS(document)));

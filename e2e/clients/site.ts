import { readFileSync } from "node:fs";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Something that listens on a loopback port of its own. */
export interface Listening {
  url: string;
  stop(): Promise<void>;
}

/** A shop's web site: two pages that load a client as its package has it. */
export function site(clientFile: string): Promise<Listening> {
  const client = readFileSync(clientFile);
  return listen((asked, answer) => {
    const script = asked.url === "/client.js";
    answer.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    answer.end(script ? client : `<!doctype html><title>Shop</title><h1>${asked.url}</h1><script src="/client.js"></script>`);
  });
}

/** A server's address that fails at first: what it answers instead is asked for each request. */
export function failing(target: string, instead: (request: IncomingMessage) => Failure | undefined): Promise<Listening> {
  return listen((asked, answer) => {
    const failure = instead(asked);
    if (failure) {
      asked.resume();
      answer.writeHead(failure.status, { "access-control-allow-origin": "*", ...failure.headers });
      answer.end();
      return;
    }
    const options = { method: asked.method ?? "GET", headers: asked.headers };
    const onwards = request(new URL(asked.url ?? "/", target), options, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    onwards.on("error", () => answer.destroy());
    asked.pipe(onwards);
  });
}

/** What is answered in the server's place. */
export interface Failure {
  status: number;
  headers?: Record<string, string>;
}

async function listen(answer: (asked: IncomingMessage, answer: ServerResponse) => void): Promise<Listening> {
  const server: Server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

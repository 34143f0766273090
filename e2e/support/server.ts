import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BIN = resolve(process.env.RIPEN_BIN ?? "../target/debug/ripen");
const START_LIMIT_MS = 150_000;
const STOP_LIMIT_MS = 60_000;

export const ADMIN = { email: "ada@example.com", password: "correct horse battery staple" };

/** A running server with a fresh data directory and one write key. */
export interface Ripen {
  url: string;
  dataDir: string;
  writeKey: string;
  /** Runs a command of the server's binary on the data directory. */
  command(args: string[], input?: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port and waits until it answers. */
export async function startRipen(): Promise<Ripen> {
  const dataDir = await mkdtemp(join(tmpdir(), "ripen-e2e-"));
  const command = (args: string[], input = "") => run([...args, "--data-dir", dataDir], input);
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server) {
      await end(server);
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await command(["admin", "create", "--email", ADMIN.email, "--password-stdin"], `${ADMIN.password}\n`);
    const writeKey = lastWord(await command(["keys", "create", "--name", "e2e"]));
    const listen = `127.0.0.1:${await freePort()}`;
    server = spawn(BIN, ["serve", "--data-dir", dataDir, "--listen", listen], { stdio: "pipe" });
    return { url: await address(server), dataDir, writeKey, command, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function lastWord(text: string): string {
  const word = text.trim().split(/\s+/).pop();
  if (!word) {
    throw new Error("the command printed nothing");
  }
  return word;
}

async function run(args: string[], input: string): Promise<string> {
  const child = spawn(BIN, args, { stdio: "pipe" });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  // A command may end without reading its input.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`ripen ${args.join(" ")} ended with ${code}:\n${err}`);
  }
  return out;
}

/** Reads the address from the line the server prints when it is ready. */
async function address(server: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((found, failed) => {
    const fail = (why: string) => failed(new Error(`${why}:\n${output}`));
    const limit = setTimeout(() => fail("the server did not get ready"), START_LIMIT_MS);
    const read = (chunk: Buffer) => {
      // Kept short: the server goes on logging for as long as it runs.
      output = (output + chunk.toString()).slice(-20_000);
      const line = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output);
      if (line?.[1]) {
        clearTimeout(limit);
        found(line[1]);
      }
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.on("error", (error) => fail(error.message));
    server.on("exit", (code) => {
      clearTimeout(limit);
      fail(`the server ended with ${code}`);
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    return;
  }
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const limit = setTimeout(() => server.kill("SIGKILL"), STOP_LIMIT_MS);
  await ended;
  clearTimeout(limit);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

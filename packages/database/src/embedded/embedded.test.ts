import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRunningEmbedded, startEmbeddedPostgres } from "./index.ts";
import { layoutOf } from "./layout.ts";
import { isAlive } from "./postmaster.ts";
import { postmasterPid, queryOne, type Scratch, scratch, startChild } from "./test-support.ts";

let folder: Scratch;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => folder.clean());

describe("startEmbeddedPostgres", () => {
  it("prepares the database once and keeps its data, password and port", async () => {
    const lines: string[] = [];
    const first = await startEmbeddedPostgres({ dataDir: folder.dataDir, log: (line) => lines.push(line) });
    await queryOne(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
    await first.stop();
    expect(lines).toEqual(["Preparing the database for the first time…"]);

    const second = await startEmbeddedPostgres({ dataDir: folder.dataDir, log: (line) => lines.push(line) });
    expect(second.url).toBe(first.url);
    expect(await queryOne(second.url, "SELECT n FROM kept")).toBe(7);
    await second.stop();
    expect(lines).toHaveLength(1);
  });

  it("is durable, UTF-8, sorted by code point, and closed to everyone without the password", async () => {
    const database = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    const settings = await queryOne(
      database.url,
      `SELECT json_object_agg(name, setting) FROM pg_settings WHERE name IN
       ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding', 'unix_socket_directories', 'TimeZone')`,
    );
    expect(settings).toEqual({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      listen_addresses: "127.0.0.1",
      server_encoding: "UTF8",
      unix_socket_directories: ".",
      TimeZone: "UTC",
    });
    expect(
      await queryOne(
        database.url,
        "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b','a','É','B']) x",
      ),
    ).toBe("BabÉ");
    expect(await queryOne(database.url, "SELECT lower('GLASHÜTTE')")).toBe("glashütte");
    const wrong = new URL(database.url);
    wrong.password = "guess";
    await expect(queryOne(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    expect(statSync(layoutOf(folder.dataDir).password).mode & 0o777).toBe(0o600);
    await database.stop();
  });

  it("is reached over TCP when its folder's path is too long for a socket", async () => {
    const near = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    expect(new URL(near.url).searchParams.get("host")).toBe(layoutOf(folder.dataDir).cluster);
    await near.stop();
    const far = await startEmbeddedPostgres({ dataDir: join(folder.dataDir, "x".repeat(100)) });
    expect(new URL(far.url).searchParams.get("host")).toBeNull();
    expect(await queryOne(far.url, "SELECT 1")).toBe(1);
    await far.stop();
  });

  it("lets the caller's settings win, but not open the database to the network", async () => {
    const settings = { work_mem: "3MB", listen_addresses: "*" };
    const database = await startEmbeddedPostgres({ dataDir: folder.dataDir, settings });
    expect(await queryOne(database.url, "SHOW work_mem")).toBe("3MB");
    expect(await queryOne(database.url, "SHOW listen_addresses")).toBe("127.0.0.1");
    await database.stop();
  });

  it("begins anew when the first start was killed half-way", async () => {
    const { root, cluster } = layoutOf(folder.dataDir);
    const child = startChild(folder.dataDir);
    await expect
      .poll(() => existsSync(root) && readdirSync(root).some((name) => name.startsWith("cluster")), {
        timeout: 20_000,
        interval: 5,
      })
      .toBe(true);
    await child.kill("SIGKILL");
    expect(existsSync(cluster)).toBe(false);

    const database = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    expect(await queryOne(database.url, "SELECT 1")).toBe(1);
    expect(readdirSync(root).filter((name) => name.startsWith("cluster"))).toEqual(["cluster"]);
    await database.stop();
  });

  it("takes another port when the remembered one is taken, and refuses a taken port it was told to use", async () => {
    const first = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    await first.stop();
    const squatter = createServer().listen(first.port, "127.0.0.1");
    const second = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    expect(second.port).not.toBe(first.port);
    await second.stop();
    await expect(startEmbeddedPostgres({ dataDir: folder.dataDir, port: first.port })).rejects.toThrow(
      `port ${first.port} is taken`,
    );
    squatter.close();
    const third = await startEmbeddedPostgres({ dataDir: folder.dataDir, port: first.port });
    expect(third.port).toBe(first.port);
    await third.stop();
  });

  it("says what PostgreSQL said when it does not start, and gives the folder free again", async () => {
    const broken = { dataDir: folder.dataDir, settings: { shared_buffers: "nonsense" } };
    await expect(startEmbeddedPostgres(broken)).rejects.toThrow(
      /did not start[\s\S]*invalid value for parameter "shared_buffers"/,
    );
    const database = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    await database.stop();
  });

  it("names the data folder that cannot be made", async () => {
    await expect(startEmbeddedPostgres({ dataDir: "/dev/null/data" })).rejects.toThrow(
      "Cannot make the data folder /dev/null/data/postgres. Set WTH_DATA_DIR",
    );
  });

  it("names the missing password file", async () => {
    const { cluster } = layoutOf(folder.dataDir);
    mkdirSync(cluster, { recursive: true });
    await expect(startEmbeddedPostgres({ dataDir: folder.dataDir })).rejects.toThrow(
      /password file .* is missing/,
    );
  });
});

describe("one folder, one server", () => {
  it("refuses a second server in another process and in this one, naming the first", async () => {
    const child = startChild(folder.dataDir);
    const { url } = await child.started;
    await expect(startEmbeddedPostgres({ dataDir: folder.dataDir })).rejects.toThrow(
      `in use by another server (process ${child.process.pid})`,
    );
    expect(await queryOne(url, "SELECT 1")).toBe(1);
    await child.kill("SIGTERM");

    const own = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    await expect(startEmbeddedPostgres({ dataDir: folder.dataDir })).rejects.toThrow(
      "in use by another server",
    );
    await own.stop();
  });

  it("lets exactly one of several simultaneous first starts win", async () => {
    const children = [1, 2, 3].map(() => startChild(folder.dataDir));
    const results = await Promise.all(children.map((child) => child.started));
    expect(results.filter((result) => result.url !== undefined)).toHaveLength(1);
    expect(results.filter((result) => result.error?.includes("in use by another server"))).toHaveLength(2);
    await Promise.all(
      children.filter((child) => child.process.exitCode === null).map((child) => child.kill("SIGTERM")),
    );
  });
});

describe("after a kill -9", () => {
  it("of the program: replaces the database process it left behind, losing nothing", async () => {
    const child = startChild(folder.dataDir);
    await queryOne((await child.started).url, "CREATE TABLE kept AS SELECT 7 AS n");
    const orphan = postmasterPid(folder.dataDir);
    await child.kill("SIGKILL");
    expect(isAlive(orphan)).toBe(true);

    const lines: string[] = [];
    const database = await startEmbeddedPostgres({
      dataDir: folder.dataDir,
      log: (line) => lines.push(line),
    });
    expect(lines).toEqual(["Stopping a database process that an earlier run left behind…"]);
    expect(isAlive(orphan)).toBe(false);
    expect(await queryOne(database.url, "SELECT n FROM kept")).toBe(7);
    await database.stop();
  });

  it("of both: recovers what was committed", async () => {
    const child = startChild(folder.dataDir);
    await queryOne((await child.started).url, "CREATE TABLE kept AS SELECT 7 AS n");
    process.kill(postmasterPid(folder.dataDir), "SIGKILL");
    await child.kill("SIGKILL");

    const database = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    expect(await queryOne(database.url, "SELECT n FROM kept")).toBe(7);
    await database.stop();
  });

  it("of the database: brings it back on the same URL while the program runs on", async () => {
    const lines: string[] = [];
    const database = await startEmbeddedPostgres({
      dataDir: folder.dataDir,
      log: (line) => lines.push(line),
    });
    await queryOne(database.url, "CREATE TABLE kept AS SELECT 7 AS n");
    process.kill(postmasterPid(folder.dataDir), "SIGKILL");
    await expect.poll(() => lines.at(-1), { timeout: 20_000 }).toBe("The database is back.");
    expect(await queryOne(database.url, "SELECT n FROM kept")).toBe(7);
    await database.stop();
    expect(await findRunningEmbedded(folder.dataDir)).toBeNull();
  });

  it("does not touch a foreign process whose number stands in postmaster.pid", async () => {
    const first = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    const pidFile = join(layoutOf(folder.dataDir).cluster, "postmaster.pid");
    const lines = readFileSync(pidFile, "utf8").split("\n");
    await first.stop();
    const bystander = spawn("sleep", ["60"]);
    writeFileSync(pidFile, [String(bystander.pid), ...lines.slice(1)].join("\n"), { mode: 0o600 });
    const socketLock = join(layoutOf(folder.dataDir).cluster, `.s.PGSQL.${first.port}.lock`);
    writeFileSync(socketLock, [String(bystander.pid), ...lines.slice(1)].join("\n"), { mode: 0o600 });

    const second = await startEmbeddedPostgres({ dataDir: folder.dataDir });
    expect(await queryOne(second.url, "SELECT 1")).toBe(1);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
    await second.stop();
  });
});

describe("findRunningEmbedded", () => {
  it("finds the database that another process runs, and only while it runs", async () => {
    expect(await findRunningEmbedded(folder.dataDir)).toBeNull();
    const child = startChild(folder.dataDir);
    const { url } = await child.started;
    expect(await findRunningEmbedded(folder.dataDir)).toBe(url);
    await child.kill("SIGTERM");
    expect(existsSync(layoutOf(folder.dataDir).cluster)).toBe(true);
    expect(await findRunningEmbedded(folder.dataDir)).toBeNull();
  });
});

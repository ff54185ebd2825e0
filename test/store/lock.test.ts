import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreLocked } from "../../src/store/lock.ts";
import { openStore } from "../../src/store/open-store.ts";
import { MIGRATIONS, openIn } from "../contract/store-contract-open.ts";
import { at, MONDAY } from "../contract/store-fixtures.ts";

const CHILD = fileURLToPath(new URL("./hold-store.ts", import.meta.url));

describe("the store's lock", () => {
	let folder: string;
	let url: string;
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "yixian-lock-"));
		url = `file:${path.join(folder, "store.db")}`;
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it("lets one opener in at a time and the next when the first has closed", async () => {
		const first = await openIn(url, folder);
		await expect(openIn(url, folder)).rejects.toMatchObject({ name: "StoreLocked", key: "store-locked", pid: process.pid });
		expect(await first.store.inboxDepth()).toBe(0);
		await first.close();
		await first.close();
		await (await openIn(url, folder)).close();
	});

	it("keeps another process's store closed to us, naming the process, until kill -9 ends it and its leases", async () => {
		const child = spawn(process.execPath, ["--import", "tsx", CHILD, url, folder], { stdio: ["ignore", "pipe", "inherit"] });
		const gone = new Promise((resolve) => child.once("exit", resolve));
		await new Promise((resolve) => child.stdout.once("data", resolve));
		const refused = await openIn(url, folder).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(StoreLocked);
		expect(refused).toMatchObject({ pid: child.pid });
		child.kill("SIGKILL");
		await gone;
		expect(await readFile(path.join(folder, "store.db.pid"), "utf8")).toBe(`${child.pid}\n`);
		const ours = await openIn(url, folder);
		expect(await ours.store.outboxDepth()).toBe(1);
		expect(await ours.store.takeLease("poll", "ours", MONDAY, at(17))).toBe(true);
		await ours.close();
	});

	it("is given back when the store cannot be opened", async () => {
		const broken = { databaseUrl: url, migrationsDir: path.join(folder, "absent"), filesDir: folder };
		await expect(openStore(broken)).rejects.toThrow("ENOENT");
		await (await openStore({ ...broken, migrationsDir: MIGRATIONS })).close();
	});

	it("takes no address that is not a file's", async () => {
		await expect(openStore({ databaseUrl: "postgresql://x", migrationsDir: MIGRATIONS, filesDir: folder })).rejects.toThrow(RangeError);
	});
});

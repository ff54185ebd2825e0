import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { botsOf, isMissing } from "../../../src/channels/wechat/open-bot.ts";
import { putBack } from "../../support/wechat/put-back.ts";

putBack();
afterEach(() => vi.restoreAllMocks());

const ignore = (): void => undefined;
const LOG = { debug: ignore, info: ignore, warn: ignore, error: ignore };

it("a terminal hears nothing of a bot that starts, listens and stops", async () => {
	const methods = ["log", "info", "warn", "error"] as const;
	const silent = [
		...methods.map((method) => vi.spyOn(console, method)),
		vi.spyOn(process.stdout, "write"),
		vi.spyOn(process.stderr, "write"),
	];
	const bot = await botsOf("wechaty-puppet-mock", "the-token", "/nonexistent/wechat", LOG)();
	bot.on("error", () => undefined);
	await bot.init();
	await bot.start();
	bot.puppet.emit("message", { messageId: "m1" });
	bot.puppet.emit("error", { data: "福生 said 周报" });
	await new Promise((resolve) => setImmediate(resolve));
	await bot.stop();
	expect(silent.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

it("the file some puppets keep their login in can be read by nobody else", async () => {
	const folder = mkdtempSync(path.join(tmpdir(), "yixian-wechat-"));
	await botsOf("wechaty-puppet-mock", null, path.join(folder, "wechat"), LOG)();
	expect(statSync(path.join(folder, "wechat.memory-card.json")).mode & 0o077).toBe(0);
	rmSync(folder, { recursive: true });
});

it("a puppet that is not installed is known as missing, not as failed", async () => {
	const bot = await botsOf("wechaty-puppet-nowhere", null, "/nonexistent/wechat", LOG)();
	const failure = await bot.init().then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(isMissing(failure)).toBe(true);
	expect(isMissing(new Error("x"))).toBe(false);
});

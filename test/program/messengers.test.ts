import { expect, it } from "vitest";
import type { Effect, Store } from "../../src/ports/store.ts";
import { createMessengers, lastLoginIn } from "../../src/program/messengers.ts";
import { ManualTimers } from "../support/manual-timers.ts";
import { countingIds, memoryFiles } from "../support/room-harness.ts";
import { putBack } from "../support/wechat/put-back.ts";

putBack();

/** As much of a store as messengers need before anything arrives. */
const smallStore = () => {
	const settings = new Map<string, string>();
	const store = {
		setting: async (key: string) => settings.get(key) ?? null,
		commit: async (effects: readonly Effect[]) => {
			for (const effect of effects) if (effect.do === "set-setting") settings.set(effect.key, effect.value);
		},
		takeLease: async () => true,
		dropLease: async () => undefined,
	} as unknown as Store;
	return store;
};

const partsOf = (store: Store) => {
	const { now, steadyMs, later } = new ManualTimers();
	const ignore = () => undefined;
	const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
	return { store, files: memoryFiles(), clock: { now }, ids: countingIds(), log: silent, chance: () => 0.5, steadyMs, later };
};

const OFF = { telegram: null, wechat: null, databaseFile: "/nonexistent/yixian.db" };

it("nothing is there that is not switched on", async () => {
	expect(await createMessengers(OFF, partsOf(smallStore()))).toEqual([]);
});

it("Telegram and WeChat can be switched on together", async () => {
	const telegram = { token: "123456789:AAExample", apiRoot: "http://127.0.0.1:9" };
	const wechat = { puppet: "wechaty-puppet-nowhere", token: null };
	const messengers = await createMessengers({ ...OFF, telegram, wechat }, partsOf(smallStore()));
	expect(messengers.map(({ id, account }) => [id, account])).toEqual([
		["telegram", "123456789"],
		["wechat", "main"],
	]);
});

it("WeChat whose puppet is not installed starts, says so, and stops", async () => {
	const wechat = { puppet: "wechaty-puppet-nowhere", token: null };
	const [channel] = await createMessengers({ ...OFF, wechat }, partsOf(smallStore()));
	await channel?.start({ receive: async () => undefined });
	expect(channel?.health()).toMatchObject({ state: "down", reason: "no-puppet" });
	await channel?.stop();
});

it("the own id of the last login is kept in the store", async () => {
	const lastLogin = lastLoginIn(smallStore());
	expect(await lastLogin.get()).toBeNull();
	await lastLogin.set("@one");
	await lastLogin.set("@two");
	expect(await lastLogin.get()).toBe("@two");
});

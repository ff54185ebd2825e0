import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { type Handlers, leave, listen } from "../../../src/channels/wechat/listening.ts";
import type { Bot } from "../../../src/channels/wechat/puppet.ts";
import { settled } from "../../support/wechat/settled.ts";

it("whatever a handler throws, now or later, ends in the log, and errors always have a listener", async () => {
	const puppet = new EventEmitter();
	const bot = Object.assign(new EventEmitter(), { puppet }) as unknown as Bot;
	const logged: string[] = [];
	const note = (event: string, facts: object = {}): void => void logged.push(`${event} ${JSON.stringify(facts)}`);
	const handlers = {
		scan: () => {
			throw new TypeError("福生");
		},
		message: () => Promise.reject(new RangeError("周报")),
		login: () => Promise.reject("no error at all"),
	} as unknown as Handlers;
	const stop = listen(bot, handlers, { debug: note, info: note, warn: note, error: note });
	for (const event of ["scan", "message", "login"]) puppet.emit(event, {});
	await settled();
	expect(logged).toEqual([
		'wechat:handler-failed {"event":"scan","error":"TypeError"}',
		'wechat:handler-failed {"event":"message","error":"RangeError"}',
		'wechat:handler-failed {"event":"login","error":"unknown"}',
	]);
	const fail = () => {
		for (const emitter of [bot as unknown as EventEmitter, puppet]) emitter.emit("error", new Error("late"));
	};
	stop();
	fail();
	leave(bot);
	fail();
	expect(puppet.listenerCount("scan")).toBe(0);
});

import { describe, expect, it } from "vitest";
import { catchStray, hushConsole, isOfWechaty } from "../../../src/channels/wechat/stray.ts";

const LIBRARY = [
	"TypeError: this.listener.onError is not a function",
	"    at WechatyResolver.reportResolutionError (file:///srv/yixian/node_modules/wechaty-token/dist/esm/src/resolver-wechaty.js:26:23)",
	"    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
].join("\n");
const ON_WINDOWS = "Error: x\n    at new Promise (<anonymous>)\n    at C:\\yixian\\node_modules\\wechat4u\\lib\\wechat.js:44:3";
const OUT_OF_REACH = [
	"Error: connect ECONNREFUSED 127.0.0.1:9",
	"    at AxiosError.from (/srv/yixian/node_modules/axios/dist/node/axios.cjs:1684:24)",
	"    at RedirectableRequest.emit (node:events:524:28)",
	"    at eventHandlers.<computed> (/srv/yixian/node_modules/follow-redirects/index.js:56:24)",
].join("\n");
const OF_ANOTHER = "Error: x\n    at f (/srv/yixian/node_modules/ws-like/index.js:1:2)";
const OURS = [
	"Error: store closed",
	"    at commit (file:///srv/yixian/dist/chunks/chunk-AB.js:5:1)",
	"    at Wechat.emit (file:///srv/yixian/node_modules/wechat4u/lib/wechat.js:1:2)",
].join("\n");

const thrown = (stack: string): Error => Object.assign(new Error("x"), { stack });

describe("what is thrown where nobody can catch it", () => {
	it("is known for Wechaty's by where its stack begins", () => {
		expect([LIBRARY, ON_WINDOWS, OUT_OF_REACH].map(isOfWechaty)).toEqual([true, true, true]);
		expect([OURS, OF_ANOTHER, "Error: x", undefined].map(isOfWechaty)).toEqual([false, false, false, false]);
		expect(isOfWechaty(new Error("ours").stack)).toBe(false);
	});

	it("ends nothing when it is Wechaty's, and the process as ever when it is not", () => {
		const before = process.listeners("uncaughtException");
		const told: unknown[] = [];
		const stop = catchStray((error) => told.push(error));
		const ours = process.listeners("uncaughtException").find((listener) => !before.includes(listener));
		const stray = thrown(LIBRARY);
		ours?.(stray, "uncaughtException");
		expect(told).toEqual([stray]);
		for (const other of [thrown(OURS), "no error at all" as never]) expect(() => ours?.(other, "uncaughtException")).toThrow();
		stop();
		expect(process.listeners("uncaughtException")).toEqual(before);
	});
});

describe("the terminal", () => {
	it("hears everybody but Wechaty's family", () => {
		const heard: unknown[] = [];
		const write = (...words: unknown[]) => void heard.push(...words);
		const terminal = { error: write, warn: write, info: write, log: write };
		hushConsole(terminal);
		terminal.error("ours");
		const evaluate = new Function("terminal", "terminal.error('the token')\n//# sourceURL=/srv/node_modules/wechaty-token/a.js");
		evaluate(terminal);
		expect(heard).toEqual(["ours"]);
	});
});

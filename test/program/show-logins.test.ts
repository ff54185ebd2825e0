import { expect, it } from "vitest";
import { toInstant } from "../../src/domain/period.ts";
import { showLogins } from "../../src/program/show-logins.ts";
import { shellWords } from "../../src/render/shell.ts";

const SINCE = toInstant(0);

/** A terminal, or where its lines go instead, and a clock that is pushed by hand. */
const open = (isTerminal: boolean) => {
	const lines: string[] = [];
	const shown: string[] = [];
	let codes: readonly string[] = [];
	let due: (() => void) | null = null;
	const stop = showLogins({
		logins: { waiting: () => codes.map((code) => ({ channel: "wechat", code, since: SINCE })) },
		isTerminal,
		write: (line) => void lines.push(line),
		words: shellWords("zh-CN"),
		roomUrl: "http://127.0.0.1:8787",
		shown: ({ code }) => void shown.push(code),
		later: (_ms, run) => {
			due = run;
			return () => {
				due = null;
			};
		},
	});
	const look = (now: readonly string[]): readonly string[] => {
		codes = now;
		lines.length = 0;
		due?.();
		return [...lines];
	};
	return { look, shown, stop };
};

it("shows each code once, and what to do with it", () => {
	const { look, shown, stop } = open(true);
	expect(look([])).toEqual([]);
	const [words, ...code] = look(["one"]);
	expect(words).toBe("微信等人扫码登录：请用一线通那个号的手机扫下面的码，再在手机上点确认。过期了会自动换一张。");
	expect(code.length).toBeGreaterThan(10);
	expect(look(["one"])).toEqual([]);
	const again = look(["two"]);
	expect(again).toHaveLength(code.length + 1);
	expect(again.slice(1)).not.toEqual(code);
	expect(look([])).toEqual([]);
	expect(look(["three"]).length).toBeGreaterThan(10);
	expect(shown).toEqual(["one", "three"]);
	stop();
	expect(look(["four"])).toEqual([]);
});

it("keeps the code out of a service's log, and says there where it is", () => {
	const { look, shown } = open(false);
	const where = ["微信等人扫码登录：请督查考核办的人打开 http://127.0.0.1:8787 扫码，或给一线通发“扫码”取码。"];
	expect(look(["one"])).toEqual(where);
	expect(look(["two"])).toEqual([]);
	expect(look([])).toEqual([]);
	expect(look(["three"])).toEqual(where);
	expect(shown).toEqual([]);
});

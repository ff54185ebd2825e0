import { expect, it } from "vitest";
import { fitsQr } from "../../../src/render/qr/qr-matrix.ts";
import { qrPng } from "../../../src/render/qr/qr-png.ts";
import { qrTerminal } from "../../../src/render/qr/qr-terminal.ts";
import { decodePng } from "../../support/png.ts";
import { readQr, readQrPng } from "../../support/read-qr.ts";

/** What messengers have scanned: short, long, and in Chinese. */
const WORDS = [
	"https://login.weixin.qq.com/l/4Z1s0e2HGQ==",
	`https://example.org/login?${"code=0123456789abcdef&".repeat(12)}`,
	"请扫码登录",
] as const;

it.each(WORDS)("draws a square picture of greys in which a reader finds %s", (words) => {
	const png = qrPng(words);
	const { width, height, channels } = decodePng(png);
	expect([width, channels]).toEqual([height, 1]);
	expect(readQrPng(png)).toBe(words);
});

/** A character of the terminal as its two halves, dark where there is ink. */
const HALVES: Readonly<Record<string, readonly [boolean, boolean]>> = {
	" ": [false, false],
	"▀": [true, false],
	"▄": [false, true],
	"█": [true, true],
};
const SIZE = 6;

it.each(WORDS)("writes lines for a terminal in which a reader finds %s", (words) => {
	const lines = qrTerminal(words).map((line) => {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is taken off.
		const cells = line.replace(/\u001b\[[\d;]*m/gu, "");
		return [...cells].map((cell) => HALVES[cell] ?? [false, false]);
	});
	const width = (lines[0]?.length ?? 0) * SIZE;
	const dark = (x: number, y: number) => lines[Math.floor(y / SIZE / 2)]?.[Math.floor(x / SIZE)]?.[Math.floor(y / SIZE) % 2];
	expect(readQr((x, y) => (dark(x, y) ? 0 : 255), width, lines.length * 2 * SIZE)).toBe(words);
});

it("sets the terminal's colours itself, line by line, and fits a narrow one", () => {
	const lines = qrTerminal(WORDS[0]);
	for (const line of lines) {
		expect(line.startsWith("\u001b[38;5;16;48;5;231m")).toBe(true);
		expect(line.endsWith("\u001b[0m")).toBe(true);
	}
	expect(lines.length).toBeLessThanOrEqual(20);
});

it("draws whatever fits, and says what does not", () => {
	const longest = "a".repeat(2331);
	expect([fitsQr(""), fitsQr(longest), fitsQr(`${longest}a`), fitsQr("码".repeat(778))]).toEqual([false, true, false, false]);
	expect(readQrPng(qrPng(longest))).toBe(longest);
});

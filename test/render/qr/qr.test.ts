import jsQR from "jsqr";
import { expect, it } from "vitest";
import { qrPng } from "../../../src/render/qr/qr-png.ts";
import { qrTerminal } from "../../../src/render/qr/qr-terminal.ts";
import { decodePng } from "../../support/png.ts";

/** What messengers have scanned: short, long, and in Chinese. */
const WORDS = [
	"https://login.weixin.qq.com/l/4Z1s0e2HGQ==",
	`https://example.org/login?${"code=0123456789abcdef&".repeat(12)}`,
	"请扫码登录",
] as const;

/** What an independent reader makes of pixels, `light` of 255 where they are light. */
const read = (light: (x: number, y: number) => number, width: number, height: number): string | null => {
	const rgba = new Uint8ClampedArray(width * height * 4);
	for (let at = 0; at < width * height; at += 1) rgba.fill(light(at % width, Math.floor(at / width)), at * 4, at * 4 + 3);
	return jsQR(rgba, width, height)?.data ?? null;
};

it.each(WORDS)("draws a picture in which a reader finds %s", (words) => {
	const { width, height, channels, pixels } = decodePng(qrPng(words));
	expect([width, channels]).toEqual([height, 1]);
	expect(read((x, y) => pixels[y * width + x] ?? 0, width, height)).toBe(words);
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
	expect(read((x, y) => (dark(x, y) ? 0 : 255), width, lines.length * 2 * SIZE)).toBe(words);
});

it("sets the terminal's colours itself, line by line, and fits a narrow one", () => {
	const lines = qrTerminal(WORDS[0]);
	for (const line of lines) {
		expect(line.startsWith("\u001b[38;5;16;48;5;231m")).toBe(true);
		expect(line.endsWith("\u001b[0m")).toBe(true);
	}
	expect(lines.length).toBeLessThanOrEqual(20);
});

import { expect, it } from "vitest";
import { StoreError } from "../../src/ports/store.ts";
import { createLog } from "../../src/program/system.ts";

it("logs an error as what broke, where and why, without the words it quotes", () => {
	const lines: string[] = [];
	const log = createLog("info", { write: (line) => void lines.push(line) });
	log.error("room:call-failed", { message: 7, error: new StoreError("append", true, new Error('no space for "王伟"')) });
	log.debug("not:wanted");
	expect(lines).toHaveLength(1);
	const { level, time, ...told } = JSON.parse(lines[0] ?? "");
	expect(told).toEqual({ message: 7, error: expect.stringContaining("StoreError: store: append failed"), msg: "room:call-failed" });
	expect(told.error).toContain("log.test.ts");
	expect(told.error).toContain('caused by Error: no space for "…');
	expect(level).toBe(50);
	expect(Date.parse(time)).not.toBeNaN();
});

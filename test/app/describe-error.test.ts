import { expect, it } from "vitest";
import { describeError } from "../../src/app/describe-error.ts";

it("tells what broke and where, without what somebody typed", () => {
	const told = describeError(new RangeError('not a decimal number: "王伟13812345678"', { cause: new Error("code 12345678 refused") }));
	expect(told).toContain("RangeError: not a decimal number");
	expect(told).toContain("describe-error.test.ts");
	expect(told).toContain("caused by Error: code … refused");
	expect(told).not.toMatch(/王伟|138|1234/u);
});

it("takes what is thrown without being an error", () => {
	expect(describeError("大巴镇")).toBe("not an error: string");
});

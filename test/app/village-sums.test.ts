import { expect, it } from "vitest";
import { Universe } from "../support/universe.ts";

const DABA = "210921108-2";

it("adds up what the villages reported where it is shown, and at no other question", async () => {
	const universe = await Universe.open();
	try {
		let asked = 0;
		universe.tampered.watch = (name) => {
			if (name === "standingsOf") asked += 1;
		};
		const say = async (text: string): Promise<string> => {
			await universe.stage.say(DABA, null, text);
			await universe.settle();
			return (await universe.stage.heard()).map((one) => one.text).join("\n");
		};
		for (const text of ["周报", "45亩", "12亩", "1个"]) await say(text);
		expect(asked).toBe(0);
		await say("无");
		expect(await say("跳过")).toContain("请核对");
		expect(asked).toBe(1);
	} finally {
		await universe.close();
	}
});

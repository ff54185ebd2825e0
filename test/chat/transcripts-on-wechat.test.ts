import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withoutOwnLines } from "./own-lines.ts";
import { onWechat, PLAY_TIMEOUT_MS, played, transcripts } from "./transcripts.ts";
import { asTyped } from "./without-buttons.ts";

// UPDATE=1 writes what is said in the room, perhaps while this runs; what stands for WeChat alone it writes here.
const update = process.env.UPDATE === "1";

for (const transcript of transcripts.filter(({ only, needsButtons }) => only === null && !needsButtons)) {
	const own = onWechat.get(transcript.name);
	if (own)
		it(
			`${own.name}: as people hold it on WeChat`,
			async () => {
				const text = await played(own, "wechat");
				if (update) writeFileSync(own.path, text);
				else expect(text).toBe(own.text);
			},
			PLAY_TIMEOUT_MS,
		);
	else
		it.skipIf(update)(
			`${transcript.name}: the same on WeChat, question by question`,
			async () => {
				const text = withoutOwnLines(await played(transcript, "wechat", "fast"));
				expect(asTyped(text)).toBe(asTyped(transcript.text));
			},
			PLAY_TIMEOUT_MS,
		);
}

it("holds no transcript for WeChat that stands for none", () => {
	const names = new Set(transcripts.map(({ name }) => name));
	expect([...onWechat.keys()].filter((name) => !names.has(name))).toEqual([]);
});

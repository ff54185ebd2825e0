import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NO_BUTTON } from "./play.ts";
import { PLAY_TIMEOUT_MS, played, transcripts } from "./transcripts.ts";

// UPDATE=1 writes down what the bot says now. Read every line of the difference before it is kept.
const update = process.env.UPDATE === "1";

for (const transcript of transcripts)
	it(
		`${transcript.name}: everything the bot says is what the transcript says`,
		async () => {
			const text = await played(transcript, transcript.only ?? "room");
			if (update) writeFileSync(transcript.path, text);
			else expect(text).toBe(transcript.text);
			expect(text).not.toContain(NO_BUTTON);
		},
		PLAY_TIMEOUT_MS,
	);

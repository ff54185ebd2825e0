import { expect, it } from "vitest";
import { withoutOwnLines } from "./own-lines.ts";
import { PLAY_TIMEOUT_MS, played, transcripts } from "./transcripts.ts";

// UPDATE=1 writes what is said in the room, perhaps while this runs.
for (const transcript of transcripts.filter(({ only }) => only === null))
	it.skipIf(process.env.UPDATE === "1")(
		`${transcript.name}: the same on Telegram`,
		async () => {
			expect(withoutOwnLines(await played(transcript, "telegram"))).toBe(transcript.text);
		},
		PLAY_TIMEOUT_MS,
	);

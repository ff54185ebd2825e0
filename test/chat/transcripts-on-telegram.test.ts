import { expect, it } from "vitest";
import { PLAY_TIMEOUT_MS, played, transcripts } from "./transcripts.ts";

/** Links into a messenger are said only where one is running. */
const withoutLinks = (text: string): string => text.replace(/^.*https:\/\/t\.me\/.*\n/gmu, "");

// UPDATE=1 writes what is said in the room, perhaps while this runs.
for (const transcript of transcripts.filter(({ only }) => only === null))
	it.skipIf(process.env.UPDATE === "1")(
		`${transcript.name}: the same on Telegram`,
		async () => {
			expect(withoutLinks(await played(transcript, "telegram"))).toBe(transcript.text);
		},
		PLAY_TIMEOUT_MS,
	);

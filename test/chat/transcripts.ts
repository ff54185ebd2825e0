import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Universe } from "../support/universe.ts";
import { Play } from "./play.ts";
import { type Place, placeOf, readScript } from "./script.ts";

const folder = fileURLToPath(new URL("./transcripts/", import.meta.url));

/** A busy machine takes its time. */
export const PLAY_TIMEOUT_MS = 60_000;

export interface Transcript {
	readonly name: string;
	readonly path: string;
	/** As it is written down. */
	readonly text: string;
	/** The one place it is for; null where it reads the same everywhere. */
	readonly only: Place | null;
}

/** Every transcript there is, by name. */
export const transcripts: readonly Transcript[] = readdirSync(folder)
	.sort()
	.map((file) => {
		const path = `${folder}${file}`;
		const text = readFileSync(path, "utf8");
		return { name: file.replace(".txt", ""), path, text, only: placeOf(readScript(text)) };
	});

/** A transcript with what the bot really says in a place. */
export const played = async (transcript: Transcript, on: Place): Promise<string> => {
	const universe = await Universe.open({ on });
	try {
		return await new Play(universe).run(readScript(transcript.text));
	} finally {
		await universe.close();
	}
};

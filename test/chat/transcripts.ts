import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CountyData } from "../../src/domain/county.ts";
import { ZERO } from "../../src/domain/decimal.ts";
import type { Capabilities } from "../../src/ports/channel.ts";
import { Universe } from "../support/universe.ts";
import { Play, unitNamed } from "./play.ts";
import { needsButtons, type Place, placeOf, type Reminding, readScript, remindingIn } from "./script.ts";

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
	/** Whether it is about buttons. */
	readonly needsButtons: boolean;
}

const transcriptsIn = (where: string): Transcript[] =>
	readdirSync(where)
		.filter((file) => file.endsWith(".txt"))
		.sort()
		.map((file) => {
			const path = `${where}${file}`;
			const text = readFileSync(path, "utf8");
			const script = readScript(text);
			return { name: file.replace(".txt", ""), path, text, only: placeOf(script), needsButtons: needsButtons(script) };
		});

/** Every transcript there is, by name. */
export const transcripts: readonly Transcript[] = transcriptsIn(folder);

/** Conversations that people hold in another way on WeChat, where a dialog asks all at once and files have no words: by the name of the one they stand for. */
export const onWechat: ReadonlyMap<string, Transcript> = new Map(transcriptsIn(`${folder}微信/`).map((one) => [one.name, one]));

const withReminders =
	(reminding: readonly Reminding[]) =>
	(data: CountyData): CountyData => ({
		...data,
		// A ranking that comes by itself is about something else.
		rules: { ...data.rules, "post-rankings": ZERO },
		duties: data.duties.map((duty) => {
			const found = reminding.find((one) => one.duty === duty.name);
			return found ? { ...duty, units: { codes: found.units.map((name) => unitNamed(data.units, name).code) }, reminders: null } : duty;
		}),
	});

/** A transcript with what the bot really says in a place, at the pace of its dialogs there or at another. */
export const played = async (transcript: Pick<Transcript, "text">, on: Place, pace?: Capabilities["pace"]): Promise<string> => {
	const script = readScript(transcript.text);
	const reminding = remindingIn(script);
	const universe = await Universe.open({ on, pace, ...(reminding.length > 0 ? { change: withReminders(reminding) } : {}) });
	try {
		return await new Play(universe).run(script);
	} finally {
		await universe.close();
	}
};

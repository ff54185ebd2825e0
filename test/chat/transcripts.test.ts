import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { personalWordsIn } from "../support/personal-words.ts";
import { Universe } from "../support/universe.ts";
import { NO_BUTTON, Play } from "./play.ts";
import { type Place, placeOf, readScript } from "./script.ts";

const folder = fileURLToPath(new URL("./transcripts/", import.meta.url));

// UPDATE=1 writes down what the bot says now. Read every line of the difference before it is kept.
const update = process.env.UPDATE === "1";

const written = (file: string): string => readFileSync(`${folder}${file}`, "utf8");
const files = readdirSync(folder).sort();
const placed = files.map((file) => ({ file, name: file.replace(".txt", ""), only: placeOf(readScript(written(file))) }));

const played = async (file: string, on: Place): Promise<string> => {
	const universe = await Universe.open({ on });
	try {
		const script = readScript(written(file));
		const text = await new Play(universe).run(script);
		expect(personalWordsIn(universe.logged, universe.county, script, universe.ids.codes), "personal words in the log").toEqual([]);
		return text;
	} finally {
		await universe.close();
	}
};

for (const { file, name, only } of placed)
	it(`${name}: everything the bot says is what the transcript says`, async () => {
		const text = await played(file, only ?? "room");
		if (update) writeFileSync(`${folder}${file}`, text);
		else expect(text).toBe(written(file));
		expect(text).not.toContain(NO_BUTTON);
	});

/** Links into a messenger are said only where one is running. */
const withoutLinks = (text: string): string => text.replace(/^.*https:\/\/t\.me\/.*\n/gmu, "");

for (const { file, name, only } of placed)
	if (only === null && !update)
		it(`${name}: the same on Telegram`, async () => {
			expect(withoutLinks(await played(file, "telegram"))).toBe(written(file));
		});

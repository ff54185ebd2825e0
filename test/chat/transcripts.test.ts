import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Universe } from "../support/universe.ts";
import { NO_BUTTON, Play } from "./play.ts";
import { readScript } from "./script.ts";

const folder = fileURLToPath(new URL("./transcripts/", import.meta.url));

// UPDATE=1 writes down what the bot says now. Read every line of the difference before it is kept.
const update = process.env.UPDATE === "1";

for (const file of readdirSync(folder).sort())
	it(`${file.replace(".txt", "")}: everything the bot says is what the transcript says`, async () => {
		const written = readFileSync(`${folder}${file}`, "utf8");
		const universe = await Universe.open();
		try {
			const played = await new Play(universe).run(readScript(written));
			if (update) writeFileSync(`${folder}${file}`, played);
			else expect(played).toBe(written);
			expect(played).not.toContain(NO_BUTTON);
		} finally {
			await universe.close();
		}
	});

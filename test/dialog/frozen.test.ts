import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadState } from "../../src/dialog/load-state.ts";
import { NODES } from "../../src/dialog/nodes/nodes.ts";
import { DialogPlayer } from "../support/dialog-player.ts";

interface Frozen {
	readonly duty: string;
	readonly pace?: "slow";
	readonly state: { readonly node: { readonly at: string } };
	/** What is typed next, and what the answer has ("submitted": the report is in). */
	readonly then: string;
	readonly continues: string;
	/** Messages of it that are changed instead, each from the state as it was. */
	readonly edits?: readonly { readonly ref: string; readonly text: string; readonly continues: string }[];
}

const FOLDER = new URL("../frozen/", import.meta.url);
const files = readdirSync(FOLDER)
	.filter((name) => name.endsWith(".json"))
	.sort();
const read = (name: string): Frozen => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));

// A saved state is never edited: when the schema changes, states of the new version are added and the old ones must go on loading.
describe("saved states of every version", () => {
	it.each(files)("%s loads and goes on", (name) => {
		const frozen = read(name);
		const player = new DialogPlayer(frozen.duty, frozen.pace ? { pace: frozen.pace } : {});
		expect(loadState(frozen.state, player.flow).ok).toBe(true);
		player.saved = JSON.stringify(frozen.state);
		player.give({ kind: "text", text: frozen.then });
		if (frozen.continues === "submitted") expect(player.events.map(({ event }) => event)).toContain("submitted");
		else expect(player.said).toContain(frozen.continues);
	});

	it.each(files.filter((name) => read(name).edits))("%s takes changes of the messages it came from", (name) => {
		const frozen = read(name);
		for (const { ref, text, continues } of frozen.edits ?? []) {
			const player = new DialogPlayer(frozen.duty);
			player.saved = JSON.stringify(frozen.state);
			player.give({ kind: "edited", ref, text });
			expect(player.said).toContain(continues);
		}
	});

	it.each(Object.keys(NODES))("there is one that stands at %s", (node) => {
		expect(files.map((name) => read(name).state.node.at)).toContain(node);
	});
});

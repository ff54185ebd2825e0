import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/dialog/kinds/kinds.ts";
import { NODES } from "../../src/dialog/nodes/nodes.ts";
import { playTranscript, transcriptsIn } from "./transcript.ts";

const FOLDER = new URL("./cases/", import.meta.url);
const files = readdirSync(FOLDER).sort();
const visited = new Set<string>();

describe.each(files)("%s", (file) => {
	const transcripts = transcriptsIn(readFileSync(new URL(file, FOLDER), "utf8"));
	it.each(transcripts.map((transcript) => [transcript.title, transcript] as const))("%s", (_title, transcript) => {
		for (const node of playTranscript(transcript)) visited.add(node);
	});
});

describe("case files", () => {
	it.each(Object.keys(KINDS))("there is one for the kind %s", (kind) => expect(files).toContain(`${kind}.txt`));
	it("together stand at every node there is", () => expect([...visited].sort()).toEqual(Object.keys(NODES).sort()));
});

import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describeRehearsal } from "../app/rehearsal/describe-rehearsal.ts";
import type { Rehearsal, RehearsedLine } from "../app/rehearsal/rehearsal.ts";
import type { CountedRehearsal } from "../app/rehearsal/rehearsal-totals.ts";
import { renderRehearsal } from "../render/rehearsal-page.ts";
import { LANGUAGE } from "./language.ts";

/** Writes a rehearsal into a new folder: index.html, messages.json, totals.json. The folder has its name only when all is there; names of people lie in it. */
export const writeRehearsal = async (folder: string, rehearsal: Rehearsal, counted: CountedRehearsal): Promise<void> => {
	const unfinished = `${folder}.unfinished-${process.pid}`;
	const put = (name: string, text: string): Promise<void> => writeFile(path.join(unfinished, name), text);
	try {
		await mkdir(unfinished, { recursive: true, mode: 0o700 });
		await put("index.html", renderRehearsal(describeRehearsal(rehearsal, counted), LANGUAGE));
		await put("messages.json", `[\n${rehearsal.lines.map((line) => JSON.stringify(messageOf(rehearsal, line))).join(",\n")}\n]\n`);
		await put("totals.json", `${JSON.stringify(totalsOf(rehearsal, counted), null, "\t")}\n`);
		await rename(unfinished, folder);
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
		throw error;
	}
};

const messageOf = ({ county }: Rehearsal, { at, chat, by, view, priority, text, buttons, files, counted }: RehearsedLine) => ({
	at,
	chat:
		"group" in chat
			? { kind: "group", unit: chat.group, name: county.unit(chat.group)?.name ?? chat.group }
			: { kind: "private", person: chat.person, name: county.person(chat.person)?.name ?? chat.person },
	/** Null: the program. */
	by,
	view,
	priority,
	text,
	buttons,
	files,
	counted,
});

const totalsOf = ({ county, reminders, reports, troubles }: Rehearsal, { totals, burden }: CountedRehearsal) => ({
	...totals,
	troubles,
	perPerson: burden.people.map((one) => ({ ...one, name: county.person(one.person)?.name ?? one.person })),
	reminded: reminders,
	reports,
});

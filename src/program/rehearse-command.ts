import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { readHabits } from "../app/rehearsal/read-habits.ts";
import { countRehearsal } from "../app/rehearsal/rehearsal-totals.ts";
import { type Config, typedFrom } from "../config.ts";
import { addDays, type DateText } from "../domain/period.ts";
import { rehearsalWords } from "../render/rehearsal-words.ts";
import { LANGUAGE } from "./language.ts";
import { playRehearsal, type RehearsalAsked } from "./rehearsal-play.ts";
import { rehearsalSource } from "./rehearsal-source.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";
import { writeRehearsal } from "./write-rehearsal.ts";

const words = rehearsalWords(LANGUAGE);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** As far as the demo's clock can be moved. */
const MOST_DAYS = 400;
const OPTIONS = {
	from: { type: "string" },
	to: { type: "string" },
	out: { type: "string" },
	habits: { type: "string" },
	seed: { type: "string" },
	bound: { type: "boolean" },
} as const;

/** Why nothing was rehearsed, in a sentence. */
class Refused extends Error {
	constructor(
		message: string,
		readonly exitCode: 1 | 2 = 1,
	) {
		super(message);
	}
}

/** npm run rehearse -- --from D --to D: plays the stored county, or the demo county, over a span in a store of its own and writes down all that would be said. */
export const rehearseCommand = async (config: Config, args: readonly string[]): Promise<0 | 1 | 2> => {
	try {
		await run(config, askedIn(args));
		return 0;
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		process.stderr.write(`${error.message}\n`);
		return error.exitCode;
	}
};

interface Asked {
	readonly from: DateText;
	readonly to: DateText;
	readonly seed: string;
	readonly out: string | null;
	readonly habits: string | null;
	readonly bound: boolean;
}

const askedIn = (args: readonly string[]): Asked => {
	const { values } = parsed(args);
	if (values.from === undefined || values.to === undefined) throw new Refused(words.usage, 2);
	const [from, to] = [dateIn("--from", values.from), dateIn("--to", values.to)];
	if (from > to) throw new Refused(words.outOfOrder(from, to));
	const days = daysBetween(from, to);
	if (days > MOST_DAYS) throw new Refused(words.tooLong(days, MOST_DAYS));
	return { from, to, seed: values.seed ?? "1", out: values.out ?? null, habits: values.habits ?? null, bound: values.bound ?? false };
};

const parsed = (args: readonly string[]) => {
	try {
		return parseArgs({ args: [...args], options: OPTIONS, strict: true });
	} catch {
		throw new Refused(words.usage, 2);
	}
};

const dateIn = (option: string, text: string): DateText => {
	const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(text) && text > "1992-01-01" && !Number.isNaN(Date.parse(text));
	if (!isDate || new Date(text).toISOString().slice(0, 10) !== text) throw new Refused(words.badDate(option, text));
	return text as DateText;
};

const daysBetween = (from: DateText, to: DateText): number => {
	let days = 1;
	for (let day = from; day < to && days <= MOST_DAYS * 10; day = addDays(day, 1)) days += 1;
	return days;
};

const run = async (config: Config, asked: Asked): Promise<void> => {
	const { from, to, seed } = asked;
	const folder = folderFor(config, asked);
	await inTemporaryFolder(async (temporary) => {
		const source = await rehearsalSource(config, temporary, asked);
		const habits = await habitsIn(asked.habits, source);
		say(words.begun(source.county, from, to, source.isDemo));
		const rehearsal = await playRehearsal(temporary, {
			from,
			to,
			seed,
			habits,
			source,
			onDay: progress(from, to),
		} satisfies RehearsalAsked);
		const counted = countRehearsal(rehearsal);
		try {
			await writeRehearsal(folder, rehearsal, counted);
		} catch {
			throw new Refused(words.cannotWrite(folder));
		}
		for (const line of words.summary(counted.totals)) say(line);
		say(words.wrote(folder));
	});
};

/** Nothing that is there is written over: a name that is taken is refused, and ours gets a number. */
const folderFor = (config: Config, { out, from, to }: Asked): string => {
	if (out !== null) {
		const folder = path.resolve(typedFrom, out);
		if (existsSync(folder)) throw new Refused(words.exists(folder));
		return folder;
	}
	const name = path.join(config.dataDir, `rehearsal-${from}-${to}`);
	for (let count = 1; ; count += 1) {
		const folder = count === 1 ? name : `${name}-${count}`;
		if (!existsSync(folder)) return folder;
	}
};

const habitsIn = async (file: string | null, { data }: RehearsalAsked["source"]): Promise<RehearsalAsked["habits"]> => {
	if (file === null) return new Map();
	const bytes = await readFile(path.resolve(typedFrom, file)).catch(() => {
		throw new Refused(words.cannotReadHabits(file));
	});
	const read = readHabits(textOf(bytes), data, (habit) => words.habit(habit).name);
	if (read.kind === "unread") throw new Refused(words.badHabit(read.line, read.text));
	return read.habits;
};

/** UTF-8, or what spreadsheets on Chinese machines save. */
const textOf = (bytes: Uint8Array): string => {
	const text = new TextDecoder().decode(bytes);
	return text.includes("\ufffd") ? new TextDecoder("gb18030").decode(bytes) : text;
};

/** The day being played, on one line of a terminal. */
const progress = (from: DateText, to: DateText): ((day: DateText) => void) => {
	if (!process.stderr.isTTY) return () => undefined;
	const of = daysBetween(from, to);
	return (day) => void process.stderr.write(`\r\u001B[K${day === to ? "" : words.day(day, daysBetween(from, day), of)}`);
};

import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { type Config, typedFrom } from "../config.ts";
import { meansEverybody } from "../language/command-words.ts";
import type { Log } from "../ports/log.ts";
import { shellWords } from "../render/shell.ts";
import { writeWorkbook } from "../workbook/write-workbook.ts";
import { demoPlace, openPlace, realPlace, type StorePlace } from "./choose-store.ts";
import { demoData } from "./demo-data.ts";
import { LANGUAGE } from "./language.ts";
import { migrationsDir } from "./places.ts";
import { withDesk } from "./shell-desk.ts";

/** Exit codes: 0 done, 1 refused or not done, 2 wrong usage. */
type ExitCode = 0 | 1 | 2;

const words = shellWords(LANGUAGE);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Paths on the command line are relative to where the command was typed, not to the project. */
const typedPath = (file: string): string => path.resolve(typedFrom, file);

/** The one file named beside the option a command knows; null for anything else, a path with spaces typed without quotes among it. */
const onlyFile = (args: readonly string[], option: string): string | null => {
	const [file, ...others] = args.filter((arg) => arg !== option);
	return file && !file.startsWith("--") && others.length === 0 ? file : null;
};

const agreed = async (): Promise<boolean> => {
	const lines = createInterface({ input: process.stdin, output: process.stdout });
	// Where nobody can answer (no terminal, input at its end) that is a no, not a wait without end.
	const silence = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
	const answer = await Promise.race([lines.question(words.askImport), silence]);
	lines.close();
	return words.yes.includes(answer.trim().toLowerCase());
};

/** npm run import -- FILE.xlsx [--yes]: always into the real store. */
export const importCommand = async (config: Config, log: Log, args: readonly string[]): Promise<ExitCode> => {
	const file = onlyFile(args, "--yes");
	if (file === null) {
		complain(words.usage("import"));
		return 2;
	}
	const bytes = await readFile(typedPath(file)).catch(() => null);
	if (!bytes) {
		complain(words.cannotRead(file));
		return 1;
	}
	return withDesk(log, realPlace(config), async (desk, running) => {
		const outcome = await desk.checkWorkbook(bytes);
		if (outcome.kind === "refused") {
			complain(outcome.text);
			return 1;
		}
		say(outcome.text);
		if (outcome.kind === "unchanged") return 0;
		if (!args.includes("--yes") && !(await agreed())) {
			say(words.notImported);
			return 1;
		}
		if (!(await desk.applyWorkbook(outcome.token))) {
			complain(words.stale);
			return 1;
		}
		say(words.imported({ running }));
		if (!running && existsSync(`${demoPlace(config).databaseFile}.pid`)) say(words.wakeAfterImport);
		return 0;
	});
};

/** npm run template -- FILE.xlsx [--demo]: the workbook as stored (empty before the first import), or the demo county's. */
export const templateCommand = async (config: Config, log: Log, args: readonly string[]): Promise<ExitCode> => {
	const file = onlyFile(args, "--demo");
	if (file === null) {
		complain(words.usage("template"));
		return 2;
	}
	const bytes = args.includes("--demo") ? await demoWorkbook() : await storedWorkbook(config, log);
	try {
		await writeFile(typedPath(file), bytes ?? (await writeWorkbook(null)));
	} catch {
		complain(words.cannotWrite(file));
		return 1;
	}
	if (!bytes) say(words.noWorkbookYet);
	say(words.wrote(file));
	return 0;
};

/** The real store's workbook; null where there is no store yet, and none is made for asking. */
const storedWorkbook = async (config: Config, log: Log): Promise<Uint8Array | null> =>
	existsSync(realPlace(config).databaseFile) ? withDesk(log, realPlace(config), (desk) => desk.template()) : null;

const demoWorkbook = async (): Promise<Uint8Array> => writeWorkbook(await demoData());

/** npm run invite -- NAME, or all: binding codes for the store that npm start would serve. */
export const inviteCommand = async (config: Config, log: Log, args: readonly string[]): Promise<ExitCode> => {
	const name = args.join(" ").trim();
	if (name === "") {
		complain(words.usage("invite"));
		return 2;
	}
	const place = await placeServed(config);
	if (!existsSync(place.databaseFile)) {
		complain(words.nothingImported);
		return 1;
	}
	return withDesk(log, place, async (desk) => {
		const invitations = await desk.invite(name);
		if (invitations === null) {
			complain(meansEverybody(name) ? words.nothingImported : words.nobodyNamed(name));
			return 1;
		}
		say(invitations.length === 0 ? words.everyoneBound : invitations.map(words.invitation).join("\n"));
		return 0;
	});
};

/** The place npm start would serve, found without keeping it open. */
const placeServed = async (config: Config): Promise<StorePlace> => {
	if (config.demo === "always") return demoPlace(config);
	const real = realPlace(config);
	if (config.demo === "never") return real;
	if (!existsSync(real.databaseFile)) return demoPlace(config);
	const opened = await openPlace(real, migrationsDir).catch(() => null);
	// Held by a running program: it serves the real store.
	if (!opened) return real;
	const { version } = await opened.store.loadCounty();
	await opened.close();
	return version > 0 ? real : demoPlace(config);
};

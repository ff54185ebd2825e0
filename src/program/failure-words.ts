import path from "node:path";
import type { Config } from "../config.ts";
import { PathTooDeep } from "../control/socket-path.ts";
import { shellWords } from "../render/shell.ts";
import { StoreLocked } from "../store/lock.ts";
import { LANGUAGE } from "./language.ts";

/** The demo may only be reached from this machine; `message` is the address that was asked for. */
export class DemoNeedsLoopback extends Error {}

const words = shellWords(LANGUAGE);

const LISTENING: ReadonlyMap<unknown, "taken" | "forbidden" | "no-such-address"> = new Map([
	["EADDRINUSE", "taken"],
	["EACCES", "forbidden"],
	["EADDRNOTAVAIL", "no-such-address"],
	["ENOTFOUND", "no-such-address"],
]);

const SQLITE_UNUSABLE = /^SQLITE_(CANTOPEN|READONLY|PERM)/;
/** What the database says of a file that is none, or no longer one: the driver gives it on without a code. */
const NO_DATABASE = /file is not a database|database disk image is malformed/;

interface SystemError extends Error {
	readonly code: string;
	readonly syscall?: string;
	readonly port?: number;
}

const isSystemError = (error: Error): error is SystemError => "code" in error && typeof error.code === "string";

/** The sentence for what the system refused: an address, a folder. */
const systemWords = (error: SystemError, { host, port, dataDir, databaseFile }: Config): string | null => {
	const why = LISTENING.get(error.code);
	// The control socket listens too, at a path: Node then gives the port as -1.
	const atAddress = error.syscall === "getaddrinfo" || (error.syscall === "listen" && error.port !== -1);
	if (why && atAddress) return words.cannotListen(why, host, String(port));
	const unusable = error.syscall === "mkdir" || SQLITE_UNUSABLE.test(error.code);
	// DATABASE_URL may put the database elsewhere: then the data folder is not what is wrong.
	const elsewhere = databaseFile !== path.join(dataDir, "yixian.db");
	if (unusable && elsewhere) return words.databaseUnusable(databaseFile);
	if (unusable) return words.dataDirUnusable(dataDir);
	return null;
};

/** What an operator can mend when the program does not start, in words; null for what only its stack explains. */
export const failureWords = (error: unknown, config: Config): string | null => {
	if (error instanceof StoreLocked) return words.locked(error.pid === null ? "?" : String(error.pid));
	if (error instanceof DemoNeedsLoopback) return words.demoNeedsLoopback(error.message);
	if (error instanceof PathTooDeep) return words.dataDirTooDeep(config.dataDir);
	if (error instanceof Error && NO_DATABASE.test(error.message)) return words.databaseUnusable(config.databaseFile);
	return error instanceof Error && isSystemError(error) ? systemWords(error, config) : null;
};

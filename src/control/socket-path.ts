import { createHash } from "node:crypto";
import path from "node:path";

/** Longest path a Unix socket may have on every system we know (macOS: 104 with the closing zero). */
const MAX_SOCKET_PATH = 100;

/** The folder lies too deep for a socket in it; `message` is the path it would have. */
export class PathTooDeep extends RangeError {}

/**
 * Where the program that holds a store listens for the shell's commands: a socket beside the database, reachable by whoever may write there; a named pipe
 * on Windows. The shorter of the absolute and the relative path, because sockets have a limit. Throws PathTooDeep when both are too long.
 */
export const socketPath = (databaseFile: string, cwd: string, platform: string): string => {
	if (platform === "win32") return `\\\\.\\pipe\\yixian-${createHash("sha256").update(databaseFile).digest("hex").slice(0, 16)}`;
	const absolute = `${databaseFile}.sock`;
	const relative = path.relative(cwd, absolute);
	const shorter = relative.length < absolute.length ? relative : absolute;
	if (Buffer.byteLength(shorter) > MAX_SOCKET_PATH) throw new PathTooDeep(absolute);
	return shorter;
};

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Runs `work` with a new folder that only its owner can read and that is gone afterwards, also when the process is told to end. */
export const inTemporaryFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
	const folder = mkdtempSync(path.join(tmpdir(), "yixian-"));
	const remove = (): void => rmSync(folder, { recursive: true, force: true });
	const end = (): never => process.exit(130);
	process.once("exit", remove);
	process.once("SIGINT", end);
	process.once("SIGTERM", end);
	try {
		return await work(folder);
	} finally {
		process.off("exit", remove);
		process.off("SIGINT", end);
		process.off("SIGTERM", end);
		remove();
	}
};

import { accessSync, constants } from "node:fs";
import path from "node:path";
import process from "node:process";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const isProgram = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

/** Path of the installed Chromium or Chrome, found on PATH; undefined when there is none. */
const findChromium = (): string | undefined =>
	(process.env.PATH ?? "")
		.split(path.delimiter)
		.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
		.find(isProgram);

/** The browser of the browser tests. Undefined only outside CI: use it with `describe.skipIf(!chromium)`. In CI its absence throws. */
export const chromium: string | undefined = findChromium();

if (!chromium) {
	const words = `no ${NAMES.join(", ")} on PATH (Debian: apt-get install chromium)`;
	if (process.env.CI) throw new Error(`browser tests cannot run: ${words}`);
	console.warn(`browser tests are skipped: ${words}`);
}

/** Arguments Chromium needs to start everywhere, also as root and in a container. */
export const CHROMIUM_ARGS: readonly string[] = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

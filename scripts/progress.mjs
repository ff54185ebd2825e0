import process from "node:process";

/** How often a long step shows that it is alive: on a terminal in place, elsewhere line by line. */
const BEAT_MS = process.stderr.isTTY ? 1000 : 10_000;
const ERASE_LINE = "\r\x1b[K";

/**
 * Runs one set-up step and shows it on standard error (standard output belongs to the command itself):
 * a line when it begins, a sign of life every few seconds with what `detail` says, a line when it ends.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {() => string} [detail]
 * @returns {Promise<T>}
 */
export const showStep = async (title, work, detail = () => "") => {
	const started = performance.now();
	const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)}s`;
	process.stderr.write(`${title} …\n`);
	const terminal = process.stderr.isTTY;
	const showBeat = () => process.stderr.write(`${terminal ? ERASE_LINE : ""}    … ${seconds()} ${detail()}${terminal ? "" : "\n"}`);
	const beat = setInterval(showBeat, BEAT_MS);
	try {
		const result = await work();
		process.stderr.write(`${terminal ? ERASE_LINE : ""}    ✓ ${seconds()}\n`);
		return result;
	} catch (error) {
		process.stderr.write(`${terminal ? ERASE_LINE : ""}    ✗ ${seconds()}\n`);
		throw error;
	} finally {
		clearInterval(beat);
	}
};

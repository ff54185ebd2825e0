/** What stands between a message and its choices where there are no buttons, and what stands below a text that lists them itself. */
const ABOVE = "请回复数字：";
const BELOW = "请回复序号。";

const LISTED = /^\d+\. (.+)$/u;

export interface Numbered {
	/** The message as it is elsewhere. */
	readonly text: string;
	/** Its choices below the text. */
	readonly choices: readonly string[];
	/** The lines of the text that are its choices. */
	readonly lines: readonly string[];
}

/** A message as people read it who see numbered lines as choices. */
export const choicesIn = (text: string): Numbered => {
	const lines = text.split("\n");
	if (lines.at(-1) === BELOW) {
		const own = lines.slice(0, -1);
		const found = own.flatMap((line) => LISTED.exec(line)?.[1] ?? []);
		return { text: own.map((line) => line.replace(/^\d+\. /u, "· ")).join("\n"), choices: [], lines: found };
	}
	const at = lines.lastIndexOf(ABOVE);
	const rest = lines.slice(at + 1).map((line) => LISTED.exec(line)?.[1]);
	if (at === -1 || rest.some((label) => label === undefined)) return { text, choices: [], lines: [] };
	return { text: lines.slice(0, at).join("\n"), choices: rest as string[], lines: [] };
};

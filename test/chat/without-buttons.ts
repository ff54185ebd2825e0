import { typed } from "../../src/locales/zh-CN/typed.ts";

/** Words every dialog understands and its messages explain: where there are no buttons they stand in no list. */
const DIALOG_WORDS: ReadonlySet<string> = new Set(["没有", "跳过", "上一步", "完成", "取消", "照此上报"]);

const INDENT = "    ";
const ROW = /^ {4}\[.+\]$/u;
/** An older button in a private chat; in a group its words are typed. */
const TAPPED = /^\S+ 按 最早的 /u;
const labelsIn = (line: string): string[] => line.trim().slice(1, -1).split("] [");

/** Whether WeChat lists no choices below these words: they name them all, they list them themselves, or nobody in particular is asked. */
const isUnlisted = (text: string, labels: readonly string[], inGroup: boolean): boolean =>
	inGroup ||
	labels.every((label) => DIALOG_WORDS.has(label) || text.includes(`“${label}”`)) ||
	labels.every((label) => text.includes(`\n· ${label}`)) ||
	text.includes("\n1. ");

/** A transcript as it reads where there are no buttons: without the rows of choices that are listed nowhere, and with words that do not speak of buttons. */
export const asTyped = (transcript: string): string => {
	const out: string[] = [];
	let spokenInGroup = false;
	let inGroup = false;
	let isTapped = false;
	let message: string[] = [];
	const finish = (): void => {
		const rows = message.filter((line) => ROW.test(line));
		const labels = rows.flatMap(labelsIn);
		const lines = message.filter((line) => !ROW.test(line)).map((line) => line.slice(INDENT.length));
		const text = typed(lines.join("\n"), labels);
		if (message.length > 0)
			out.push(...text.split("\n").map((line) => `${INDENT}${line}`), ...(isUnlisted(text, labels, inGroup) ? [] : rows));
		message = [];
	};
	for (const line of transcript.split("\n")) {
		if (line.startsWith(INDENT)) {
			if (!isTapped) message.push(line);
			continue;
		}
		finish();
		if (/^\S/u.test(line)) {
			spokenInGroup = /^\S+ 在 \S+群/u.test(line);
			isTapped = TAPPED.test(line);
		}
		if (isTapped) continue;
		inGroup = line.includes("→") ? line.endsWith("群") : spokenInGroup;
		out.push(line);
	}
	return out.join("\n");
};

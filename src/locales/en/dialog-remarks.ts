import type { Cadence } from "../../domain/period.ts";
import type { AnswerFacts, DialogRemark, Refusal } from "../../views/dialog.ts";
import { answerWords, echo, example } from "./dialog-parts.ts";
import { formats } from "./formats.ts";

type RemarkOf<S extends DialogRemark["say"]> = Extract<DialogRemark, { say: S }>;

/** What was written, as much of it as shows which is meant. */
const quoted = (text: string): string => (text === "" ? "that" : `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`);

const range = (refusal: Extract<Refusal, { why: "range" }>): string =>
	refusal.low === null || refusal.high === null
		? `${quoted(refusal.text)} is not an exact number, please send one`
		: `${quoted(refusal.text)} is between ${refusal.low} and ${refusal.high}, please send one number`;

const refusal = (refused: Refusal): string => {
	switch (refused.why) {
		case "range":
			return range(refused);
		case "other-measure":
			return `${quoted(refused.text)} is in ${refused.found}; this is reported in ${refused.expected} and cannot be converted`;
		case "plan":
			return `${quoted(refused.text)} is a plan or target; what is done is asked for`;
		case "too-precise":
			return refused.places === 0
				? `${quoted(refused.text)} must be a whole number`
				: `${quoted(refused.text)} has too many decimals, at most ${refused.places}`;
		case "too-large":
			return `${quoted(refused.text)} is too large, please check`;
		case "below-zero":
			return `${quoted(refused.text)} would make the total negative (last total ${formats.quantity(refused.lastTotal, refused.measure)}), please check`;
		case "not-understood":
			return `${quoted(refused.text)} was not understood`;
		default:
			return refused satisfies never;
	}
};

const wayOut = (remark: RemarkOf<"not-understood">): string =>
	remark.optional ? "This one may be left out: 跳过" : "If it does not work, send 取消 and ask the supervision office to enter it for you";

const notUnderstood = (remark: RemarkOf<"not-understood">): string => {
	const said = `${quoted(remark.text)} was not understood, please send it again. ${example(remark.question)}`;
	if (remark.help === "plain") return said;
	const fuller = remark.question.kind === "number" ? "One number alone is enough. 帮助 explains" : "帮助 explains";
	return remark.help === "fuller" ? `${said}\n${fuller}` : `${said}\n${fuller}\n${wayOut(remark)}`;
};

const recorded = (remark: RemarkOf<"recorded">, cadence: Cadence): string => {
	const converted = remark.echo === null ? "" : `${echo(remark.echo.written, remark.echo.value, remark.echo.measure)}, `;
	return `${remark.corrected ? "Corrected" : "Noted"}, ${remark.name}: ${converted}${answerWords(remark.answer, cadence)}`;
};

const updated = (remark: RemarkOf<"updated">, cadence: Cadence): string => {
	const converted = remark.echo === null ? "" : `${echo(remark.echo.written, remark.echo.value, remark.echo.measure)}, `;
	return `Updated as you changed it, ${remark.name}: ${converted}${answerWords(remark.answer, cadence)}`;
};

/** What still counts after a change that was not taken. */
const stays = (name: string, answer: AnswerFacts, cadence: Cadence): string => `${name} stays ${answerWords(answer, cadence)}`;

const filesKept = ({ added, count, voice, asked }: RemarkOf<"files-kept">): string => {
	if (voice) return "The voice message is kept but counts for no figure. Please turn it into text (请长按转文字) and send that";
	return asked
		? `${added} received, ${count} in all`
		: `${added} kept with this report (${count} in all). Please type the figures of a photographed table`;
};

const summaryNotUnderstood = ({ text, figure, problems }: RemarkOf<"summary-not-understood">): string => {
	const ways = [
		...(figure === null ? [] : [`“${figure}改成54” changes a figure`]),
		...(problems ? ["“问题：缺水” adds a problem"] : []),
		"“提交” submits",
	];
	return `${quoted(text)} was not understood. ${ways.join(", ")}`;
};

/** What is said before the question of the same message. */
export const remarkLine = (remark: DialogRemark, cadence: Cadence): string => {
	switch (remark.say) {
		case "recorded":
			return recorded(remark, cadence);
		case "refused":
			return `${remark.name}: ${refusal(remark.refusal)}`;
		case "not-understood":
			return notUnderstood(remark);
		case "choice-not-understood":
			return `${quoted(remark.text)} was not understood`;
		case "words":
			return `You may say: 上一步 (back), ${remark.optional ? "跳过 (skip), " : ""}修改 (change), 取消 (cancel)`;
		case "required":
			return `${remark.name} is required and cannot be skipped${remark.number ? ". 0 if there is nothing new" : ""}`;
		case "nothing-before":
			return "This is the first question";
		case "returned":
			return `Sent back because: ${remark.reason}`;
		case "kept-old":
			return `${remark.name} stays as it was`;
		case "updated":
			return updated(remark, cadence);
		case "update-asks":
			return `You changed ${remark.name}; one more question about it`;
		case "update-unclear":
			return `Your change ${quoted(remark.text)} was not understood${remark.answer === null ? "" : `; ${stays(remark.name, remark.answer, cadence)}`}`;
		case "update-kept":
			return stays(remark.name, remark.answer, cadence);
		case "update-gone":
			return `Your changed message no longer says these, which do not count any more: ${remark.names.join(", ")}`;
		case "update-over":
			return `That message was replaced by a later one: ${stays(remark.name, remark.answer, cadence)}`;
		case "skipped":
			return `${remark.name} skipped`;
		case "files-kept":
			return filesKept(remark);
		case "files-refused":
			return `${remark.count} not taken. Taken are pictures, films, recordings, PDF, Word, Excel and PowerPoint files; please unpack archives`;
		case "too-many-files":
			return `At most ${remark.limit} files are kept; the others were not`;
		case "files-missing":
			return `${remark.name} is required, please send the files first`;
		case "text-needed":
			return `${remark.name}: please write what`;
		case "summary-not-understood":
			return summaryNotUnderstood(remark);
		case "too-long":
			return `Too long (${remark.length} characters), at most ${remark.limit}`;
		case "reason-needed":
			return "Please write the reason; the reviewer reads it";
		case "resumed":
			return `Going on: ${remark.answered}/${remark.asked} filled in`;
		case "form-changed":
			return `The form has changed: ${remark.added} new${remark.dropped === 0 ? "" : `, ${remark.dropped} to answer again`}. The rest is kept`;
		case "stale-press":
			return "That button belongs to an older message and did nothing. You are here:";
		case "no-such-item":
			return `There is no item ${quoted(remark.text)}`;
		case "other-period":
			return `You wrote ${formats.period(remark.said)}; this is ${formats.period(remark.period)}`;
		case "other-unit":
			return `You wrote ${remark.said}; this is the report of ${remark.unit}`;
		case "not-used":
			return `Not used: ${quoted(remark.text)}`;
		case "still-missing":
			return `Still missing: ${remark.names.join(", ")}`;
		default:
			return remark satisfies never;
	}
};

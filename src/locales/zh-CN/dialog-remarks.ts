import type { Cadence } from "../../domain/period.ts";
import type { AnswerFacts, DialogRemark, Refusal } from "../../views/dialog.ts";
import { answerWords, echo, example } from "./dialog-parts.ts";
import { formats } from "./formats.ts";

type RemarkOf<S extends DialogRemark["say"]> = Extract<DialogRemark, { say: S }>;

/** What was written, as much of it as shows which is meant. */
const quoted = (text: string): string => (text === "" ? "" : `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`);

const range = (refusal: Extract<Refusal, { why: "range" }>): string =>
	refusal.low === null || refusal.high === null
		? `${quoted(refusal.text)}不是一个准数，请发一个数`
		: `${quoted(refusal.text)}是${refusal.low}到${refusal.high}之间，请发一个准数`;

const refusal = (refused: Refusal): string => {
	switch (refused.why) {
		case "range":
			return range(refused);
		case "other-measure":
			return `${quoted(refused.text)}${refused.found === "%" ? "是百分数" : `说的是${refused.found}`}，不能当${refused.expected}数用，请发是多少${refused.expected}`;
		case "plan":
			return `${quoted(refused.text)}说的是计划或任务，这里要已经完成的数`;
		case "too-precise":
			return refused.places === 0
				? `${quoted(refused.text)}带小数，这里要整${refused.measure}数`
				: `${quoted(refused.text)}小数太多，最多${refused.places}位`;
		case "too-large":
			return `${quoted(refused.text)}数太大了，请核对`;
		case "below-zero":
			return `${quoted(refused.text)}会让累计变成负数（上次累计${formats.quantity(refused.lastTotal, refused.measure)}），请核对`;
		case "not-understood":
			return `没看懂${quoted(refused.text)}`;
		default:
			return refused satisfies never;
	}
};

const wayOut = (remark: RemarkOf<"not-understood">): string =>
	remark.optional ? "这一项可以不填，发“跳过”就行" : "填不了可以发“取消”，打电话请督查考核办代报";

const notUnderstood = (remark: RemarkOf<"not-understood">): string => {
	const said = `没看懂${quoted(remark.text)}，请再发一次。${example(remark.question)}`;
	if (remark.help === "plain") return said;
	const fuller = remark.question.kind === "number" ? "只发一个数就行；万、亩、分都认得。发“帮助”看说明" : "发“帮助”看说明";
	return remark.help === "fuller" ? `${said}\n${fuller}` : `${said}\n${fuller}\n${wayOut(remark)}`;
};

const recorded = (remark: RemarkOf<"recorded">, cadence: Cadence): string => {
	const converted = remark.echo === null ? "" : `${echo(remark.echo.written, remark.echo.value, remark.echo.measure)}，`;
	return `${remark.corrected ? "已更正" : "已记下"} ${remark.name}：${converted}${answerWords(remark.answer, cadence)}`;
};

const updated = (remark: RemarkOf<"updated">, cadence: Cadence): string => {
	const converted = remark.echo === null ? "" : `${echo(remark.echo.written, remark.echo.value, remark.echo.measure)}，`;
	return `已按您改的更新：${remark.name}，${converted}${answerWords(remark.answer, cadence)}`;
};

/** What still counts after a change that was not taken. */
const stays = (name: string, answer: AnswerFacts, cadence: Cadence): string => `${name}还按原来的：${answerWords(answer, cadence)}`;

const filesKept = ({ added, count, voice, asked }: RemarkOf<"files-kept">): string => {
	if (voice) return "语音已存下，但不能当数字用。请长按转文字后再发";
	return asked ? `收到${added}个，共${count}个` : `收到${added}个文件，已随这份报告存下（共${count}个）。表格照片里的数请打字发给我`;
};

const summaryNotUnderstood = ({ text, figure, problems }: RemarkOf<"summary-not-understood">): string => {
	const ways = [...(figure === null ? [] : [`改数发“${figure}改成54”`]), ...(problems ? ["加问题发“问题：缺水”"] : []), "提交发“提交”"];
	return `没看懂${quoted(text)}。${ways.join("，")}`;
};

/** What is said before the question of the same message. */
export const remarkLine = (remark: DialogRemark, cadence: Cadence): string => {
	switch (remark.say) {
		case "recorded":
			return recorded(remark, cadence);
		case "refused":
			return `${remark.name}：${refusal(remark.refusal)}`;
		case "not-understood":
			return notUnderstood(remark);
		case "choice-not-understood":
			return `没看懂${quoted(remark.text)}`;
		case "words":
			return `可以说：上一步、${remark.optional ? "跳过、" : ""}修改、取消`;
		case "required":
			return `${remark.name}必须填，不能跳过${remark.number ? "。没有新增可以发0" : ""}`;
		case "nothing-before":
			return "前面没有了，这是第一项";
		case "returned":
			return `退回原因：${remark.reason}`;
		case "kept-old":
			return `${remark.name}不改`;
		case "updated":
			return updated(remark, cadence);
		case "update-asks":
			return `您改了${remark.name}，还要问一句`;
		case "update-unclear":
			return `没看懂您改的${quoted(remark.text)}${remark.answer === null ? "" : `，${stays(remark.name, remark.answer, cadence)}`}`;
		case "update-kept":
			return stays(remark.name, remark.answer, cadence);
		case "update-gone":
			return `您改过的话里没有这些了，原来填的不算：${remark.names.join("、")}`;
		case "update-over":
			return `您改的那条，后来已经另填过：${stays(remark.name, remark.answer, cadence)}`;
		case "skipped":
			return `已跳过${remark.name}`;
		case "files-kept":
			return filesKept(remark);
		case "files-refused":
			return `有${remark.count}个文件不能收。能收的有：照片、视频、录音，PDF、Word、Excel、PPT文件。压缩包请先解开`;
		case "too-many-files":
			return `文件最多存${remark.limit}个，多的没有存`;
		case "files-missing":
			return `${remark.name}必须有，请先发文件`;
		case "text-needed":
			return `请写明是什么${remark.name}`;
		case "summary-not-understood":
			return summaryNotUnderstood(remark);
		case "too-long":
			return `太长了（${remark.length}字），请不超过${remark.limit}字`;
		case "reason-needed":
			return "请写明原因，审核的人要看";
		case "resumed":
			return `接着上次的填：已填${remark.answered}/${remark.asked}`;
		case "form-changed":
			return `报表有变动：新增${remark.added}项${remark.dropped === 0 ? "" : `，${remark.dropped}项要重填`}。填过的都还在`;
		case "stale-press":
			return "这是旧消息的按钮，没有生效。现在到这里：";
		case "no-such-item":
			return `没有叫${quoted(remark.text)}的一项`;
		case "other-period":
			return `您写的是${formats.period(remark.said)}，这份是${formats.period(remark.period)}的`;
		case "other-unit":
			return `您写的是${remark.said}，这份是${remark.unit}的`;
		case "not-used":
			return `这些没有用上：${quoted(remark.text)}`;
		case "still-missing":
			return `还差：${remark.names.join("、")}`;
		default:
			return remark satisfies never;
	}
};

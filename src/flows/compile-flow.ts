import { contentHash } from "../dialog/content-hash.ts";
import type { Flow, FlowQuestion } from "../dialog/flow.ts";
import type { County } from "../domain/county.ts";
import type { Duty, DutyQuestion } from "../domain/duty.ts";

// 「本周有什么问题需要县里帮助？」 is a sentence to ask, too long to name an item with.
const LONGEST_NAME = 12;

/** A short name for a question that has none of its own: its label up to the first sign. */
const nameOf = ({ label, problem }: DutyQuestion): string => {
	if (problem && (label.length > LONGEST_NAME || /[?？]$/u.test(label))) return "问题";
	const head = label.split(/[，,。；;：:？?（(]/u)[0]?.trim() ?? "";
	return head === "" ? label : head;
};

const compileQuestion = (question: DutyQuestion, county: County): FlowQuestion => {
	const { id, label, help, required, when } = question;
	const common = { id, label, help, required, when };
	switch (question.kind) {
		case "number": {
			const indicator = question.indicator === null ? undefined : county.indicator(question.indicator);
			if (!indicator) throw new Error(`question ${id} needs an indicator of the county`);
			const { name, aliases, measure, places } = indicator;
			return { ...common, kind: "number", name, aliases, indicator: indicator.id, measure, places };
		}
		case "text":
			return {
				...common,
				kind: "text",
				name: nameOf(question),
				aliases: question.problem ? ["问题", "困难"] : [],
				problem: question.problem,
			};
		case "choice":
			return { ...common, kind: "choice", name: nameOf(question), aliases: [], options: question.options };
		case "yesno":
			return { ...common, kind: "yesno", name: nameOf(question), aliases: [] };
		case "files":
			return { ...common, kind: "files", name: nameOf(question), aliases: ["照片", "图片", "附件"] };
		default:
			return question.kind satisfies never;
	}
};

const compile = (duty: Duty, county: County): Flow => {
	const questions = duty.questions.map((question) => compileQuestion(question, county));
	return { id: duty.id, version: contentHash(questions), title: duty.name, cadence: duty.cadence, questions };
};

// A county never changes, so neither do its flows; hashing the questions anew would be the dearest part of a turn.
const compiled = new WeakMap<County, Map<Duty, Flow>>();

/** The dialog of a duty, from the office's data alone. Throws Error when a number question names no indicator of the county (the workbook's checks refuse that). */
export const compileFlow = (duty: Duty, county: County): Flow => {
	const flows = compiled.get(county) ?? new Map<Duty, Flow>();
	compiled.set(county, flows);
	const flow = flows.get(duty) ?? compile(duty, county);
	flows.set(duty, flow);
	return flow;
};

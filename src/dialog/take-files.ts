import { type FileRef, isEvidence, isVoice } from "../domain/file.ts";
import { LIMITS } from "./context.ts";
import { askedQuestions } from "./order.ts";
import type { Turn } from "./turn.ts";

const distinct = (files: readonly FileRef[]): FileRef[] => [...new Map(files.map((file) => [file.hash, file])).values()];

/**
 * Keeps files with the report as begun: under the question for files where there is one, else beside the answers. Voice is never taken for a photo,
 * and what is neither picture nor film nor recording nor office document is not kept at all.
 */
export const takeFiles = (turn: Turn, sent: readonly FileRef[]): void => {
	const files = sent.filter(isEvidence);
	turn.state.tries = 0;
	if (files.length < sent.length) turn.remark({ say: "files-refused", count: sent.length - files.length });
	if (files.length === 0) return;
	const asked = askedQuestions(turn.context.flow, turn.state.answers);
	const question = turn.open?.kind === "files" ? turn.open : asked.find((other) => other.kind === "files");
	const voices = files.filter(isVoice);
	const others = files.filter((file) => !isVoice(file));
	const old = question ? turn.answer(question) : undefined;
	const held = question ? (old?.kind === "files" ? old.files : []) : turn.state.files;
	const together = distinct([...held, ...others]);
	const kept = together.slice(0, LIMITS.files);
	if (question && others.length > 0) turn.state.answers = { ...turn.state.answers, [question.id]: { kind: "files", files: kept } };
	const loose = distinct([...turn.state.files, ...(question ? [] : others), ...voices]);
	turn.state.files = loose.slice(0, LIMITS.files);
	if (together.length > LIMITS.files || loose.length > LIMITS.files) turn.remark({ say: "too-many-files", limit: LIMITS.files });
	turn.remark({
		say: "files-kept",
		added: files.length,
		count: question ? kept.length : turn.state.files.length,
		voice: voices.length > 0,
		asked: turn.open?.kind === "files" || turn.state.node.at === "summary",
	});
	turn.events.push({ event: "files-kept", files });
};

import type { DialogEvent } from "../../dialog/outcome.ts";
import type { Duty } from "../../domain/duty.ts";
import type { FileRef } from "../../domain/file.ts";
import { currentVersion, type PlainAnswer, type Report, type ReportVersion } from "../../domain/report.ts";
import type { Round } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { LedgerNote, ReviewNote } from "../../views/report.ts";
import { askForReview } from "../reviews/ask-for-review.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { countVersion, settleEntries } from "./count-version.ts";
import { describeReport } from "./describe-report.ts";
import { LOOSE_FILES } from "./loose-files.ts";

export interface Submission {
	readonly duty: Duty;
	readonly round: Round;
	readonly unit: Unit;
	readonly proxy: boolean;
	/** Where 「已收到」 is said. */
	readonly chat: ChatRef;
	readonly event: Extract<DialogEvent, { event: "submitted" }>;
}

/** Files a confirmed report: a new version, what follows from it at once or the request for approval, the audit entry, and the answer 「已收到」. */
export const submitReport = async (turn: Turn, speaker: Speaker, submission: Submission, existing: Report | null): Promise<Report> => {
	const { duty, round, unit, proxy, event, chat } = submission;
	const number = existing?.number ?? (await turn.set.nextReportNumber());
	const { entries } = await settleEntries(turn, { duty: duty.id, period: round.period, unit: unit.code }, event.entries);
	const version: ReportVersion = {
		version: (existing?.versions.length ?? 0) + 1,
		sentAt: turn.inbound.sentAt,
		by: speaker.person.key,
		source: proxy ? "proxy" : "own",
		late: turn.inbound.sentAt > round.dueAt,
		form: event.form,
		...(duty.review ? { review: true as const } : {}),
		entries,
		answers: [...event.answers, ...looseFiles(event.files, existing)],
	};
	const key = { number, duty: duty.id, period: round.period, unit: unit.code };
	turn.add({ do: "add-report-version", report: key, version });
	// Its line in a 接龙 waits for nothing any more.
	turn.add({ do: "drop-chain-line", duty: duty.id, period: round.period, unit: unit.code });
	turn.audit(speaker.person.key, version.version === 1 ? "report:submitted" : "report:corrected", `report:${number}`, {
		version: version.version,
		source: version.source,
		late: version.late,
	});
	const sent: Report = {
		...key,
		confirmedAt: existing?.confirmedAt ?? null,
		confirmedBy: existing?.confirmedBy ?? null,
		...(existing?.decisions ? { decisions: existing.decisions } : {}),
		versions: [...(existing?.versions ?? []), version],
	};
	if (!duty.review) return received(turn, chat, sent, await countVersion(turn, speaker.person, sent));
	const { report, note, ledger } = await askForReview(turn, speaker, sent);
	return received(turn, chat, report, ledger, note);
};

const received = (turn: Turn, chat: ChatRef, report: Report, ledger: LedgerNote | null, review?: ReviewNote): Report => {
	const { rows: _rows, ...head } = describeReport(turn, report);
	turn.say(
		{
			key: "received",
			report: head,
			...(ledger === null ? {} : { ledger }),
			...(review === undefined ? {} : { review }),
			buttons: [
				{ label: { word: "progress" }, action: { do: "say", text: `/progress ${head.unit}` } },
				{ label: { word: "my-tasks" }, action: { do: "say", text: "/todo" } },
			],
		},
		{ chat },
	);
	return report;
};

/** Files sent along unasked: what an earlier version had, and what is new. */
const looseFiles = (files: readonly FileRef[], existing: Report | null): PlainAnswer[] => {
	const before = existing
		? currentVersion(existing).answers.flatMap((answer) => (answer.question === LOOSE_FILES && answer.kind === "files" ? answer.files : []))
		: [];
	const all = [...before, ...files.filter((file) => !before.some((kept) => kept.hash === file.hash))];
	return all.length === 0 ? [] : [{ question: LOOSE_FILES, kind: "files", files: all }];
};

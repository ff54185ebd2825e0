import type { DialogEvent } from "../../dialog/outcome.ts";
import type { Duty } from "../../domain/duty.ts";
import type { FileRef } from "../../domain/file.ts";
import { currentVersion, type Entry, type PlainAnswer, type Report, type ReportVersion } from "../../domain/report.ts";
import type { Round } from "../../domain/round.ts";
import { restate, type Standing } from "../../domain/standing.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Effect } from "../../ports/store.ts";
import { fileProblems } from "../problems/report-problems.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { describeReport } from "./describe-report.ts";
import { LOOSE_FILES } from "./loose-files.ts";
import { openingOf } from "./opening.ts";

export interface Submission {
	readonly duty: Duty;
	readonly round: Round;
	readonly unit: Unit;
	readonly proxy: boolean;
	readonly event: Extract<DialogEvent, { event: "submitted" }>;
}

/** Files a confirmed report: a new version, the totals that follow from it, the audit entry, and the answer 「已收到」. */
export const submitReport = async (turn: Turn, speaker: Speaker, submission: Submission, existing: Report | null): Promise<Report> => {
	const { duty, round, unit, proxy, event } = submission;
	const number = existing?.number ?? (await turn.set.nextReportNumber());
	const { entries, standings } = await settle(turn, submission);
	const version: ReportVersion = {
		version: (existing?.versions.length ?? 0) + 1,
		sentAt: turn.inbound.sentAt,
		by: speaker.person.key,
		source: proxy ? "proxy" : "own",
		late: turn.inbound.sentAt > round.dueAt,
		form: event.form,
		entries,
		answers: [...event.answers, ...looseFiles(event.files, existing)],
	};
	const key = { number, duty: duty.id, period: round.period, unit: unit.code };
	const effects: Effect[] = [{ do: "add-report-version", report: key, version }];
	if (standings.length > 0) effects.push({ do: "save-standings", standings });
	turn.add(...effects);
	turn.audit(speaker.person.key, version.version === 1 ? "report:submitted" : "report:corrected", `report:${number}`, {
		version: version.version,
		source: version.source,
		late: version.late,
	});
	const report: Report = {
		...key,
		confirmedAt: existing?.confirmedAt ?? null,
		confirmedBy: existing?.confirmedBy ?? null,
		versions: [...(existing?.versions ?? []), version],
	};
	const { rows: _rows, ...head } = describeReport(turn, report);
	const ledger = await fileProblems(turn, speaker, { duty, unit, number, isFirst: existing === null, answers: version.answers });
	turn.say({
		key: "received",
		report: head,
		...(ledger === null ? {} : { ledger }),
		buttons: [
			{ label: { word: "progress" }, action: { do: "say", text: `/progress ${unit.name}` } },
			{ label: { word: "my-tasks" }, action: { do: "say", text: "/todo" } },
		],
	});
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

/** The entries with increment and total as they stand at this moment, and every standing that changes with them. */
const settle = async (turn: Turn, { duty, round, unit, event }: Submission): Promise<{ entries: Entry[]; standings: Standing[] }> => {
	const entries: Entry[] = [];
	const standings: Standing[] = [];
	for (const entry of event.entries) {
		const indicator = turn.county.indicator(entry.indicator);
		if (!indicator) continue;
		const known = await turn.set.standings(unit.code, indicator.id, duty.id);
		const given: Standing = {
			unit: unit.code,
			indicator: indicator.id,
			duty: duty.id,
			period: round.period,
			basis: entry.basis,
			increment: entry.increment,
			total: entry.total,
			asOf: entry.asOf,
		};
		const opening = await openingOf(turn.set, turn.county, unit.code, indicator, duty.id);
		const changed = restate(known, given, indicator, opening);
		const settled = changed[0] ?? given;
		entries.push({ ...entry, increment: settled.increment, total: settled.total });
		standings.push(...changed);
	}
	return { entries, standings };
};

import type { Duty } from "../../domain/duty.ts";
import type { FileRef } from "../../domain/file.ts";
import type { Instant, PeriodKey } from "../../domain/period.ts";
import type { Report, ReportVersion } from "../../domain/report.ts";
import { countingVersion, decisionOf, judgedBy, standOf } from "../../domain/review.ts";
import { owes } from "../../domain/round.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { MaterialReport } from "../../views/material.ts";
import { linesOf } from "../reports/describe-report.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { ExportParts } from "./export-parts.ts";
import { reportsOf } from "./reports-of.ts";

/** A round whose material is wanted. */
export interface MaterialAsked {
	readonly duty: Duty;
	readonly period: PeriodKey;
	readonly within: UnitCode;
	readonly at: Instant;
	/** The largest file the asker's messenger carries, in bytes. */
	readonly limit: number;
}

/** A file that was handed in. */
export interface MaterialFile {
	readonly name: string;
	readonly file: FileRef;
}

/** What a unit has handed in for a round, as far as it counts. */
export interface UnitMaterial {
	readonly unit: Unit;
	readonly name: string;
	readonly state: "on-time" | "late" | "waiting" | "returned" | "begun" | "missing";
	/** Null where no version counts: nothing of it is handed on. */
	readonly report: MaterialReport | null;
	/** The files of that version, in the order of its lines, under the names they have in the archive. */
	readonly files: readonly MaterialFile[];
	/** The report counts, and a file that has to be there is not. */
	readonly lacksFiles: boolean;
}

/** What every unit within one that owes a round has handed in, in the county's order; `named` gives the files of a folder their names. */
export const gatherMaterial = async (
	parts: ExportParts,
	{ duty, period, within }: Pick<MaterialAsked, "duty" | "period" | "within">,
	named: (files: readonly FileRef[]) => readonly MaterialFile[],
): Promise<UnitMaterial[]> => {
	const { county, rounds, store } = parts;
	const day = rounds.owingDay(duty, period);
	const units = county.data.units.filter((unit) => owes(duty, unit, day) && county.contains(within, unit.code));
	const keys = units.map(({ code }) => ({ duty: duty.id, period, unit: code }));
	const reports = new Map((await reportsOf(store, keys)).map((report) => [report.unit, report]));
	const begun = new Set((await store.roundStates(duty.id, period, null)).begun.map(({ unit }) => unit));
	const needsFiles = duty.questions.some(({ kind, required }) => kind === "files" && required);
	return units.map((unit) => {
		const name = distinctName(county, unit);
		const report = reports.get(unit.code);
		const version = report ? countingVersion(report) : null;
		if (!report || !version) {
			const state = report ? (standOf(report) === "returned" ? "returned" : "waiting") : begun.has(unit.code) ? "begun" : "missing";
			return { unit, name, state, report: null, files: [], lacksFiles: false };
		}
		const late = rounds.isLate(duty.id, period, judgedBy(report));
		const files = named(filesOf(version));
		return {
			unit,
			name,
			state: late ? "late" : "on-time",
			report: materialReport(parts, duty, report, version, { name, late, files }),
			files,
			lacksFiles: needsFiles && files.length === 0,
		};
	});
};

const filesOf = ({ answers }: ReportVersion): FileRef[] => answers.flatMap((answer) => (answer.kind === "files" ? answer.files : []));

const materialReport = (
	{ county }: ExportParts,
	duty: Duty,
	report: Report,
	version: ReportVersion,
	{ name, late, files }: { readonly name: string; readonly late: boolean; readonly files: readonly MaterialFile[] },
): MaterialReport => {
	const decision = decisionOf(report, version.version);
	const namesOf = (refs: readonly FileRef[]): string[] => files.filter(({ file }) => refs.includes(file)).map((one) => one.name);
	const nameOf = (key: ReportVersion["by"]): string => county.person(key)?.name ?? key;
	const filesUnder = new Map(version.answers.map((answer) => [`answer ${answer.question}`, answer.kind === "files" ? answer.files : []]));
	return {
		unit: name,
		duty: duty.name,
		period: report.period,
		number: report.number,
		by: nameOf(version.by),
		at: version.sentAt,
		late,
		proxy: version.source === "proxy",
		approved: decision && { by: nameOf(decision.by), at: decision.at, way: decision.way },
		rows: linesOf(county, report, version).map(({ key, row }) => ({ row, files: namesOf(filesUnder.get(key) ?? []) })),
	};
};

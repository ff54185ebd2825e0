import { dateOf } from "../../domain/period.ts";
import { may, mayAnywhere } from "../../domain/permission.ts";
import { owes } from "../../domain/round.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Files } from "../../ports/files.ts";
import type { Job, Store } from "../../ports/store.ts";
import type { Language } from "../../render/chat.ts";
import { exportFileName, exportSheet } from "../../render/sheet/export-sheets.ts";
import type { ExportSheet } from "../../views/export.ts";
import type { WriteSheets } from "../../workbook/sheets/write-in-worker.ts";
import type { LimitsOf } from "../burden/channel-count.ts";
import type { CountyHolder } from "../county-holder.ts";
import type { JobHandler } from "../jobs/job-runner.ts";
import { burdenExport } from "./burden-export.ts";
import type { ExportParts } from "./export-parts.ts";
import { isTooLarge } from "./export-size.ts";
import { ledgerExport } from "./ledger-export.ts";
import { rankingExport } from "./ranking-export.ts";
import type { ExportAsked } from "./read-export.ts";
import { receiptsExport } from "./receipts-export.ts";
import { recordExport } from "./record-export.ts";
import { roundExport } from "./round-export.ts";
import { writeMaterial } from "./write-material.ts";

export interface WriteExportParts {
	readonly store: Store;
	readonly files: Files;
	readonly counties: CountyHolder;
	readonly language: Language;
	readonly writeSheets: WriteSheets;
	/** The most bytes a file may have that is sent to a chat; 0 where its messenger carries none. */
	readonly largestFile: (chat: ChatRef) => number;
	readonly limitsOf: LimitsOf;
}

/** 导出: the sheets as they stood when they were asked for, as far as the asker may still see them, in one file. */
export const createExportWriter =
	({ store, files, counties, language, writeSheets, largestFile, limitsOf }: WriteExportParts): JobHandler =>
	async (job) => {
		const loaded = counties.current;
		if (!loaded) throw new Error("no county");
		const parts = { store, county: loaded.county, countyVersion: loaded.version, rounds: loaded.rounds, limitsOf };
		const asked = job.input as ExportAsked;
		if (asked.what === "material") {
			const duty = mayTakeMaterial(parts, job) ? loaded.county.duty(asked.duty) : undefined;
			if (!duty) return { says: [{ key: "export-empty", buttons: [] }], effects: [] };
			const meant = { duty, period: asked.period, within: asked.within, at: job.createdAt, limit: largestFile(job.chat) };
			return { says: [await writeMaterial(parts, { files, language, writeSheets }, meant)], effects: [] };
		}
		const sheets = await sheetsOf(parts, job, asked);
		const [first] = sheets;
		if (!first || sheets.every(({ rows }) => rows.length === 0)) return { says: [{ key: "export-empty", buttons: [] }], effects: [] };
		if (isTooLarge(sheets)) return { says: [{ key: "export-too-large", buttons: [] }], effects: [] };
		const bytes = await writeSheets(sheets.map((sheet) => exportSheet(sheet, language)));
		const file = await files.put(bytes, exportFileName(first.heading, language));
		return { says: [{ key: "files", what: "export", count: 1, files: [file], buttons: [] }], effects: [] };
	};

const mayTakeMaterial = ({ county }: ExportParts, { person: key, createdAt }: Job): boolean => {
	const person = county.person(key);
	return person !== undefined && mayAnywhere(person, "take-material", dateOf(createdAt));
};

const sheetsOf = async (parts: ExportParts, job: Job, asked: Exclude<ExportAsked, { what: "material" }>): Promise<ExportSheet[]> => {
	const { county, rounds, store } = parts;
	const at = job.createdAt;
	const person = county.person(job.person);
	if (!person) return [];
	const sees = (unit: Parameters<typeof may>[3]): boolean => may(county, person, "export", unit, dateOf(at));
	switch (asked.what) {
		case "rounds": {
			const found: ExportSheet[] = [];
			for (const { duty: id, period } of asked.rounds) {
				const duty = county.duty(id);
				if (!duty) continue;
				const day = rounds.owingDay(duty, period);
				const units = county.data.units.filter(
					(unit) => owes(duty, unit, day) && county.contains(asked.within, unit.code) && sees(unit.code),
				);
				if (units.length > 0) found.push(await roundExport(parts, duty, period, units, at));
			}
			return found;
		}
		case "ranking": {
			const sheet = await rankingExport(parts, asked.period, at);
			return sheet ? [sheet] : [];
		}
		case "receipts": {
			const notice = await store.notice(asked.notice);
			return notice ? [receiptsExport(parts, notice, await store.noticeRecipients(asked.notice), at)] : [];
		}
		case "ledger": {
			const unit = asked.unit === null ? null : (county.unit(asked.unit) ?? null);
			return [await ledgerExport(parts, { unit, span: asked.span, only: asked.only }, person, at)];
		}
		case "burden":
			return mayAnywhere(person, "see-burden", dateOf(at)) ? [await burdenExport(parts, asked.month, at)] : [];
		case "record": {
			const whose = asked.person === null ? null : county.person(asked.person);
			const units = whose ? [...new Set(whose.posts.map(({ unit }) => unit))] : asked.unit === null ? [] : [asked.unit];
			const name = whose?.name ?? county.unit(units[0] ?? asked.unit ?? county.root.code)?.name ?? "";
			return [await recordExport(parts, { name, units: units.filter(sees), person: asked.person }, asked.span, at)];
		}
		default:
			return asked satisfies never;
	}
};

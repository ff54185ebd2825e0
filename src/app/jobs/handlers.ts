import { dateOf } from "../../domain/period.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Files } from "../../ports/files.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, Job, Store } from "../../ports/store.ts";
import { renderSlips } from "../../render/slips.ts";
import type { WorkbookReader } from "../../workbook/read-in-worker.ts";
import type { WriteSheets } from "../../workbook/sheets/write-in-worker.ts";
import { writeWorkbook } from "../../workbook/write-workbook.ts";
import { createAnalysisWriter } from "../analysis/write-analysis.ts";
import { type BulletinJobParts, createBulletinWriter } from "../bulletins/bulletin-jobs.ts";
import type { LimitsOf } from "../burden/channel-count.ts";
import { createBurdenCounter } from "../burden/count-burden.ts";
import { issueCode } from "../commands/binding-code.ts";
import { noteChecked } from "../commands/workbook.ts";
import type { CountyHolder } from "../county-holder.ts";
import { createExportWriter } from "../exports/write-export.ts";
import { checkWorkbook, replaceCounty } from "../office/import-workbook.ts";
import { personLine } from "../people/named.ts";
import { peopleToInvite } from "../people/renewals.ts";
import { createRankingDrawer, type DrawRankingParts } from "../rankings/draw-ranking.ts";
import type { JobHandler } from "./job-runner.ts";

export interface JobHandlerParts extends DrawRankingParts, BulletinJobParts {
	readonly store: Store;
	readonly files: Files;
	readonly reader: WorkbookReader;
	readonly counties: CountyHolder;
	readonly clock: Clock;
	readonly ids: Ids;
	/** An address that binds with a code at one tap; null where no messenger has one. */
	readonly bindingLink: (code: string) => string | null;
	/** Names the files that are written. */
	readonly writeSheets: WriteSheets;
	readonly fileNames: { readonly template: string; readonly slips: string };
	/** The most bytes a file may have that is sent to a chat; 0 where its messenger carries none. */
	readonly largestFile: (chat: ChatRef) => number;
	readonly limitsOf: LimitsOf;
}

const inputOf = (job: Job, field: string): string => {
	const value = typeof job.input === "object" && job.input !== null ? (job.input as Record<string, unknown>)[field] : undefined;
	if (typeof value !== "string") throw new Error(`job ${job.id} has no ${field}`);
	return value;
};

/** What a list of problems may take of one message: channels take some 8,000 characters. */
const LIST_CHARS = 6_000;

/** The work behind 导入, 模板, 邀请 全部, 排名 and 减负. */
export const createJobHandlers = (parts: JobHandlerParts): Readonly<Record<Job["kind"], JobHandler>> => ({
	"check-workbook": async (job) => {
		const hash = inputOf(job, "hash");
		const bytes = await parts.files.get(hash);
		if (!bytes) throw new Error(`file ${hash} is gone`);
		const checked = await checkWorkbook(parts, bytes);
		if (checked.kind === "refused")
			return {
				says: [{ key: "import-refused", problems: checked.problems, count: checked.problems.length, longest: LIST_CHARS, buttons: [] }],
				effects: [],
			};
		if (checked.kind === "unchanged") return { says: [{ key: "import-unchanged", notes: checked.notes, buttons: [] }], effects: [] };
		const token = `${hash}:${checked.version}`;
		const buttons = [{ label: { word: "confirm-import" }, action: { do: "apply-workbook", token } }] as const;
		return {
			says: [{ key: "import-different", difference: checked.difference, notes: checked.notes, buttons }],
			effects: [noteChecked(job.person, token)],
		};
	},

	"apply-workbook": async (job) => {
		const [hash = "", version = ""] = inputOf(job, "token").split(":");
		const bytes = await parts.files.get(hash);
		const reading = bytes ? await parts.reader.read(bytes) : null;
		const loaded = parts.counties.current;
		const person = loaded?.county.person(job.person);
		const stored = await parts.store.loadCounty();
		if (!reading?.ok || stored.version !== Number(version) || !person || !mayAnywhere(person, "import", dateOf(parts.clock.now())))
			return { says: [{ key: "import-stale", buttons: [] }], effects: [] };
		const { data } = reading;
		return {
			says: [{ key: "import-applied", units: data.units.length, people: data.people.length, duties: data.duties.length, buttons: [] }],
			effects: replaceCounty(data, stored.version, parts.clock.now(), job.person),
		};
	},

	"draw-ranking": createRankingDrawer(parts),

	"count-burden": createBurdenCounter(parts),

	"write-export": createExportWriter(parts),

	"write-analysis": createAnalysisWriter(parts),

	"write-bulletin": createBulletinWriter(parts),

	"write-template": async () => {
		const { data } = await parts.store.loadCounty();
		const file = await parts.files.put(await writeWorkbook(data), parts.fileNames.template);
		return { says: [{ key: "files", what: "template", count: 1, files: [file], buttons: [] }], effects: [] };
	},

	"write-slips": async (job) => {
		const loaded = parts.counties.current;
		if (!loaded) throw new Error("no county");
		const now = parts.clock.now();
		const day = dateOf(now);
		const effects: Effect[] = [];
		const slips = (await peopleToInvite(parts.store, loaded.county, day)).map((person) => {
			const issued = issueCode(person, now, parts.ids, job.person);
			effects.push(...issued.effects);
			return { ...personLine(loaded.county, person, day), code: issued.code, until: issued.until, link: parts.bindingLink(issued.code) };
		});
		const file = await parts.files.put(
			new TextEncoder().encode(renderSlips(slips, loaded.county.root.name, "zh-CN")),
			parts.fileNames.slips,
		);
		return { says: [{ key: "files", what: "slips", count: slips.length, files: [file], buttons: [] }], effects };
	},
});
